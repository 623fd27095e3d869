import type { Instant } from '../kernel/instant.ts';
import { isDone } from '../ticket/states.ts';
import type { WaitEnd, WithoutMessage } from '../ticket/without-message.ts';
import type { CancelReason, Clock } from './clock.ts';
import { deadlineOfClock } from './derive.ts';
import {
  cancelClock,
  clocksOf,
  type Draft,
  openClockOf,
  record,
  recordDue,
  recordMoved,
  subjectOfTicket,
} from './draft.ts';
import { isOpenClock } from './evolve.ts';

/*
 * A reply that never was: taken back in its undo window, or never delivered. What it fulfilled runs
 * on from its own start, and what it had started is gone. The far side may report a mail days later,
 * when much has followed, so that a clock then ends by what would have ended it: the next answer
 * that did arrive, or the solution. Its breach is at the deadline all the same, told now (C37).
 */

type MessageId = NonNullable<Clock['fulfilledBy']>;

/** How a clock ends that the reply had only seemed to fulfil. */
type End =
  | { readonly at: Instant; readonly messageId: Clock['fulfilledBy'] }
  | { readonly at: Instant; readonly reason: CancelReason };

/** The recalled reply never was; nothing can have followed it in ten seconds but messages. */
export function replyRecalled(draft: Draft, messageId: MessageId): void {
  for (const clock of metBy(draft, messageId)) {
    for (const later of startedSince(draft, clock)) {
      if (isOpenClock(later)) cancelClock(draft, later, 'recalled');
    }
    runOn(draft, clock);
    if (isDone(draft.ticket.state)) cancelClock(draft, clock, 'closed_by_resolution');
  }
  endUpdate(draft);
}

/**
 * The message did not arrive; the rest says what is so without it. Answers whether it had met
 * anything here: what it met on another ticket, before it moved to this one, ended there.
 */
export function replyUndelivered(
  draft: Draft,
  messageId: MessageId,
  { sentAt, waitEnd }: WithoutMessage,
): boolean {
  const met = metBy(draft, messageId);
  for (const clock of met) {
    const end =
      clock.metric === 'update' ? endOfUpdate(draft, clock, waitEnd) : endOfWait(draft, waitEnd);
    for (const later of startedSince(draft, clock)) {
      if (isOpenClock(later) ? end === null : isEndOf(later, end)) voidClock(draft, later);
    }
    unfulfil(draft, clock);
    if (end === null) recordDue(draft, clock.id, false);
    else endAt(draft, clock, end);
  }
  voidUpdates(draft, sentAt);
  return met.length > 0;
}

/** Lets a clock run on as though it had never been fulfilled. */
export function runOn(draft: Draft, clock: Clock): void {
  recordMoved(draft, clock.id, (dueAfter) => ({
    type: 'clock.unfulfilled',
    clockId: clock.id,
    dueAfter,
  }));
  recordDue(draft, clock.id, true);
}

function unfulfil(draft: Draft, clock: Clock): void {
  recordMoved(draft, clock.id, (dueAfter) => ({
    type: 'clock.unfulfilled',
    clockId: clock.id,
    because: 'undelivered',
    dueAfter,
  }));
}

function metBy(draft: Draft, messageId: MessageId): Clock[] {
  return draft.clocks.filter(
    (clock) => clock.fulfilledBy === messageId && clock.metric !== 'resolution',
  );
}

/** Clocks that run only because the clock counted as fulfilled (C4, C6). */
function startedSince(draft: Draft, clock: Clock): Clock[] {
  const subject = subjectOfTicket(draft.ticket);
  const next = clocksOf(draft, clock.metric, subject).filter(({ cycle }) => cycle > clock.cycle);
  const waiting =
    clock.metric === 'first_response' ? clocksOf(draft, 'next_response', subject) : [];
  return [...next, ...waiting];
}

