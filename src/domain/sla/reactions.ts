import type { MessageId } from '../kernel/id.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Recorded, TicketEvent } from '../ticket/event.ts';
import { isDone } from '../ticket/states.ts';
import type { WithoutMessage } from '../ticket/without-message.ts';
import type { Metric } from './clock.ts';
import { defaultPauses } from './defaults.ts';
import {
  cancelClock,
  type Draft,
  justBefore,
  openDraft,
  record,
  recordDue,
  recordMoved,
} from './draft.ts';
import type { ClockEvent } from './event.ts';
import { isOpenClock, isPausedClock } from './evolve.ts';
import {
  escalationClosed,
  escalationStarted,
  hopAcknowledged,
  hopEnded,
  hopOffered,
  hopUnacknowledged,
  restartClose,
} from './hop-clocks.ts';
import { messagesLeft, splitStarted, takeOwed } from './merge.ts';
import type { PolicyVersion } from './policy.ts';
import { policyVersionOf } from './policy-match.ts';
import { dueEvents } from './reach.ts';
import { rematchClocks } from './rematch.ts';
import {
  customerHeard,
  customerWrote,
  humanReplied,
  runsNoClocks,
  startMissing,
  startOwedResponse,
  startTicketClock,
  ticketReopened,
  ticketSolved,
} from './ticket-clocks.ts';
import { replyRecalled, replyUndelivered } from './undone-reply.ts';

const readTypes: ReadonlySet<TicketEvent['type']> = new Set([
  'ticket.created',
  'ticket.state_changed',
  'ticket.priority_changed',
  'ticket.issue_type_changed',
  'ticket.language_changed',
  'ticket.tags_changed',
  'ticket.marked_spam',
  'message.received',
  'message.sent',
  'message.recalled',
  'message.failed',
  'message.resent',
  'escalation.started',
  'escalation.closed',
  'hop.offered',
  'hop.acknowledged',
  'hop.unacknowledged',
  'call.logged',
  'ticket.merged',
  'ticket.merge_taken',
  'ticket.split',
  'hop.ended',
]);

/**
 * What the clocks do about `recorded`, whose events `aggregate` already contains: they start,
 * stop, pause, take another target, and breach when a deadline had gone by unnoticed. Answers
 * nothing to clock events, so that reacting to its own answer ends.
 */
export function clockReactions(
  aggregate: TicketAggregate,
  recorded: readonly Recorded[],
  context: DecisionContext,
): readonly ClockEvent[] {
  const read = recorded.filter(({ event }) => readTypes.has(event.type));
  if (read.length === 0) return [];
  const draft = openDraft(aggregate, context);
  if (runsNoClocks(aggregate.ticket)) {
    // What was missed before a merge stays missed; spam and practice have promised nothing.
    if (aggregate.ticket.mergedInto !== null) catchUp(draft);
    cancelAll(draft);
    return draft.events;
  }
  catchUp(draft);
  for (const entry of read) react(draft, entry);
  settlePauses(draft, pauseReasonOf(read));
  return draft.events;
}

/** What fell due before this moment is told first: a late reply does not hide the breach (C37). */
function catchUp(draft: Draft): void {
  const before = justBefore(draft.context);
  for (const clock of draft.clocks) {
    for (const event of dueEvents(clock, before, { isOnChange: false })) record(draft, event);
  }
}

