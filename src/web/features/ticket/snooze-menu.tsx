import { Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../lib/format.ts';
import { serverNow } from '../../lib/server-time.ts';
import { useBinding, useShortcut } from '../../lib/use-shortcut.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuAction } from '../../ui/menu.tsx';
import { snoozeChoices } from './snooze-choices.ts';
import type { TicketPart } from './ticket-part.ts';

/** Puts the ticket out of sight until a moment, or until the customer writes. */
export function SnoozeMenu({ ticket, change, isDisabled }: TicketPart) {
  const t = useTranslation();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const isDone = ticket.state === 'solved' || ticket.state === 'closed';
  const isOff = isDisabled || isDone;
  useShortcut(
    { id: 'ticket.snooze', keys: 'z', label: 'ticket.key.snooze', scope: 'ticket', isOff },
    () => setOpen(true),
  );
  const keys = useBinding('ticket.snooze', 'z');
  const { snoozedUntil } = ticket;
  const choices: readonly MenuAction[] = snoozeChoices(new Date(serverNow())).map(
    ({ name, until }) => ({
      id: name,
      label: `${t(`ticket.snooze.${name}`)} · ${format.dateWith(until, momentStyle)}`,
      run: () =>
        change.change({ snoozedUntil: until.toISOString() }, { snoozedUntil: until.toISOString() }),
    }),
  );
  const wake: MenuAction = {
    id: 'wake',
    label: t('ticket.wake'),
    icon: <Sun />,
    run: () => change.change({ snoozedUntil: null }, { snoozedUntil: null }),
  };
  return (
    <Menu
      label={t('ticket.key.snooze')}
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <IconButton
          label={
            snoozedUntil === null
              ? t('ticket.key.snooze')
              : t('ticket.snoozedUntil', { until: format.dateTime(snoozedUntil) })
          }
          keys={keys}
          icon={<Moon />}
          isActive={snoozedUntil !== null}
          isDisabled={isOff}
        />
      }
      groups={[
        ...(snoozedUntil === null ? [] : [{ actions: [wake] }]),
        { title: t('ticket.key.snooze'), actions: choices },
      ]}
    />
  );
}

const momentStyle = {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;
