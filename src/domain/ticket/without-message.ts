import type { MessageId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { DeliveryFailed } from './command.ts';
import { isDone } from './states.ts';
import { earliest, type Said, talkOf } from './talk.ts';
import type { Ticket } from './ticket.ts';

/** What ended the wait that an undelivered reply only seemed to end. */
export type WaitEnd = {
  readonly at: Instant;
  /** The answer that did; null when the ticket was solved without a word. */
  readonly messageId: MessageId | null;
};

/** What is so of a ticket without a message that did not arrive. */
export type WithoutMessage = {
  readonly sentAt: Instant;
  /** Whether a person had written it; Belay's own letters answer nothing (C1). */
  readonly isReply: boolean;
  /** Null while the customer still waits. */
  readonly waitEnd: WaitEnd | null;
  readonly unansweredSince: Instant | null;
  readonly lastPublicReplyAt: Instant | null;
  readonly firstHumanReplyAt: Instant | null;
};

/**
 * Reads from the conversation what is so without one message of it. Whoever answered later has
 * answered what that one did not. When nobody has, the customer waits as though it had never been
 * sent, and a ticket that waits for them or counts as solved opens. Null for a message that is not
 * in the conversation.
 */
export function withoutMessage(
  ticket: Ticket,
  { conversation, messageId }: Pick<DeliveryFailed, 'conversation' | 'messageId'>,
): { readonly without: WithoutMessage; readonly opens: boolean } | null {
  const lost = conversation.find((said) => said.messageId === messageId);
  if (lost === undefined) return null;
  const isReply = lost.by === 'agent';
  const answer = conversation.find(
    (said) => said !== lost && said.by === 'agent' && said.at >= lost.at,
  );
  const seemsAnswered = ticket.state === 'pending' || ticket.state === 'solved';
  const opens = isReply && answer === undefined && seemsAnswered;
  const rest = withoutSolutions(conversation, { lost, reopens: opens && isDone(ticket.state) });
  const solution = rest.find(({ by, at }) => by === 'solution' && at > lost.at);
  const talk = talkOf(rest);
  const waits = isReply && answer === undefined && ticket.state !== 'closed';
  return {
    opens,
    without: {
      sentAt: lost.at,
      isReply,
      waitEnd: earlierEnd(answer, solution),
      unansweredSince: waits
        ? earliest(talk.unansweredSince, ticket.unansweredSince)
        : ticket.unansweredSince,
      lastPublicReplyAt: talk.lastPublicReplyAt,
      // A letter of Belay's own was never the first reply, whatever moved here or away since.
      firstHumanReplyAt: isReply ? talk.firstHumanReplyAt : ticket.firstHumanReplyAt,
    },
  };
}

/** Solving in the same breath as the reply goes with it, and so does what is opened again now. */
function withoutSolutions(
  conversation: readonly Said[],
  { lost, reopens }: { readonly lost: Said; readonly reopens: boolean },
): readonly Said[] {
  const rest = conversation.filter(
    (said) => said !== lost && !(said.by === 'solution' && said.at === lost.at),
  );
  const last = rest.findLast(({ by }) => by === 'solution');
  if (!reopens || last === undefined || last.at < lost.at) return rest;
  return rest.filter((said) => said !== last);
}

function earlierEnd(answer: Said | undefined, solution: Said | undefined): WaitEnd | null {
  if (answer === undefined) {
    return solution === undefined ? null : { at: solution.at, messageId: null };
  }
  if (solution !== undefined && solution.at < answer.at) {
    return { at: solution.at, messageId: null };
  }
  return { at: answer.at, messageId: answer.messageId ?? null };
}
