import { type Instant, instant, minuteMs } from '../kernel/instant.ts';
import type { Clock } from './clock.ts';
import {
  type Calendars,
  deadlineOfClock,
  percentUsed,
  runningSegments,
  wholeMsOf,
} from './derive.ts';
import { momentOfMs } from './elapsed.ts';
import { isOpenClock, isPausedClock } from './evolve.ts';
import type { Mark, PolicyVersion } from './policy.ts';

/** A mark that has not fired in this cycle, with the moment at which it falls due. */
type PendingMark = { readonly mark: Mark; readonly at: Instant };

/** The marks of a policy that a metric has, in the order written. */
export function marksOf(policy: PolicyVersion | null, clock: Pick<Clock, 'metric'>): Mark[] {
  return policy?.marks.filter((mark) => mark.metrics.includes(clock.metric)) ?? [];
}

/**
 * The marks still to fire, in the order in which they fall due; of those due together the order
 * of the policy. None while the clock is paused, because nothing fires then (C11), nor after it.
 */
export function pendingMarks(
  clock: Clock,
  policy: PolicyVersion | null,
  calendars: Calendars,
): PendingMark[] {
  if (!isOpenClock(clock) || isPausedClock(clock)) return [];
  const pending: PendingMark[] = [];
  for (const mark of marksOf(policy, clock)) {
    if (clock.firedMarkIds.includes(mark.id)) continue;
    const at = momentOfMark(clock, mark, calendars);
    if (at !== null) pending.push({ mark, at });
  }
  return pending.sort((a, b) => a.at - b.at);
}

/**
 * When the mark falls due if the clock runs on (C39). Up to the target it counts in working time
 * unless it says otherwise, after it in wall time: a manager is told an hour after a breach at
 * closing time, not the next morning. Null when the deadline is not known.
 */
export function momentOfMark(clock: Clock, mark: Mark, calendars: Calendars): Instant | null {
  const due = clock.breachedAt ?? deadlineOfClock(clock, calendars);
  const whole = wholeMsOf(clock, calendars);
  if (due === null || whole === null) return null;
  const offsetMs = offsetMsOf(mark, whole);
  if (offsetMs === 0) return due;
  const isWall = (mark.at.time ?? (offsetMs > 0 ? 'wall' : 'working')) === 'wall';
  if (!isWall) {
    const segments = runningSegments(clock, calendars);
    return momentOfMs(segments, Math.max(0, whole + offsetMs));
  }
  if (mark.at.unit === 'percent' && offsetMs < 0) {
    const share = mark.at.percent / 100;
    return instant(clock.startedAt + Math.round((due - clock.startedAt) * share));
  }
  return instant(Math.max(clock.startedAt, due + offsetMs));
}

/**
 * The fired marks that may fire again because the clock has fallen back below their level; asked
 * with the clock as it is after its deadline moved (C12).
 */
export function rearmedMarkIds(
  clock: Clock,
  policy: PolicyVersion | null,
  now: { readonly calendars: Calendars; readonly at: Instant },
): string[] {
  if (clock.firedMarkIds.length === 0) return [];
  const used = percentUsed(clock, now.calendars, now.at);
  if (used === null) return [];
  return marksOf(policy, clock).flatMap(({ id, rearmBelowPercent }) =>
    rearmBelowPercent !== null && used < rearmBelowPercent && clock.firedMarkIds.includes(id)
      ? [id]
      : [],
  );
}

/** Milliseconds from the target: negative before it, positive after. */
function offsetMsOf(mark: Mark, wholeMs: number): number {
  if (mark.at.unit === 'minutes') return Math.round(mark.at.minutes * minuteMs);
  return Math.round((wholeMs * (mark.at.percent - 100)) / 100);
}
