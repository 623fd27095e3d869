import type { z } from 'zod';
import { updateTicket } from '#contract/ticket.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import type { TicketState } from '#domain/ticket/ticket.ts';
import { call } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { toast } from '../../ui/toast.tsx';
import { rereadTicket, showAtOnce } from './use-ticket-page.ts';

type Changes = z.input<typeof updateTicket.schema.body>;
type Shown = Partial<TicketPage['ticket']>;

/**
 * Changes the ticket's own fields: shown at once, taken back with a word why when refused. What
 * replaces a text or a list names the version it was made from, so that nobody's work is lost.
 */
export function useTicketChange(ticket: TicketPage['ticket']) {
  const t = useTranslation();
  const change = async (changes: Changes, shown: Shown): Promise<boolean> => {
    const takeBack = showAtOnce(ticket.id, (page) => ({
      ...page,
      ticket: { ...page.ticket, ...shown },
    }));
    try {
      await call(updateTicket, { params: { ticketId: ticket.id }, body: changes });
      return true;
    } catch (error) {
      takeBack();
      toast({ tone: 'bad', text: problemText(t, error) });
      return false;
    } finally {
      void rereadTicket(ticket.id);
    }
  };

  return {
    change: (changes: Changes, shown: Shown) => void change(changes, shown),
    changeFrom: (changes: Changes, shown: Shown) =>
      void change({ ...changes, version: ticket.version }, shown),
    /** Solving can be undone for ten seconds; the way back leads through `open`. */
    changeState: async (to: TicketState) => {
      const before = ticket.state;
      const isDone = await change({ state: to }, { state: to });
      if (!isDone || to !== 'solved') return;
      toast({
        tone: 'good',
        text: t('ticket.solved', { number: `#${ticket.number}` }),
        onUndo: () => {
          void change({ state: 'open' }, { state: before }).then((isBack) =>
            isBack && (before === 'pending' || before === 'on_hold')
              ? change({ state: before }, { state: before })
              : undefined,
          );
        },
      });
    },
  };
}

export type TicketChange = ReturnType<typeof useTicketChange>;
