import { useState } from 'react';
import type { Message } from '#contract/message.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { useSignedIn } from '../../lib/session.ts';

/**
 * Guards against an answer to what the customer no longer says, or to what a colleague has just
 * answered. What stood there when one began to write counts as seen; what came since does only
 * when one says so. One's own words are no news, so that taking a reply back makes none either.
 */
export function useSeenMessage(page: TicketPage, isEmpty: boolean) {
  const me = useSignedIn().agent.id;
  const newest = page.messages.findLast((message) => isNewsTo(message, me)) ?? null;
  const newestId = newest?.id ?? null;
  const [seenId, setSeenId] = useState(newestId);
  // Until something is written, whatever is on the screen has been seen.
  if (isEmpty && seenId !== newestId) setSeenId(newestId);
  const isGone = !page.messages.some(({ id }) => id === seenId) && seenId !== null;
  return {
    newestId,
    seenId,
    /** A colleague's reply that was taken back leaves what stood before it, which was seen. */
    unseen: newest !== null && seenId !== newestId && !isGone ? newest : null,
    markSeen: () => setSeenId(newestId),
  };
}

/** What the customer or a colleague said to the other; what Belay wrote by itself is none. */
function isNewsTo({ kind, direction, isAutomatic, agent }: Message, me: string): boolean {
  return kind === 'public' && (direction === 'in' || (!isAutomatic && agent?.id !== me));
}
