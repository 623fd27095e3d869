import { dayMs, type Instant } from '../kernel/instant.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { LocalDate } from './calendar.ts';
import type { Clock, Target } from './clock.ts';
import { closedDatesBetween } from './closed-dates.ts';
import {
  deadlineOfClock,
  elapsedOf,
  percentUsed,
  runningSegments,
  type Segment,
  segmentsOfClock,
  wholeMsOf,
} from './derive.ts';
import { elapsedMs } from './elapsed.ts';
import { marksOf, momentOfMark } from './marks.ts';
import { openIntervalsBetween } from './open-time.ts';
import { policyVersionOf } from './policy-match.ts';

/** A stretch that counted: open by the calendar and running. `workingMs` is its length. */
type CountedStretch = {
  readonly from: Instant;
  readonly to: Instant;
  readonly workingMs: number;
};

/** The arithmetic of a clock, so that a person can redo it by hand (P4). */
export type ClockExplanation = {
  readonly startedAt: Instant;
  readonly target: Target;
  /** Working milliseconds of the target; null when its deadline is not known. */
  readonly targetMs: number | null;
  readonly timeZone: string | null;
  readonly elapsedMs: number;
  readonly remainingMs: number | null;
  readonly percentUsed: number | null;
  readonly dueAt: Instant | null;
  /** How late the breach was noticed; null without one (C37). */
  readonly latenessMs: number | null;
  readonly segments: readonly Segment[];
  /** From the start to the deadline, or to `now` while it is not known; at most 200. */
  readonly counted: readonly CountedStretch[];
  readonly closedDates: readonly { readonly date: LocalDate; readonly name: string }[];
  readonly marks: readonly {
    readonly id: string;
    readonly at: Instant | null;
    readonly hasFired: boolean;
  }[];
};

const countedMax = 200;

/** Lays out how the clock's elapsed time and deadline come about, as of `context.now`. */
export function explainClock(
  clock: Clock,
  context: Pick<DecisionContext, 'now' | 'calendars' | 'policies' | 'pastPolicies'>,
): ClockExplanation {
  const { calendars, now } = context;
  const dueAt = deadlineOfClock(clock, calendars);
  const whole = wholeMsOf(clock, calendars);
  const elapsed = elapsedOf(clock, calendars, now);
  const until = dueAt ?? now;
  const calendar =
    clock.calendarVersionId === null ? undefined : calendars.get(clock.calendarVersionId);
  const policy = policyVersionOf(clock.policyVersionId, context);
  return {
    startedAt: clock.startedAt,
    target: clock.target,
    targetMs: whole,
    timeZone: calendar?.timeZone ?? null,
    elapsedMs: elapsed,
    remainingMs: whole === null ? null : Math.max(0, whole - elapsed),
    percentUsed: percentUsed(clock, calendars, now),
    dueAt,
    latenessMs:
      clock.breachedAt === null || clock.detectedAt === null
        ? null
        : clock.detectedAt - clock.breachedAt,
    segments: segmentsOfClock(clock),
    counted: countedStretches(clock, calendars, until),
    closedDates:
      calendar === undefined || until - clock.startedAt > 1000 * dayMs
        ? []
        : closedDatesBetween(calendar, clock.startedAt, until),
    marks: marksOf(policy, clock).map((mark) => ({
      id: mark.id,
      at: momentOfMark(clock, mark, calendars),
      hasFired: clock.firedMarkIds.includes(mark.id),
    })),
  };
}

function countedStretches(
  clock: Clock,
  calendars: DecisionContext['calendars'],
  until: Instant,
): CountedStretch[] {
  const counted: CountedStretch[] = [];
  for (const segment of runningSegments(clock, calendars)) {
    const to = segment.to === null || segment.to > until ? until : segment.to;
    const room = countedMax - counted.length;
    for (const { open, close } of openIntervalsBetween(
      segment.time,
      { from: segment.from, to },
      room,
    )) {
      const workingMs = elapsedMs([{ from: open, to: close, time: segment.time }], close);
      counted.push({ from: open, to: close, workingMs });
    }
  }
  return counted;
}
