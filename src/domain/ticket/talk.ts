import type { MessageId } from '../kernel/id.ts';
import { earlier, type Instant, later } from '../kernel/instant.ts';
import { isDone, type StateReason } from './states.ts';
import type { TicketState } from './ticket.ts';

/** One message of a conversation, as much of it as the clocks go by. */
export type Said = {
  readonly at: Instant;
  /** Solving is no message, but it ends what was open as an answer does (C5). */
  readonly by: 'customer' | 'agent' | 'machine' | 'solution';
  readonly messageId?: MessageId;
};

/** What a conversation means to the clocks: who waits for whom since when. */
export type Talk = {
  readonly firstCustomerMessageAt: Instant | null;
  /** The oldest message of the customer that no person has answered yet (C3). */
  readonly unansweredSince: Instant | null;
  readonly firstHumanReplyAt: Instant | null;
  readonly lastPublicReplyAt: Instant | null;
};

/** A conversation in which nobody has said anything. */
export const silence: Talk = {
  firstCustomerMessageAt: null,
  unansweredSince: null,
  firstHumanReplyAt: null,
  lastPublicReplyAt: null,
};

/** Reads a conversation from its public messages, whatever their order. */
export function talkOf(said: readonly Said[]): Talk {
  return [...said].sort((a, b) => a.at - b.at).reduce(withMessage, silence);
}

function withMessage(talk: Talk, { at, by }: Said): Talk {
  switch (by) {
    case 'customer':
      return {
        ...talk,
        firstCustomerMessageAt: talk.firstCustomerMessageAt ?? at,
        unansweredSince: talk.unansweredSince ?? at,
      };
    case 'agent':
      return {
        ...talk,
        firstHumanReplyAt: talk.firstHumanReplyAt ?? at,
        lastPublicReplyAt: at,
        unansweredSince: null,
      };
    case 'machine':
      return { ...talk, lastPublicReplyAt: at };
    case 'solution':
      return { ...talk, unansweredSince: null };
    default:
      return by satisfies never;
  }
}

type StateChange = {
  readonly at: Instant;
  readonly from: TicketState;
  readonly to: TicketState;
  readonly reason: string | null;
};

/** Opened again for one of these, a ticket counts as not having been solved. */
const undoing: readonly StateReason[] = ['reply_recalled', 'delivery_failed'];

/** When a ticket was solved, but for the times that were taken back. */
export function solutionsOf(changes: readonly StateChange[]): readonly Said[] {
  const standing: Said[] = [];
  for (const { at, from, to, reason } of changes) {
    if (isDone(to) && !isDone(from)) standing.push({ at, by: 'solution' });
    const isUndone = undoing.some((each) => each === reason);
    if (isDone(from) && !isDone(to) && isUndone) standing.pop();
  }
  return standing;
}

/** The earlier of two moments of which either may be missing. */
export function earliest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return earlier(a, b);
}

/** The later of two moments of which either may be missing. */
export function latest(a: Instant | null, b: Instant | null): Instant | null {
  if (a === null || b === null) return a ?? b;
  return later(a, b);
}
