import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { StepTarget } from '#contract/matrix-content.ts';
import { tiers } from '#domain/people/directory.ts';
import { type People, useDirectory } from '../../../lib/use-directory.ts';
import { type Translate, useTranslation } from '../../../lib/use-translation.tsx';
import { Button } from '../../../ui/button.tsx';
import { type Choice, ChoiceMenu } from '../../../ui/choice-menu.tsx';
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
  const [isOpen, setOpen] = useState(false);
  const chosen = new Set(targets.map(keyOfTarget));
  const add = (key: string) => {
    const target = targetOfKey(key);
    if (target !== null && !chosen.has(key)) onChange([...targets, target]);
  };
  return (
    <div className="flex flex-col gap-1">
      <p className="text-small font-medium text-muted">{label}</p>
      <div className="flex flex-wrap items-center gap-1">
        {targets.map((target) => (
          <span
            key={keyOfTarget(target)}
            className="inline-flex h-6 max-w-full items-center rounded-small bg-pressed ps-2 text-small"
          >
            <bdi className="truncate">{targetText(t, target, directory)}</bdi>
            <button
              type="button"
              className="flex size-6 shrink-0 items-center justify-center rounded-small text-muted hover:text-ink"
              aria-label={t('common.tag.remove', { name: targetText(t, target, directory) })}
              onClick={() => onChange(targets.filter((each) => each !== target))}
            >
              <X aria-hidden className="size-3" />
            </button>
          </span>
        ))}
        <ChoiceMenu
          trigger={
            <Button size="small" variant="quiet" icon={<Plus />}>
              {t('common.add')}
            </Button>
          }
          label={label}
          isOpen={isOpen}
          onOpenChange={setOpen}
          onChoose={add}
          groups={groupsOf(t, directory, chosen)}
        />
      </div>
    </div>
  );
}

function groupsOf(t: Translate, directory: People, chosen: ReadonlySet<string>) {
  const choice = (target: StepTarget): Choice => {
    const id = keyOfTarget(target);
    return { id, label: targetText(t, target, directory), isChosen: chosen.has(id) };
  };
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
