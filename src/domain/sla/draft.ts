import type { CalendarVersionId, ClockId, HopId } from '../kernel/id.ts';
import { type Instant, plusMs } from '../kernel/instant.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { CancelReason, Clock, ClockSubject, Metric, Pause, Target } from './clock.ts';
import { deadlineOfClock } from './derive.ts';
import { targetMs } from './elapsed.ts';
import type { CarriedOver, ClockEvent } from './event.ts';
import { evolveClocks, isOpenClock, isPausedClock } from './evolve.ts';
import { afterOpenMs, isOpen, nextOpening, openTimeById } from './open-time.ts';
import type { PolicyVersion } from './policy.ts';
import { dueEvents } from './reach.ts';
import { unionOfOpenTimes } from './union-time.ts';

/**
 * Clock events in the making: each one recorded is folded at once, so that the next decision sees
 * what the one before it did. Lives for one call and never leaves it.
 */
export type Draft = {
  readonly aggregate: TicketAggregate;
  readonly ticket: Ticket;
  readonly context: DecisionContext;
  readonly events: ClockEvent[];
  clocks: readonly Clock[];
};

export type Hours = {
  readonly calendarVersionId: CalendarVersionId | null;
  readonly unionCalendarVersionIds: readonly CalendarVersionId[];
};

type ClockStart = {
  readonly metric: Metric;
  readonly subject: ClockSubject;
  readonly target: Target;
  readonly policy: PolicyVersion;
  readonly hours: Hours;
  readonly startedAt: Instant;
  readonly carriedOver?: CarriedOver;
};

export function openDraft(aggregate: TicketAggregate, context: DecisionContext): Draft {
  return { aggregate, ticket: aggregate.ticket, context, events: [], clocks: aggregate.clocks };
}

export function record(draft: Draft, event: ClockEvent): void {
  draft.events.push(event);
  draft.clocks = fold(draft, event);
}

/** Records an event that moves the deadline: it is made a second time with the derived one. */
export function recordMoved(
  draft: Draft,
  clockId: ClockId,
  make: (dueAfter: Instant | null) => ClockEvent,
): void {
  const moved = fold(draft, make(null)).find(({ id }) => id === clockId);
  if (moved === undefined) throw new Error(`clock ${clockId} is not on the ticket`);
  record(draft, make(derivedDueAt(moved, draft.context)));
}

/**
 * What `dueAt` of the clock should be: its deadline, or null while paused and after its end. That
 * of a breached clock is the one it missed, whatever its target became (C11).
 */
export function derivedDueAt(
  clock: Clock,
  context: Pick<DecisionContext, 'calendars'>,
): Instant | null {
  if (!isOpenClock(clock) || isPausedClock(clock)) return null;
  return clock.breachedAt ?? deadlineOfClock(clock, context.calendars);
}

/** Starts a clock as the next cycle of its metric and subject, with the grace of its policy. */
export function startClock(draft: Draft, start: ClockStart): ClockId {
  const clockId = freshClockId(draft.context);
  const { metric, subject, target, policy, hours, startedAt } = start;
  const cycle = 1 + Math.max(0, ...clocksOf(draft, metric, subject).map((clock) => clock.cycle));
  const grace = graceOf(start, draft.context);
  const carried = start.carriedOver ?? { pauses: [], firedMarkIds: [] };
  const carriedOver = { ...carried, pauses: [...grace, ...carried.pauses] };
  const hasCarried = carriedOver.pauses.length + carriedOver.firedMarkIds.length > 0;
  recordMoved(draft, clockId, (dueAfter) => ({
    type: 'clock.started',
    clockId,
    metric,
    subject,
    cycle,
    target,
    policyVersionId: policy.id,
    calendarVersionId: hours.calendarVersionId,
    startedAt,
    dueAfter,
    ...(hours.unionCalendarVersionIds.length === 0
      ? {}
      : { unionCalendarVersionIds: hours.unionCalendarVersionIds }),
    ...(hasCarried ? { carriedOver } : {}),
  }));
  return clockId;
}

export function cancelClock(draft: Draft, clock: Clock, reason: CancelReason): void {
  record(draft, { type: 'clock.cancelled', clockId: clock.id, reason });
}

/** Records what has fallen due on the clock; see `dueEvents`. */
export function recordDue(draft: Draft, clockId: ClockId, isOnChange: boolean): void {
  const clock = draft.clocks.find(({ id }) => id === clockId);
  if (clock === undefined) return;
  for (const event of dueEvents(clock, draft.context, { isOnChange })) record(draft, event);
}

export function clocksOf(draft: Draft, metric: Metric, subject: ClockSubject): Clock[] {
  return draft.clocks.filter(
    (clock) => clock.metric === metric && isSameSubject(clock.subject, subject),
  );
}

/** The clock of the metric that still counts, if any. */
export function openClockOf(draft: Draft, metric: Metric, subject: ClockSubject): Clock | null {
  return clocksOf(draft, metric, subject).find(isOpenClock) ?? null;
}

/** The newest cycle of the metric, open or not. */
export function latestClockOf(draft: Draft, metric: Metric, subject: ClockSubject): Clock | null {
  return clocksOf(draft, metric, subject).reduce<Clock | null>(
    (latest, clock) => (latest === null || clock.cycle > latest.cycle ? clock : latest),
    null,
  );
}

export function subjectOfTicket(ticket: Ticket): ClockSubject {
  return { kind: 'ticket', ticketId: ticket.id };
}

export function subjectOfHop(hopId: HopId): ClockSubject {
  return { kind: 'hop', hopId };
}

/** The one place where a fresh id becomes a clock's. */
function freshClockId({ newId }: DecisionContext): ClockId {
  return newId() as ClockId;
}

function fold(draft: Draft, event: ClockEvent): readonly Clock[] {
  return evolveClocks(draft.clocks, {
    event,
    at: draft.context.now,
    actor: { kind: 'system' },
    cause: null,
  });
}

function isSameSubject(a: ClockSubject, b: ClockSubject): boolean {
  if (a.kind === 'ticket') return b.kind === 'ticket' && a.ticketId === b.ticketId;
  return b.kind === 'hop' && a.hopId === b.hopId;
}

/**
 * Grace for what starts outside working hours (C28): open minutes after the opening that do not
 * count, kept as a pause, so that the arithmetic shows them.
 */
function graceOf(start: ClockStart, context: DecisionContext): Pause[] {
  const { policy, hours, startedAt } = start;
  if (policy.graceMinutes <= 0 || start.carriedOver !== undefined) return [];
  const ids = [hours.calendarVersionId, ...hours.unionCalendarVersionIds];
  const time = unionOfOpenTimes(ids.map((id) => openTimeById(context.calendars, id)));
  if (isOpen(time, startedAt)) return [];
  const opening = nextOpening(time, startedAt);
  if (opening === null) return [];
  const to = afterOpenMs(time, opening, targetMs(policy.graceMinutes));
  return to === null ? [] : [{ from: opening, to, reason: 'grace' }];
}

/** The moment just before now: what lies before it was missed, what happens now is in time (C37). */
export function justBefore(context: DecisionContext): DecisionContext {
  return { ...context, now: plusMs(context.now, -1) };
}
