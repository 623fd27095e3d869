import { useState } from 'react';
import { nextStates } from '#domain/ticket/states.ts';
import { useBinding, useShortcut } from '../../lib/use-shortcut.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Menu } from '../../ui/menu.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { HeaderButton } from './header-button.tsx';
import type { TicketPart } from './ticket-part.ts';

/** The state, and those it can go to from here. */
export function StateMenu({ ticket, change, isDisabled: isForbidden }: TicketPart) {
  const t = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const next = nextStates(ticket.state);
  const isDisabled = isForbidden || next.length === 0;
  useShortcut(
    {
      id: 'ticket.state',
      keys: 's',
      label: 'ticket.key.state',
      scope: 'ticket',
      isOff: isDisabled,
    },
    () => setOpen(true),
  );
  return (
    <Menu
      label={t('ticket.key.state')}
      placement="bottom start"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <HeaderButton
          icon={<StateMark state={ticket.state} />}
          label={t('ticket.state')}
          keys={useBinding('ticket.state', 's')}
          isDisabled={isDisabled}
        >
          {t(`common.state.${ticket.state}`)}
        </HeaderButton>
      }
      groups={[
        {
          actions: next.map((state) => ({
            id: state,
            label: t(`common.state.${state}`),
            icon: <StateMark state={state} />,
            run: () => void change.changeState(state),
          })),
        },
      ]}
    />
  );
}
