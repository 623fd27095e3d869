import { useState } from 'react';
import { priorities } from '#domain/ticket/ticket.ts';
import { useBinding, useShortcut } from '../../lib/use-shortcut.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Menu } from '../../ui/menu.tsx';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { HeaderButton } from './header-button.tsx';
import type { TicketPart } from './ticket-part.ts';

/** How much it matters; the clocks take the new targets at once. */
export function PriorityMenu({ ticket, change, isDisabled }: TicketPart) {
  const t = useTranslation();
  const [isOpen, setOpen] = useState(false);
  useShortcut(
    {
      id: 'ticket.priority',
      keys: 'p',
      label: 'ticket.key.priority',
      scope: 'ticket',
      isOff: isDisabled,
    },
    () => setOpen(true),
  );
  return (
    <Menu
      label={t('ticket.key.priority')}
      placement="bottom start"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <HeaderButton
          icon={<PriorityMark priority={ticket.priority} />}
          label={t('common.priority')}
          keys={useBinding('ticket.priority', 'p')}
          isDisabled={isDisabled}
        >
          {t(`common.priority.${ticket.priority}`)}
        </HeaderButton>
      }
      groups={[
        {
          actions: priorities.toReversed().map((priority) => ({
            id: priority,
            label: t(`common.priority.${priority}`),
            icon: <PriorityMark priority={priority} />,
            isChosen: priority === ticket.priority,
            run: () => change.change({ priority }, { priority }),
          })),
        },
      ]}
    />
  );
}
