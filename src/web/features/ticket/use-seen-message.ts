import { useState } from 'react';
import type { Message } from '#contract/message.ts';
import type { TicketPage } from '#contract/ticket-page.ts';

/**
 * Guards against an answer to what the customer no longer says. What stood there when one began to
 * write counts as seen; what came since does only when one says so.
 */
export function useSeenMessage(page: TicketPage, isEmpty: boolean) {
  const newest = page.messages.findLast(isFromCustomer) ?? null;
  const newestId = newest?.id ?? null;
  const [seenId, setSeenId] = useState(newestId);
  // Until something is written, whatever is on the screen has been seen.
  if (isEmpty && seenId !== newestId) setSeenId(newestId);
  return {
    newestId,
    seenId,
    unseen: newest !== null && seenId !== newestId ? newest : null,
    markSeen: () => setSeenId(newestId),
  };
}

function isFromCustomer(message: Message): boolean {
  return message.direction === 'in' && message.kind === 'public';
}
