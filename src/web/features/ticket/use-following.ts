import { followTicket } from '#contract/ticket.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { call } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { toast } from '../../ui/toast.tsx';
import { rereadTicket, showAtOnce } from './use-ticket-page.ts';

/** Follows the ticket or stops, shown at once; and the words for what a press does. */
export function useFollowing(ticket: TicketPage['ticket']) {
  const t = useTranslation();
  const isFollowed = !ticket.isFollowed;
  const toggle = () => {
    const takeBack = showAtOnce(ticket.id, (page) => ({
      ...page,
      ticket: { ...page.ticket, isFollowed },
    }));
    call(followTicket, { params: { ticketId: ticket.id }, body: { isFollowed } }).then(
      () => rereadTicket(ticket.id),
      (error: unknown) => {
        takeBack();
        toast({ tone: 'bad', text: problemText(t, error) });
      },
    );
  };
  return { toggle, label: t(ticket.isFollowed ? 'ticket.unfollow' : 'ticket.follow') };
}
