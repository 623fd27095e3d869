import type { Instant } from '../kernel/instant.ts';
import type { Recorded, TicketEvent } from '../ticket/event.ts';
import type { Clock, ClockStatus, Pause } from './clock.ts';
import type { ClockEvent, ClockEventOf } from './event.ts';

/*
 * Clocks as the fold of their events. Nothing here reads a calendar: an event that moves the
 * deadline carries the derived one, so that replaying old events never depends on anything else.
 */

/** The clocks after one more event of their ticket. Events that are not theirs change nothing. */
export function evolveClocks(clocks: readonly Clock[], recorded: Recorded): readonly Clock[] {
  const { event, at } = recorded;
  if (!isClockEvent(event)) return clocks;
  if (event.type === 'clock.started') {
    if (clocks.some((clock) => clock.id === event.clockId)) {
      throw new Error(`clock ${event.clockId} is started twice`);
    }
    return [...clocks, startClock(event)];
  }
  if (!clocks.some((clock) => clock.id === event.clockId)) {
    throw new Error(`${event.type} came before clock ${event.clockId} started`);
  }
  return clocks.map((clock) =>
    clock.id === event.clockId ? evolveClock(clock, event, at) : clock,
  );
}

export function isClockEvent(event: TicketEvent): event is ClockEvent {
  return event.type.startsWith('clock.');
}

/** Whether it still counts down, or counts on after its breach; paused ones do too. */
export function isOpenClock(clock: Clock): boolean {
  return clock.endedAt === null;
}

/** Whether it stands still now. A breached clock may be paused while its status says `breached`. */
export function isPausedClock(clock: Clock): boolean {
  return clock.endedAt === null && clock.pauses.at(-1)?.to === null;
}

function startClock(event: ClockEventOf<'clock.started'>): Clock {
  return settle({
    id: event.clockId,
    metric: event.metric,
    subject: event.subject,
    cycle: event.cycle,
    target: event.target,
    policyVersionId: event.policyVersionId,
    calendarVersionId: event.calendarVersionId,
    unionCalendarVersionIds: event.unionCalendarVersionIds ?? [],
    earlierCalendars: [],
    startedAt: event.startedAt,
    pauses: event.carriedOver?.pauses ?? [],
    status: 'running',
    dueAt: event.dueAfter,
    manualDue: null,
    fulfilledAt: null,
    fulfilledBy: null,
    breachedAt: null,
    detectedAt: null,
    endedAt: null,
    cancelReason: null,
    firedMarkIds: event.carriedOver?.firedMarkIds ?? [],
  });
}

function evolveClock(
  clock: Clock,
  event: Exclude<ClockEvent, { type: 'clock.started' }>,
  at: Instant,
): Clock {
  switch (event.type) {
    case 'clock.paused':
      if (isPausedClock(clock)) return clock;
      return settle({
        ...clock,
        pauses: [...clock.pauses, { from: at, to: null, reason: event.reason }],
      });
    case 'clock.resumed':
      return settle({ ...clock, pauses: endPause(clock.pauses, at), dueAt: event.dueAfter });
    case 'clock.retargeted':
      return retarget(clock, event);
    case 'clock.calendar_changed':
      return settle({
        ...unfire(clock, event.rearmedMarkIds),
        earlierCalendars: [
          ...clock.earlierCalendars,
          { until: event.from, calendarVersionId: clock.calendarVersionId },
        ],
        calendarVersionId: event.calendarVersionId,
        dueAt: event.dueAfter,
      });
    case 'clock.deadline_set':
    case 'clock.deadline_cleared':
      return byHand(clock, event, at);
    case 'clock.met':
      return meet(clock, event);
    case 'clock.unfulfilled':
      return settle({
        ...clock,
        pauses: reopenPause(clock.pauses, clock.fulfilledAt),
        fulfilledAt: null,
        fulfilledBy: null,
        endedAt: null,
        dueAt: event.dueAfter,
      });
    case 'clock.reopened':
      return reopen(clock, event, at);
    case 'clock.breached':
      return settle({
        ...clock,
        breachedAt: event.breachedAt,
        detectedAt: at,
        dueAt: event.breachedAt,
      });
    case 'clock.mark_reached':
      return { ...clock, firedMarkIds: [...new Set([...clock.firedMarkIds, ...event.markIds])] };
    case 'clock.cancelled': {
      const endedAt = event.endedAt ?? at;
      return settle({
        ...clock,
        pauses: endPause(clock.pauses, endedAt),
        endedAt: clock.endedAt ?? endedAt,
        cancelReason: event.reason,
      });
    }
    default:
      throw new TypeError(`no such clock event: ${JSON.stringify(event satisfies never)}`);
  }
}

