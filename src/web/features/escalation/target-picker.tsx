import type { Directory } from '#contract/directory.ts';
import { worksTickets } from '#domain/people/role.ts';
import { useSignedIn } from '../../lib/session.ts';
import { useDirectory } from '../../lib/use-directory.ts';
import { type Translate, useTranslation } from '../../lib/use-translation.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import type { Option } from '../../ui/option.tsx';
import { TierBadge } from '../../ui/tier-badge.tsx';
import { type Target, targetKey } from './target.ts';

export type TargetOption = { readonly target: Target; readonly option: Option };

type TargetPickerProps = {
  readonly label: string;
  readonly value: Target | null;
  readonly onChange: (target: Target | null) => void;
  readonly error: string | null;
};

/** Any team, any colleague who works tickets. */
export function TargetPicker({ label, value, onChange, error }: TargetPickerProps) {
  const t = useTranslation();
  const ownId = useSignedIn().agent.id;
  const choices = targetOptions(t, { directory: useDirectory(), ownId });
  return (
    <ComboBox
      label={label}
      error={error}
      options={choices.map(({ option }) => option)}
      value={value === null ? null : targetKey(value)}
      onChange={(id) => onChange(choices.find(({ option }) => option.id === id)?.target ?? null)}
    />
  );
}

/** The directory as choices: teams with their line, then people but for oneself. */
export function targetOptions(
  t: Translate,
  among: { readonly directory: Pick<Directory, 'agents' | 'teams'>; readonly ownId: string },
): readonly TargetOption[] {
  const { directory, ownId } = among;
  const teams = directory.teams.map((team): TargetOption => {
    const target: Target = { kind: 'team', teamId: team.id };
    const option = {
      id: targetKey(target),
      label: team.name,
      icon: <TierBadge tier={team.tier} />,
      ...(team.department !== '' && { description: team.department }),
    };
    return { target, option };
  });
  const people = directory.agents
    .filter((agent) => agent.isActive && worksTickets(agent.role) && agent.id !== ownId)
    .map((agent): TargetOption => {
      const target: Target = { kind: 'agent', agentId: agent.id };
      const description = t(`common.presence.${agent.presence}`);
      return { target, option: { id: targetKey(target), label: agent.name, description } };
    });
  return [...teams, ...people];
}