function react(draft: Draft, { event, at }: Recorded): void {
  switch (event.type) {
    case 'ticket.created':
      // Opened as already done, nothing is owed (C8).
      if (isDone(event.state)) return;
      if (event.split === undefined) startTicketClock(draft, 'resolution', at);
      else splitStarted(draft, event.split);
      return;
    case 'ticket.merge_taken':
      takeOwed(draft, event);
      return;
    case 'ticket.split':
      messagesLeft(draft);
      return;
    case 'call.logged':
      if (!event.isAnswered) return;
      humanReplied(draft, at, event.messageId);
      customerHeard(draft, at, event.messageId);
      return;
    case 'message.received':
      if (!event.isAutomatic) customerWrote(draft, event.receivedAt);
      return;
    case 'message.sent':
      if (event.agentId !== null) humanReplied(draft, at, event.messageId);
      customerHeard(draft, at, event.messageId);
      return;
    case 'message.resent':
      humanReplied(draft, at, event.messageId);
      customerHeard(draft, at, event.messageId);
      return;
    case 'message.recalled':
      replyRecalled(draft, event.messageId);
      return;
    case 'message.failed':
      if (event.without !== undefined) messageFailed(draft, event.messageId, event.without);
      return;
    case 'ticket.state_changed':
      if (isDone(event.to) && !isDone(event.from)) ticketSolved(draft, at);
      if (isDone(event.from) && !isDone(event.to)) {
        ticketReopened(draft, at, event.reason === 'reply_recalled');
      }
      return;
    case 'ticket.priority_changed':
    case 'ticket.issue_type_changed':
    case 'ticket.language_changed':
    case 'ticket.tags_changed':
      rematchClocks(draft);
      return;
    case 'ticket.marked_spam':
      if (event.isSpam) return;
      startMissing(draft);
      restartClose(draft);
      return;
    default:
      reactToEscalation(draft, { event, at });
  }
}

function messageFailed(draft: Draft, messageId: MessageId, without: WithoutMessage): void {
  const metSomething = replyUndelivered(draft, messageId, without);
  if (without.isReply && !metSomething) startOwedResponse(draft);
}

function reactToEscalation(draft: Draft, { event, at }: Pick<Recorded, 'event' | 'at'>): void {
  switch (event.type) {
    case 'escalation.started':
      escalationStarted(draft, event, at);
      return;
    case 'escalation.closed':
      escalationClosed(draft, at);
      return;
    case 'hop.offered':
      hopOffered(draft, event.hopId, at);
      return;
    case 'hop.acknowledged':
      hopAcknowledged(draft, event.hopId, at);
      return;
    case 'hop.unacknowledged':
      hopUnacknowledged(draft, event.hopId, at);
      return;
    case 'hop.ended':
      hopEnded(draft, event, at);
      return;
    default:
  }
}

/** Brings every open clock in line with the state the ticket is in now (C7, C8, C10). */
function settlePauses(draft: Draft, reason: string | null): void {
  const { state } = draft.ticket;
  for (const clock of draft.clocks.filter(isOpenClock)) {
    const policy = policyVersionOf(clock.policyVersionId, draft.context);
    const shouldPause = !isDone(state) && pauses(policy, clock.metric, state);
    if (shouldPause && !isPausedClock(clock)) {
      record(draft, { type: 'clock.paused', clockId: clock.id, reason: reason ?? state });
    }
    if (!shouldPause && isPausedClock(clock)) {
      recordMoved(draft, clock.id, (dueAfter) => ({
        type: 'clock.resumed',
        clockId: clock.id,
        dueAfter,
      }));
      // Overdue on resuming it can only be by a target changed meanwhile (C13).
      recordDue(draft, clock.id, true);
    }
  }
}

/** A version that the context does not carry pauses by the usual matrix, and never at random. */
function pauses(
  policy: PolicyVersion | null,
  metric: Metric,
  state: TicketAggregate['ticket']['state'],
): boolean {
  // A periodic update is owed whoever is waited for (C6).
  if (metric === 'update' && policy?.update.mode === 'periodic') return false;
  return (policy?.pauses ?? defaultPauses)[metric]?.includes(state) ?? false;
}

function pauseReasonOf(recorded: readonly Recorded[]): string | null {
  for (const { event } of recorded.toReversed()) {
    if (event.type === 'ticket.state_changed') return event.reason;
  }
  return null;
}

function cancelAll(draft: Draft): void {
  const { isPractice, mergedInto } = draft.ticket;
  const reason = mergedInto !== null ? 'merged' : isPractice ? 'practice' : 'spam';
  for (const clock of draft.clocks.filter(isOpenClock)) cancelClock(draft, clock, reason);
}
