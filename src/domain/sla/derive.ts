import type { CalendarVersionId } from '../kernel/id.ts';
import { type Instant, instant } from '../kernel/instant.ts';
import type { Calendar } from './calendar.ts';
import type { Clock, Pause } from './clock.ts';
import {
  deadlineOf,
  elapsedMs,
  momentOfMs,
  type RunningSegment,
  segmentsOf,
  targetMs,
} from './elapsed.ts';
import { type OpenTime, openMsBetween, openTimeById } from './open-time.ts';
import { unionOfOpenTimes } from './union-time.ts';

export type Calendars = ReadonlyMap<CalendarVersionId, Calendar>;

/** As much of a clock as its running time is derived from. */
export type TimedClock = Pick<
  Clock,
  | 'startedAt'
  | 'endedAt'
  | 'pauses'
  | 'calendarVersionId'
  | 'unionCalendarVersionIds'
  | 'earlierCalendars'
>;

/** What a stretch of a clock's life was. After its end a clock is `stopped`. */
export type Segment = {
  readonly from: Instant;
  /** Null while it lasts. */
  readonly to: Instant | null;
  readonly state: 'running' | 'paused' | 'stopped';
  readonly reason: string | null;
};

/** The open time a clock runs by now: its calendar, or the union it follows (C27). */
function openTimeOfClock(clock: TimedClock, calendars: Calendars): OpenTime {
  const ids = [clock.calendarVersionId, ...clock.unionCalendarVersionIds];
  return unionOfOpenTimes(ids.map((id) => openTimeById(calendars, id)));
}

/**
 * The stretches in which the clock ran, each with the calendar it ran by. The last is without an
 * end unless the clock is paused or has ended. A fulfilled clock ends at its fulfilment.
 */
export function runningSegments(clock: TimedClock, calendars: Calendars): RunningSegment[] {
  const segments = segmentsOf(openTimeOfClock(clock, calendars), clock.startedAt, stillAt(clock));
  if (clock.earlierCalendars.length === 0) return segments;
  return splitByCalendar(segments, clock, calendars);
}

/** The life of the clock as a list without holes, oldest first. */
export function segmentsOfClock(clock: Clock): Segment[] {
  const segments: Segment[] = [];
  let from = clock.startedAt;
  for (const pause of [...clock.pauses].sort((a, b) => a.from - b.from)) {
    if (pause.from > from) segments.push({ from, to: pause.from, state: 'running', reason: null });
    segments.push({ from: pause.from, to: pause.to, state: 'paused', reason: pause.reason });
    if (pause.to === null) return segments;
    from = pause.to;
  }
  if (clock.endedAt === null) {
    segments.push({ from, to: null, state: 'running', reason: null });
  } else {
    if (clock.endedAt > from) {
      segments.push({ from, to: clock.endedAt, state: 'running', reason: null });
    }
    segments.push({ from: clock.endedAt, to: null, state: 'stopped', reason: clock.cancelReason });
  }
  return segments;
}

/** Working milliseconds the clock has used up to the moment. */
export function elapsedOf(clock: TimedClock, calendars: Calendars, until: Instant): number {
  return elapsedMs(runningSegments(clock, calendars), until);
}

/**
 * The deadline, derived anew from start, pauses, target and calendar. Null while the clock is
 * paused short of it, when it ended short of it, and when it can never be reached.
 */
export function deadlineOfClock(clock: Clock, calendars: Calendars): Instant | null {
  if (clock.manualDue !== null) return manualDeadline(clock, calendars);
  return deadlineOf(runningSegments(clock, calendars), clock.target);
}

/**
 * Working milliseconds of the whole target, which percentages are shares of. Null when the
 * deadline that would tell is not known.
 */
export function wholeMsOf(clock: Clock, calendars: Calendars): number | null {
  if (clock.manualDue === null && clock.target.unit === 'minutes') {
    return targetMs(clock.target.minutes);
  }
  const due = deadlineOfClock(clock, calendars);
  return due === null ? null : elapsedOf(clock, calendars, due);
}

/** How much of the target is used up at the moment: 0 at the start, 100 at the deadline. */
export function percentUsed(clock: Clock, calendars: Calendars, at: Instant): number | null {
  const whole = wholeMsOf(clock, calendars);
  if (whole === null || whole <= 0) return null;
  return (elapsedOf(clock, calendars, at) / whole) * 100;
}

/**
 * A deadline set by hand stands as it is. When it moves with pauses, the working time that was
 * left of it when it was set is what must run out, so a pause at night moves nothing (C9, C17).
 */
function manualDeadline(clock: Clock, calendars: Calendars): Instant | null {
  const manual = clock.manualDue;
  if (manual === null) return null;
  if (!manual.movesWithPauses) return manual.at;
  const later = stillAt(clock).filter((pause) => pause.to === null || pause.to > manual.setAt);
  const moving = later.filter((pause) => pause.from < manual.at);
  if (moving.length === 0) return manual.at;
  const time = openTimeOfClock(clock, calendars);
  const leftMs = openMsBetween(time, manual.setAt, manual.at);
  return momentOfMs(segmentsOf(time, manual.setAt, moving), leftMs);
}

/** Pauses, with the end of the clock as one that never ends. */
function stillAt(clock: TimedClock): readonly Pause[] {
  if (clock.endedAt === null) return clock.pauses;
  return [...clock.pauses, { from: clock.endedAt, to: null, reason: 'ended' }];
}

function splitByCalendar(
  segments: readonly RunningSegment[],
  clock: TimedClock,
  calendars: Calendars,
): RunningSegment[] {
  const last = openTimeOfClock(clock, calendars);
  const spans = [
    ...clock.earlierCalendars.map(({ until, calendarVersionId }) => ({
      until: until as number,
      time: openTimeById(calendars, calendarVersionId),
    })),
    { until: Number.POSITIVE_INFINITY, time: last },
  ];
  return segments.flatMap((segment) => {
    const pieces: RunningSegment[] = [];
    let { from } = segment;
    const end = segment.to ?? Number.POSITIVE_INFINITY;
    for (const { until, time } of spans) {
      if (until <= from || from >= end) continue;
      const to = Math.min(until, end);
      pieces.push({ from, to: to === Number.POSITIVE_INFINITY ? null : instant(to), time });
      if (to === Number.POSITIVE_INFINITY) break;
      from = instant(to);
    }
    return pieces;
  });
}