function retarget(clock: Clock, event: ClockEventOf<'clock.retargeted'>): Clock {
  const isSameCalendar = event.calendarVersionId === clock.calendarVersionId;
  return settle({
    ...unfire(clock, event.rearmedMarkIds ?? []),
    target: event.target,
    policyVersionId: event.policyVersionId,
    calendarVersionId: event.calendarVersionId,
    earlierCalendars: isSameCalendar ? clock.earlierCalendars : [],
    ...event.restart,
    dueAt: event.dueAfter,
  });
}

/** A deadline by hand is given or taken away; the marks it re-arms may fire again (C12, C17). */
function byHand(
  clock: Clock,
  event: ClockEventOf<'clock.deadline_set' | 'clock.deadline_cleared'>,
  at: Instant,
): Clock {
  const { reason } = event;
  const manualDue =
    event.type === 'clock.deadline_cleared'
      ? null
      : { at: event.deadline, setAt: at, reason, movesWithPauses: event.movesWithPauses };
  return settle({ ...unfire(clock, event.rearmedMarkIds), manualDue, dueAt: event.dueAfter });
}

/** Fulfilled at the very deadline counts as met, even when the breach was noticed first (C37). */
function meet(clock: Clock, event: ClockEventOf<'clock.met'>): Clock {
  const isInTime = clock.breachedAt !== null && event.fulfilledAt <= clock.breachedAt;
  return settle({
    ...clock,
    pauses: endPause(clock.pauses, event.fulfilledAt),
    breachedAt: isInTime ? null : clock.breachedAt,
    detectedAt: isInTime ? null : clock.detectedAt,
    fulfilledAt: event.fulfilledAt,
    fulfilledBy: event.messageId ?? null,
    endedAt: event.fulfilledAt,
  });
}

function reopen(clock: Clock, event: ClockEventOf<'clock.reopened'>, at: Instant): Clock {
  const solved: Pause[] =
    clock.fulfilledAt === null ? [] : [{ from: clock.fulfilledAt, to: at, reason: 'solved' }];
  return settle({
    ...clock,
    pauses: [...clock.pauses, ...solved],
    fulfilledAt: null,
    fulfilledBy: null,
    endedAt: null,
    cancelReason: null,
    dueAt: event.dueAfter,
  });
}

/** Brings status and cached deadline in line with what has happened. */
function settle(clock: Clock): Clock {
  const isStill = clock.endedAt !== null || clock.pauses.at(-1)?.to === null;
  return { ...clock, status: statusOf(clock), dueAt: isStill ? null : clock.dueAt };
}

function statusOf(clock: Clock): ClockStatus {
  if (clock.breachedAt !== null) return 'breached';
  if (clock.fulfilledAt !== null) return 'met';
  if (clock.endedAt !== null) return 'cancelled';
  return clock.pauses.at(-1)?.to === null ? 'paused' : 'running';
}

function unfire(clock: Clock, rearmedMarkIds: readonly string[]): Clock {
  if (rearmedMarkIds.length === 0) return clock;
  return {
    ...clock,
    firedMarkIds: clock.firedMarkIds.filter((id) => !rearmedMarkIds.includes(id)),
  };
}

/** A pause that lasted no time at all leaves no trace. */
function endPause(pauses: readonly Pause[], at: Instant): readonly Pause[] {
  const last = pauses.at(-1);
  if (last === undefined || last.to !== null) return pauses;
  const before = pauses.slice(0, -1);
  return at <= last.from ? before : [...before, { ...last, to: at }];
}

function reopenPause(pauses: readonly Pause[], endedAt: Instant | null): readonly Pause[] {
  const last = pauses.at(-1);
  if (last === undefined || endedAt === null || last.to !== endedAt) return pauses;
  return [...pauses.slice(0, -1), { ...last, to: null }];
}
