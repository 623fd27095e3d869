import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { Whom } from '#contract/policy.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Button } from '../../../ui/button.tsx';
import { ChoiceMenu } from '../../../ui/choice-menu.tsx';
import { whomText } from './policy-words.ts';

type Props = { readonly whom: readonly Whom[]; readonly onChange: (whom: Whom[]) => void };

const standing = ['owner', 'handler', 'team', 'lead', 'manager'] as const;

/** Whom an action tells: those around the ticket, a team, or somebody by name. */
export function WhomChoice({ whom, onChange }: Props) {
  const t = useTranslation();
  const directory = useDirectory();
  const [isOpen, setOpen] = useState(false);
  const chosen = new Set(whom.map(keyOf));
  const add = (key: string) => {
    const next = whomOf(key);
    if (next !== null && !chosen.has(key)) onChange([...whom, next]);
  };
  const choice = (id: string, label: string) => ({ id, label, isChosen: chosen.has(id) });
  return (
    <span className="flex flex-wrap items-center gap-1">
      {whom.map((each) => (
        <span
          key={keyOf(each)}
          className="inline-flex h-6 items-center rounded-small bg-pressed ps-2 text-small"
        >
          <bdi>{whomText(t, each, directory)}</bdi>
          <button
            type="button"
            className="flex size-6 items-center justify-center rounded-small text-muted hover:text-ink"
            aria-label={t('common.tag.remove', { name: whomText(t, each, directory) })}
            onClick={() => onChange(whom.filter((other) => other !== each))}
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
        label={t('sla.action.notify')}
        isOpen={isOpen}
        onOpenChange={setOpen}
        onChoose={add}
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
    </span>
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
