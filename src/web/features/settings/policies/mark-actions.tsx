import { Plus, X } from 'lucide-react';
import type { MarkAction } from '#contract/policy.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { withItem } from '../use-document.ts';
import { ActionFields } from './action-fields.tsx';

type Props = {
  readonly actions: readonly MarkAction[];
  readonly onChange: (actions: MarkAction[]) => void;
};

const types = ['notify', 'escalate', 'change_priority', 'assign', 'webhook'] as const;

/** What a mark does, one after another. */
export function MarkActions({ actions, onChange }: Props) {
  const t = useTranslation();
  return (
    <div className="flex flex-col gap-2">
      <p className="text-small font-medium text-muted">{t('sla.mark.actions')}</p>
      <ul className="flex flex-col gap-2">
        {actions.map((action, index) => (
          <li
            key={index}
            className="flex flex-wrap items-start gap-x-2 gap-y-1 rounded-control bg-sunken px-3 py-2 desk:flex-nowrap"
          >
            <span className="w-full shrink-0 py-1 font-medium desk:w-32">
              {t(`sla.action.${action.type}`)}
            </span>
            <div className="min-w-0 grow">
              <ActionFields
                action={action}
                onChange={(next) => onChange(withItem(actions, index, next))}
              />
            </div>
            <IconButton
              size="small"
              label={t('sla.action.remove', { name: t(`sla.action.${action.type}`) })}
              icon={<X />}
              onPress={() => onChange(withItem(actions, index, null))}
            />
          </li>
        ))}
      </ul>
      <Menu
        label={t('sla.action.add')}
        placement="bottom start"
        trigger={
          <Button size="small" icon={<Plus />} className="self-start">
            {t('sla.action.add')}
          </Button>
        }
        groups={[
          {
            actions: types.map((type) => ({
              id: type,
              label: t(`sla.action.${type}`),
              run: () => onChange([...actions, emptyAction(type)]),
            })),
          },
        ]}
      />
    </div>
  );
}

function emptyAction(type: (typeof types)[number]): MarkAction {
  switch (type) {
    case 'notify':
      return { type, whom: [{ kind: 'handler' }] };
    case 'escalate':
      return { type, reason: 'clock_breach' };
    case 'change_priority':
      return { type, to: 'urgent' };
    case 'assign':
      return { type, teamId: null, agentId: null };
    case 'webhook':
      return { type, url: '' };
    default:
      return type satisfies never;
  }
}
