import { useState } from 'react';
import type { Message } from '#contract/message.ts';
import type { TicketPage } from '#contract/ticket-page.ts';

/**
 * Guards against an answer to what the customer no longer says, or a colleague has just answered. What stood there when one began to
 * write counts as seen; what came since does only when one says so.
 */
export function useSeenMessage(page: TicketPage, isEmpty: boolean) {
  const newest = page.messages.findLast(isNews) ?? null;
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

/** What the customer or a colleague said to the other; what Belay wrote by itself is none. */
function isNews({ kind, direction, isAutomatic, delivery }: Message): boolean {
  return kind === 'public' && (direction === 'in' || !isAutomatic) && delivery !== 'recalled';
}
