import type { Whom } from '#contract/policy.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { ChipChoice } from '../../../ui/chip-choice.tsx';
import { whomText } from './policy-words.ts';

type Props = { readonly whom: readonly Whom[]; readonly onChange: (whom: Whom[]) => void };

const standing = ['owner', 'handler', 'team', 'lead', 'manager'] as const;

/** Whom an action tells: those around the ticket, a team, or somebody by name. */
export function WhomChoice({ whom, onChange }: Props) {
  const t = useTranslation();
  const directory = useDirectory();
  const choice = (id: string, label: string) => ({ id, label });
  return (
    <ChipChoice
      label={t('sla.action.notify')}
      chosen={whom.map((each) => ({ id: keyOf(each), text: whomText(t, each, directory) }))}
      onAdd={(key) => {
        const next = whomOf(key);
        if (next !== null) onChange([...whom, next]);
      }}
      onRemove={(key) => onChange(whom.filter((each) => keyOf(each) !== key))}
      groups={[
        {
          title: t('sla.whom.around'),
          choices: standing.map((kind) => choice(kind, t(`sla.whom.${kind}`))),
        },
        {
          title: t('sla.calendar.teams'),
          choices: directory.teams.map(({ id, name }) => choice(`named_team:${id}`, name)),
        },
        {
          title: t('sla.whom.people'),
          choices: directory.agents
            .filter(({ isActive }) => isActive)
            .map(({ id, name }) => choice(`agent:${id}`, name)),
        },
      ]}
    />
  );
}

function keyOf(whom: Whom): string {
  if (whom.kind === 'agent') return `agent:${whom.agentId}`;
  if (whom.kind === 'named_team') return `named_team:${whom.teamId}`;
  return whom.kind;
}

function whomOf(key: string): Whom | null {
  const [kind = '', id = ''] = key.split(':');
  if (kind === 'agent') return { kind, agentId: id };
  if (kind === 'named_team') return { kind, teamId: id };
  const found = standing.find((each) => each === kind);
  return found === undefined ? null : { kind: found };
}
