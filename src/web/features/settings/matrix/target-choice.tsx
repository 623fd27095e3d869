import type { StepTarget } from '#contract/matrix-content.ts';
import { tiers } from '#domain/people/directory.ts';
import { type People, useDirectory } from '../../../lib/use-directory.ts';
import { type Translate, useTranslation } from '../../../lib/use-translation.tsx';
import { ChipChoice } from '../../../ui/chip-choice.tsx';
import type { Choice } from '../../../ui/choice-menu.tsx';
import { keyOfTarget, targetOfKey, targetText } from './target-words.ts';

type Props = {
  readonly label: string;
  readonly targets: readonly StepTarget[];
  readonly onChange: (targets: StepTarget[]) => void;
};

/** Several at once: tiers, teams, heads, whoever is on call, roles, people. Found by typing. */
export function TargetChoice({ label, targets, onChange }: Props) {
  const t = useTranslation();
  const directory = useDirectory();
  return (
    <div className="flex flex-col gap-1">
      <p className="text-small font-medium text-muted">{label}</p>
      <ChipChoice
        label={label}
        groups={groupsOf(t, directory)}
        chosen={targets.map((target) => ({
          id: keyOfTarget(target),
          text: targetText(t, target, directory),
        }))}
        onAdd={(key) => {
          const target = targetOfKey(key);
          if (target !== null) onChange([...targets, target]);
        }}
        onRemove={(key) => onChange(targets.filter((each) => keyOfTarget(each) !== key))}
      />
    </div>
  );
}

function groupsOf(t: Translate, directory: People) {
  const choice = (target: StepTarget): Choice => ({
    id: keyOfTarget(target),
    label: targetText(t, target, directory),
  });
  const { teams, agents } = directory;
  const departments = new Map(
    teams
      .filter(({ department }) => department !== '')
      .map((team) => [`${team.tier} ${team.department}`, team]),
  );
  return [
    {
      title: t('matrix.target.tiers'),
      choices: [
        ...tiers.map((tier) => choice({ kind: 'tier', tier, department: null })),
        ...[...departments.values()].map(({ tier, department }) =>
          choice({ kind: 'tier', tier, department }),
        ),
      ],
    },
    {
      title: t('sla.calendar.teams'),
      choices: teams.map(({ id }) => choice({ kind: 'team', teamId: id })),
    },
    {
      title: t('matrix.target.heads'),
      choices: [
        choice({ kind: 'team_lead', teamId: null }),
        choice({ kind: 'team_manager', teamId: null }),
        choice({ kind: 'role', role: 'manager' }),
        choice({ kind: 'role', role: 'admin' }),
        ...teams.flatMap(({ id }) => [
          choice({ kind: 'team_lead', teamId: id }),
          choice({ kind: 'team_manager', teamId: id }),
          choice({ kind: 'on_call', teamId: id }),
        ]),
      ],
    },
    {
      title: t('sla.whom.people'),
      choices: agents
        .filter(({ isActive, role }) => isActive && role !== 'auditor' && role !== 'collaborator')
        .map(({ id }) => choice({ kind: 'agent', agentId: id })),
    },
  ];
}
