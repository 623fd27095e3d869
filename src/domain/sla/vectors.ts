import { type Instant, instant, toIso } from '../kernel/instant.ts';
import type { Calendar } from './calendar.ts';
import type { Pause } from './clock.ts';
import { elapsedMs, momentOfMs, segmentsOf } from './elapsed.ts';
import { beforeOpenMs, isOpenAt, nextOpening, openTimeOf } from './open-time.ts';
import { validateCalendar } from './validate-calendar.ts';
import { readVector, type Vector } from './vector-format.ts';

/**
 * What came of one vector. `right` and `wrong` compare with what the file expects; `not_graded`
 * differs from it where the file itself says that another convention is meant. `refused` names
 * why nothing was computed, `answered` is a result where the file expected a refusal.
 */
export type VectorOutcome = {
  readonly id: string;
  readonly outcome: 'right' | 'wrong' | 'not_graded' | 'refused' | 'answered';
  readonly actual: string | null;
  readonly expected: readonly string[];
  /** Codes with their place, as `never_open at weekly`. */
  readonly problems: readonly string[];
};

/**
 * Runs a file of vectors of working-time arithmetic: `add` (a deadline), `between` (elapsed time)
 * and `is_open`, each with its schedule, zone, holidays, special hours and pauses. A vector that
 * states no result is expected to be refused. Throws a RangeError when the content is no list.
 */
export function runVectors(content: unknown): VectorOutcome[] {
  if (!Array.isArray(content)) throw new RangeError('a file of vectors holds a list');
  return content.map((item: unknown, index) => runVector(item, index));
}

function runVector(item: unknown, index: number): VectorOutcome {
  const read = readVector(item, index);
  const { id, expected } = read;
  if (!read.ok) {
    // The schedule is judged too: whoever mends the vector wants to see all of it at once.
    const problems = [...read.problems, ...calendarProblems(read.calendar, instant(0))];
    return { id, expected, outcome: 'refused', actual: null, problems };
  }
  const { vector } = read;
  const problems = calendarProblems(vector.calendar, momentOf(vector));
  // A target of a clock lies ahead; only arithmetic that states its result may look back.
  if (vector.op === 'add' && vector.seconds <= 0 && expected.length === 0) {
    problems.push('target_not_positive at seconds');
  }
  if (problems.length > 0) return { id, expected, outcome: 'refused', actual: null, problems };
  const actual = compute(vector);
  if (actual === null) {
    const never = ['target_unreachable at seconds'];
    return { id, expected, outcome: 'refused', actual, problems: never };
  }
  return { id, expected, actual, problems: [], outcome: grade(actual, expected, vector.isGraded) };
}

function calendarProblems(calendar: Calendar, from: Instant): string[] {
  return validateCalendar(calendar, from)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} at ${path}`);
}

function grade(
  actual: string,
  expected: readonly string[],
  isGraded: boolean,
): VectorOutcome['outcome'] {
  if (expected.length === 0) return 'answered';
  if (expected.includes(actual)) return 'right';
  return isGraded ? 'wrong' : 'not_graded';
}

function momentOf(vector: Vector): Instant {
  return vector.op === 'is_open' ? vector.at : vector.start;
}

function compute(vector: Vector): string | null {
  switch (vector.op) {
    case 'is_open':
      return String(isOpenAt(vector.calendar, vector.at));
    case 'between':
      return String(secondsBetween(vector.calendar, vector.pauses, vector));
    case 'add': {
      const end = added(vector.calendar, vector.pauses, vector);
      return end === null ? null : toIso(end);
    }
    default:
      throw new TypeError(`no such operation: ${JSON.stringify(vector satisfies never)}`);
  }
}

function secondsBetween(
  calendar: Calendar,
  pauses: readonly Pause[],
  { start, end }: { readonly start: Instant; readonly end: Instant },
): number {
  const time = openTimeOf(calendar);
  if (end >= start) return elapsedMs(segmentsOf(time, start, pauses), end) / 1000;
  return -elapsedMs(segmentsOf(time, end, pauses), start) / 1000;
}

function added(
  calendar: Calendar,
  pauses: readonly Pause[],
  { start, seconds }: { readonly start: Instant; readonly seconds: number },
): Instant | null {
  const time = openTimeOf(calendar);
  const ms = Math.round(seconds * 1000);
  if (ms > 0) return momentOfMs(segmentsOf(time, start, pauses), ms);
  return ms === 0 ? nextOpening(time, start) : beforeOpenMs(time, start, -ms);
}
