import { dayMs, type Instant } from '../kernel/instant.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { isDone } from '../ticket/states.ts';
import type { Clock, Metric } from './clock.ts';
import {
  cancelClock,
  type Draft,
  latestClockOf,
  openClockOf,
  record,
  recordDue,
  recordMoved,
  startClock,
  subjectOfTicket,
} from './draft.ts';
import { deadlineOfClock } from './derive.ts';
import { isOpenClock, isPausedClock } from './evolve.ts';
import { customerHours } from './hours.ts';
import type { PolicyVersion } from './policy.ts';
import { customerPolicyOf, policyVersionOf } from './policy-match.ts';
import { targetFor } from './retarget.ts';
import { runOn } from './undone-reply.ts';

/*
 * The clocks the customer was promised: `first_response`, `next_response`, `resolution` and
 * `update`. Each function is one thing that can happen to them.
 */

export const customerMetrics = ['first_response', 'next_response', 'resolution', 'update'] as const;

/** Practice, spam and imported tickets run no clocks (C45), and neither do merged ones (C21). */
export function runsNoClocks(ticket: Ticket): boolean {
  const { isPractice, isSpam, isImported, mergedInto } = ticket;
  return isPractice || isSpam || isImported || mergedInto !== null;
}

export function startTicketClock(
  draft: Draft,
  metric: Metric,
  startedAt: Instant,
  policy: PolicyVersion | null = customerPolicyOf(draft.ticket, draft.context),
): Clock['id'] | null {
  const target = policy === null ? null : targetFor(draft, policy, metric);
  if (policy === null || target === null) return null;
  return startClock(draft, {
    metric,
    subject: subjectOfTicket(draft.ticket),
    target,
    policy,
    hours: customerHours(policy, draft.ticket.priority),
    startedAt,
  });
}

export function openTicketClock(draft: Draft, metric: Metric): Clock | null {
  return openClockOf(draft, metric, subjectOfTicket(draft.ticket));
}

/** C2, C3, C4: a customer's turn starts what answers it, unless an older turn already did. */
export function customerWrote(draft: Draft, receivedAt: Instant): void {
  const subject = subjectOfTicket(draft.ticket);
  const first = latestClockOf(draft, 'first_response', subject);
  if (first !== null && isOpenClock(first)) return;
  const policy = customerPolicyOf(draft.ticket, draft.context);
  const hasFirst = policy !== null && targetFor(draft, policy, 'first_response') !== null;
  // What was split off with its answer has had its first one, on the ticket it came from.
  const wasAnswered = draft.ticket.splitFrom !== null && draft.ticket.firstHumanReplyAt !== null;
  if (first === null && hasFirst && !wasAnswered) {
    startTicketClock(draft, 'first_response', receivedAt, policy);
    return;
  }
  // Without a target for the first answer there is nothing to wait for but the answer itself.
  const isFirstOver = first !== null || draft.ticket.firstHumanReplyAt !== null;
  if (isFirstOver && openTicketClock(draft, 'next_response') === null) {
    startTicketClock(draft, 'next_response', receivedAt, policy);
  }
}

/**
 * A customer who waits again, because an answer was lost that had come from another ticket (C21,
 * C22), has the clock that they would have had without it.
 */
export function startOwedResponse(draft: Draft): void {
  const { state, unansweredSince } = draft.ticket;
  if (isDone(state) || unansweredSince === null) return;
  customerWrote(draft, unansweredSince);
  const clock = openTicketClock(draft, 'first_response') ?? openTicketClock(draft, 'next_response');
  if (clock !== null) recordDue(draft, clock.id, false);
}

/** C1, C3: a person's public answer fulfils what waited for one. */
export function humanReplied(draft: Draft, at: Instant, messageId: Clock['fulfilledBy']): void {
  for (const metric of ['first_response', 'next_response'] as const) {
    const clock = openTicketClock(draft, metric);
    if (clock !== null) meet(draft, clock, at, messageId);
  }
}

/**
 * C6: every public message, an automatic one too, restarts `update`. One that goes out the moment
 * the clock begins, as the news of an escalation does, is what it counts from: no update was owed.
 */
export function customerHeard(draft: Draft, at: Instant, messageId: Clock['fulfilledBy']): void {
  const clock = openTicketClock(draft, 'update');
  if (clock?.startedAt === at) return;
  if (clock !== null) meet(draft, clock, at, messageId);
  startUpdate(draft, at);
}

/** Starts `update` where the policy's scope wants it and none runs. */
export function startUpdate(draft: Draft, at: Instant): void {
  const { ticket, aggregate } = draft;
  const policy = customerPolicyOf(ticket, draft.context);
  if (policy === null || isDone(ticket.state)) return;
  if (openTicketClock(draft, 'update') !== null) return;
  const isEscalated = aggregate.escalations.some(({ state }) => state !== 'closed');
  const hasReply = policy.update.scope === 'ticket' && ticket.firstHumanReplyAt !== null;
  if (isEscalated || hasReply) startTicketClock(draft, 'update', at, policy);
}

