import type { Ticket } from '../ticket/ticket.ts';

/**
 * Whether the customer may be asked about this solution: somebody answered them, they have not
 * been asked about it yet, and the ticket is one that sends anything at all.
 */
export function mayAsk(ticket: Ticket): boolean {
  return (
    (ticket.state === 'solved' || ticket.state === 'closed') &&
    ticket.firstHumanReplyAt !== null &&
    ticket.feedbackRequestedAt === null &&
    ticket.mergedInto === null &&
    !ticket.isSpam &&
    !ticket.isPractice &&
    !ticket.isImported
  );
}
