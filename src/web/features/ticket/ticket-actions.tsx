import type { ReactNode } from 'react';
import { Reply, StickyNote, TrendingUp } from 'lucide-react';
import type { TicketPage } from '#contract/ticket-page.ts';
import { useIsPhone } from '../../lib/media.ts';
import { useBinding, useShortcut } from '../../lib/use-shortcut.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import type { Composing } from './use-composer.ts';

type TicketActionsProps = {
  readonly page: TicketPage;
  readonly composer: Composing;
  readonly onEscalate: () => void;
  readonly end: ReactNode;
};

/** What one does with a ticket, one key each. */
export function TicketActions({ page, composer, onEscalate, end }: TicketActionsProps) {
  const t = useTranslation();
  // On a phone the box below has the same two, a thumb away.
  const isPhone = useIsPhone();
  const { can } = page;
  const mayReply = can.includes('reply');
  const mayNote = can.includes('note');
  const mayEscalate = can.includes('escalate');
  const shortcut = { scope: 'ticket' } as const;
  useShortcut(
    { ...shortcut, id: 'ticket.reply', keys: 'r', label: 'ticket.reply', isOff: !mayReply },
    () => composer.write('public'),
  );
  useShortcut(
    { ...shortcut, id: 'ticket.note', keys: 'x', label: 'ticket.note', isOff: !mayNote },
    () => composer.write('note'),
  );
  useShortcut(
    { ...shortcut, id: 'ticket.update', keys: 'u', label: 'ticket.key.update', isOff: !mayReply },
    () => void composer.beginUpdate(),
  );
  useShortcut(
    {
      ...shortcut,
      id: 'ticket.escalate',
      keys: 'e',
      label: 'ticket.escalate',
      isOff: !mayEscalate,
    },
    onEscalate,
  );
  const keys = {
    reply: useBinding('ticket.reply', 'r'),
    note: useBinding('ticket.note', 'x'),
    escalate: useBinding('ticket.escalate', 'e'),
  };
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1.5 px-3 pb-1">
      {mayReply && !isPhone && (
        <Button
          size="small"
          icon={<Reply className="rtl:-scale-x-100" />}
          keys={keys.reply}
          onPress={() => composer.write('public')}
        >
          {t('ticket.reply')}
        </Button>
      )}
      {mayNote && !isPhone && (
        <Button
          size="small"
          icon={<StickyNote />}
          keys={keys.note}
          onPress={() => composer.write('note')}
        >
          {t('ticket.note')}
        </Button>
      )}
      {mayEscalate && (
        <Button
          size="small"
          icon={<TrendingUp className="rtl:-scale-x-100" />}
          keys={keys.escalate}
          onPress={onEscalate}
        >
          {t('ticket.escalate')}
        </Button>
      )}
      {end}
    </div>
  );
}