/** Solving ends the customer's clocks; only `resolution` is met by it (C1, C5). */
export function ticketSolved(draft: Draft, at: Instant): void {
  const resolution = openTicketClock(draft, 'resolution');
  if (resolution !== null) meet(draft, resolution, at, null);
  for (const metric of ['first_response', 'next_response', 'update'] as const) {
    const clock = openTicketClock(draft, metric);
    if (clock !== null) cancelClock(draft, clock, 'closed_by_resolution');
  }
}

/** C18, C19: reopening goes on with `resolution` by its kind; `first_response` stays ended. */
export function ticketReopened(draft: Draft, at: Instant, isUndo: boolean): void {
  const clock = latestClockOf(draft, 'resolution', subjectOfTicket(draft.ticket));
  if (clock === null) startTicketClock(draft, 'resolution', at);
  else if (clock.fulfilledAt !== null) reopenResolution(draft, clock, { at, isUndo });
  startUpdate(draft, at);
}

/** Starts what a ticket should have and does not: after a change of policy, or when spam no more. */
export function startMissing(draft: Draft): void {
  const { ticket } = draft;
  if (isDone(ticket.state)) return;
  const policy = customerPolicyOf(ticket, draft.context);
  const started: (Clock['id'] | null)[] = [];
  if (isMissing(draft, 'resolution')) {
    started.push(startTicketClock(draft, 'resolution', ticket.createdAt, policy));
  }
  const { firstCustomerMessageAt, firstHumanReplyAt, unansweredSince } = ticket;
  const awaitsFirst = firstHumanReplyAt === null && firstCustomerMessageAt !== null;
  if (awaitsFirst && isMissing(draft, 'first_response')) {
    started.push(startTicketClock(draft, 'first_response', firstCustomerMessageAt, policy));
  }
  const awaitsNext = firstHumanReplyAt !== null && unansweredSince !== null;
  const hasResponse =
    openTicketClock(draft, 'first_response') ?? openTicketClock(draft, 'next_response');
  if (awaitsNext && hasResponse === null) {
    started.push(startTicketClock(draft, 'next_response', unansweredSince, policy));
  }
  startUpdate(draft, draft.context.now);
  for (const clockId of started) if (clockId !== null) recordDue(draft, clockId, true);
}

/** Fulfils the clock: in time, or late when it has breached. */
export function meet(
  draft: Draft,
  clock: Clock,
  fulfilledAt: Instant,
  messageId: Clock['fulfilledBy'],
): void {
  if (isPausedClock(clock)) noticeOverrun(draft, clock, fulfilledAt);
  record(draft, {
    type: 'clock.met',
    clockId: clock.id,
    fulfilledAt,
    ...(messageId === null ? {} : { messageId }),
  });
}

/**
 * While paused nothing breaches (C11). A shorter target given meanwhile may have been used up
 * before the pause all the same, and fulfilling such a clock is late, not in time (C13, C37).
 */
function noticeOverrun(draft: Draft, clock: Clock, fulfilledAt: Instant): void {
  if (clock.breachedAt !== null) return;
  const due = deadlineOfClock(clock, draft.context.calendars);
  if (due === null || due >= fulfilledAt) return;
  const { id: clockId, metric, subject } = clock;
  const hopId = subject.kind === 'hop' ? subject.hopId : null;
  record(draft, {
    type: 'clock.breached',
    clockId,
    metric,
    hopId,
    breachedAt: due,
    isOnChange: true,
  });
}

function reopenResolution(
  draft: Draft,
  clock: Clock,
  { at, isUndo }: { readonly at: Instant; readonly isUndo: boolean },
): void {
  if (isUndo) {
    runOn(draft, clock);
    return;
  }
  const rule = policyVersionOf(clock.policyVersionId, draft.context)?.resolution;
  if (rule?.kind === 'first') return;
  const solvedMs = at - (clock.fulfilledAt ?? at);
  if (rule?.kind === 'fresh' && solvedMs > rule.afterDays * dayMs) {
    startTicketClock(draft, 'resolution', at);
    return;
  }
  recordMoved(draft, clock.id, (dueAfter) => ({
    type: 'clock.reopened',
    clockId: clock.id,
    dueAfter,
  }));
  recordDue(draft, clock.id, true);
}

function isMissing(draft: Draft, metric: Metric): boolean {
  const latest = latestClockOf(draft, metric, subjectOfTicket(draft.ticket));
  if (latest === null) return true;
  return latest.cancelReason === 'no_policy' || latest.cancelReason === 'spam';
}