/** What ends the wait for an answer: the next one, or the solution; null while it goes on. */
function endOfWait(draft: Draft, waitEnd: WaitEnd | null): End | null {
  if (waitEnd !== null && waitEnd.messageId !== null) {
    return { at: waitEnd.at, messageId: waitEnd.messageId };
  }
  const { state, solvedAt, closedAt } = draft.ticket;
  const solvedSince = isDone(state) ? (solvedAt ?? closedAt) : null;
  const at = waitEnd?.at ?? solvedSince;
  return at === null ? null : { at, reason: 'closed_by_resolution' };
}

/** An update that counted from the message ends as that one did, unless its end is undone too. */
function endOfUpdate(draft: Draft, clock: Clock, waitEnd: WaitEnd | null): End | null {
  const [next] = startedSince(draft, clock).toSorted((a, b) => a.cycle - b.cycle);
  if (next === undefined || next.endedAt === null) {
    return isDone(draft.ticket.state) ? endOfWait(draft, waitEnd) : null;
  }
  if (next.fulfilledAt !== null) return { at: next.fulfilledAt, messageId: next.fulfilledBy };
  const reason = next.cancelReason ?? 'closed_by_resolution';
  const isUndone = reason === 'closed_by_resolution' && !isDone(draft.ticket.state);
  return isUndone ? endOfWait(draft, waitEnd) : { at: next.endedAt, reason };
}

/** Whether the very answer that ends the wait was put down to this later clock. */
function isEndOf(clock: Clock, end: End | null): boolean {
  return end !== null && 'messageId' in end && clock.fulfilledBy === end.messageId;
}

/** A breach that was missed is told, at its own time; then the clock ends where it would have. */
function endAt(draft: Draft, clock: Clock, end: End): void {
  noticeBreach(draft, clock.id, end.at);
  if ('reason' in end) {
    record(draft, {
      type: 'clock.cancelled',
      clockId: clock.id,
      reason: end.reason,
      endedAt: end.at,
    });
    return;
  }
  const { messageId } = end;
  record(draft, {
    type: 'clock.met',
    clockId: clock.id,
    fulfilledAt: end.at,
    ...(messageId === null ? {} : { messageId }),
  });
}

function noticeBreach(draft: Draft, clockId: Clock['id'], before: Instant): void {
  const clock = draft.clocks.find(({ id }) => id === clockId);
  if (clock === undefined || clock.breachedAt !== null) return;
  const due = deadlineOfClock(clock, draft.context.calendars);
  if (due === null || due >= before) return;
  const { metric } = clock;
  record(draft, {
    type: 'clock.breached',
    clockId,
    metric,
    hopId: null,
    breachedAt: due,
    isOnChange: false,
  });
}

/** A clock that should never have run. What it had breached was told, and stays in history. */
function voidClock(draft: Draft, clock: Clock): void {
  if (clock.fulfilledAt !== null) unfulfil(draft, clock);
  cancelClock(draft, clock, 'undelivered');
}

/**
 * Without an answer of a person, and without an escalation, no update is owed (C6): one that
 * counted from the message, and those that followed it, should never have run.
 */
function voidUpdates(draft: Draft, sentAt: Instant): void {
  const { ticket, aggregate } = draft;
  const firstAt = ticket.firstHumanReplyAt;
  for (const clock of clocksOf(draft, 'update', subjectOfTicket(ticket))) {
    const { startedAt } = clock;
    const isOwed = firstAt !== null && startedAt >= firstAt;
    const isEscalated = aggregate.escalations.some(
      (each) =>
        each.startedAt <= startedAt && (each.state !== 'closed' || each.closedAt > startedAt),
    );
    if (startedAt >= sentAt && !isOwed && !isEscalated && !isVoid(clock)) voidClock(draft, clock);
  }
}

function isVoid({ cancelReason }: Clock): boolean {
  return cancelReason === 'undelivered';
}

/** As above, for a reply that was taken back before anything could follow it. */
function endUpdate(draft: Draft): void {
  const { ticket, aggregate } = draft;
  const clock = openClockOf(draft, 'update', subjectOfTicket(ticket));
  if (clock === null || ticket.firstHumanReplyAt !== null) return;
  const isEscalated = aggregate.escalations.some(({ state }) => state !== 'closed');
  if (!isEscalated) cancelClock(draft, clock, 'recalled');
}
