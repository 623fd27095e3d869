import { type Instant, instant, minuteMs } from '../kernel/instant.ts';
import type { Calendar } from './calendar.ts';
import type { Pause, Target } from './clock.ts';
import {
  afterDayEnds,
  afterOpenMs,
  afterWorkingDays,
  dayEndsBetween,
  type OpenTime,
  openMsBetween,
  openTimeOf,
  workingDaysBetween,
} from './open-time.ts';

/**
 * A stretch in which a clock runs, `[from, to)`; `to` is null while it still does. It carries the
 * calendar it runs by, because a changed calendar counts only for what comes after it (C16).
 */
export type RunningSegment = {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly time: OpenTime;
};

/**
 * Working milliseconds that the segments hold up to `until`: the intersection of running time and
 * open time, exact, over half-open intervals.
 */
export function elapsedMs(segments: readonly RunningSegment[], until: Instant): number {
  let sum = 0;
  for (const segment of segments) {
    sum += openMsBetween(segment.time, segment.from, endOf(segment, until));
  }
  return sum;
}

/**
 * The moment at which the target is used up: the inverse of elapsed time in the target's own
 * unit, and so never a sum of a date and something (C9, C34). A target that runs out exactly at
 * closing gives the closing. Null when it is not reached within the segments, or never.
 */
export function deadlineOf(segments: readonly RunningSegment[], target: Target): Instant | null {
  switch (target.unit) {
    case 'minutes':
      return momentOfMs(segments, targetMs(target.minutes));
    case 'working_days':
      return momentOf(segments, target.days, workingDaysUnit);
    case 'end_of_working_day':
      return momentOf(segments, target.days, dayEndsUnit);
    default:
      throw new Error(`no such unit: ${JSON.stringify(target satisfies never)}`);
  }
}

/** The moment by which the segments hold `ms` working milliseconds; null when they never do. */
export function momentOfMs(segments: readonly RunningSegment[], ms: number): Instant | null {
  const first = segments[0];
  if (ms <= 0) return first?.from ?? null;
  return momentOf(segments, ms, openMsUnit);
}

/** Running segments of one calendar from a start, less the pauses. */
export function segmentsOf(
  time: OpenTime,
  from: Instant,
  pauses: readonly Pause[] = [],
): RunningSegment[] {
  const segments: RunningSegment[] = [];
  let begin: Instant | null = from;
  for (const pause of [...pauses].sort((a, b) => a.from - b.from)) {
    if (begin === null) break;
    if (pause.from > begin) segments.push({ from: begin, to: pause.from, time });
    begin = pause.to === null ? null : instant(Math.max(begin, pause.to));
  }
  if (begin !== null) segments.push({ from: begin, to: null, time });
  return segments;
}

/** Working milliseconds of a calendar (null: 24×7) between two moments. */
export function workingMsBetween(calendar: Calendar | null, from: Instant, to: Instant): number {
  return openMsBetween(openTimeOf(calendar), from, to);
}

/** When a target that starts at `from` and is never paused runs out; null when never. */
export function workingDeadline(
  calendar: Calendar | null,
  from: Instant,
  target: Target,
): Instant | null {
  return deadlineOf(segmentsOf(openTimeOf(calendar), from), target);
}

/** The minutes of a target as whole milliseconds. */
export function targetMs(minutes: number): number {
  return Math.round(minutes * minuteMs);
}

/** How one unit is counted in a stretch, and where in it an amount is used up. */
type Unit = {
  readonly count: (time: OpenTime, from: number, to: number) => number;
  readonly moment: (time: OpenTime, from: Instant, amount: number) => Instant | null;
  /** What remains below this is rounding, not time. */
  readonly epsilon: number;
};

const openMsUnit: Unit = { count: openMsBetween, moment: afterOpenMs, epsilon: 0 };
const workingDaysUnit: Unit = {
  count: workingDaysBetween,
  moment: afterWorkingDays,
  epsilon: 1e-9,
};
const dayEndsUnit: Unit = { count: dayEndsBetween, moment: afterDayEnds, epsilon: 0 };

function momentOf(segments: readonly RunningSegment[], amount: number, unit: Unit): Instant | null {
  let rest = amount;
  for (const segment of segments) {
    const holds =
      segment.to === null
        ? Number.POSITIVE_INFINITY
        : unit.count(segment.time, segment.from, segment.to);
    if (rest <= holds + unit.epsilon) return unit.moment(segment.time, segment.from, rest);
    rest -= holds;
  }
  return null;
}

function endOf(segment: RunningSegment, until: Instant): Instant {
  return segment.to === null || segment.to > until ? until : segment.to;
}
