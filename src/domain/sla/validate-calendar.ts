import { dayMs, type Instant } from '../kernel/instant.ts';
import { type Calendar, type Holiday, type OpenInterval, weekdays } from './calendar.ts';
import { epochDayFrom, epochDayOf, minutesOf } from './local-date.ts';
import { nextOpening, openTimeOf } from './open-time.ts';
import { isKnownTimeZone } from './zone.ts';

export type CalendarProblemCode =
  | 'time_zone_unknown'
  | 'time_malformed'
  | 'interval_empty'
  | 'interval_crosses_midnight'
  | 'intervals_overlap'
  | 'weekday_unknown'
  | 'date_malformed'
  | 'range_reversed'
  | 'date_listed_twice'
  | 'extra_day_closed'
  | 'never_open';

export type CalendarProblem = {
  /** Where, as `weekly.mon.0.opens`. */
  readonly path: string;
  readonly code: CalendarProblemCode;
  /** A `warning` may be published; an `error` may not. */
  readonly severity: 'error' | 'warning';
  readonly value: string | null;
};

/**
 * What is wrong with a calendar. Nothing in it is ever repaired in silence: a night shift is
 * allowed, and pointed out in case two times were swapped. From `from` on it must open within a
 * year (C35).
 */
export function validateCalendar(calendar: Calendar, from: Instant): CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  if (!isKnownTimeZone(calendar.timeZone)) {
    problems.push(problem('timeZone', 'time_zone_unknown', calendar.timeZone));
  }
  if (!calendar.is24x7) {
    problems.push(...checkWeek(calendar), ...checkDates(calendar));
  }
  if (problems.some(({ severity }) => severity === 'error')) return problems;
  const opening = nextOpening(openTimeOf(calendar), from);
  if (opening !== null && opening - from <= 366 * dayMs) return problems;
  return [...problems, problem('weekly', 'never_open', null)];
}

function checkWeek(calendar: Calendar): CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  const known: readonly string[] = weekdays;
  for (const name of Object.keys(calendar.weekly)) {
    if (!known.includes(name)) problems.push(problem(`weekly.${name}`, 'weekday_unknown', name));
  }
  for (const [index, weekday] of weekdays.entries()) {
    const intervals = calendar.weekly[weekday] ?? [];
    problems.push(...checkIntervals(intervals, `weekly.${weekday}`));
    const next = calendar.weekly[weekdays[(index + 1) % 7] ?? 'mon'] ?? [];
    if (spillsInto(intervals, next)) {
      problems.push(problem(`weekly.${weekday}`, 'intervals_overlap', null));
    }
  }
  return problems;
}

function checkDates(calendar: Calendar): CalendarProblem[] {
  const problems = calendar.holidays.flatMap((holiday, index) =>
    checkHoliday(holiday, `holidays.${index}`),
  );
  const seen = new Set<string>();
  for (const [index, special] of calendar.specialHours.entries()) {
    const path = `specialHours.${index}`;
    problems.push(...checkIntervals(special.intervals, `${path}.intervals`));
    problems.push(...checkExceptionDate(special.date, `${path}.date`, seen));
  }
  for (const [index, extra] of calendar.extraWorkingDays.entries()) {
    const path = `extraWorkingDays.${index}`;
    problems.push(...checkExceptionDate(extra.date, `${path}.date`, seen));
    if ((calendar.weekly[extra.hoursOf] ?? []).length === 0) {
      problems.push(problem(`${path}.hoursOf`, 'extra_day_closed', extra.hoursOf));
    }
  }
  return problems;
}

function checkExceptionDate(date: string, path: string, seen: Set<string>): CalendarProblem[] {
  if (epochDayOf(date) === null) return [problem(path, 'date_malformed', date)];
  if (seen.has(date)) return [problem(path, 'date_listed_twice', date)];
  seen.add(date);
  return [];
}

function checkHoliday({ on, closedHours }: Holiday, path: string): CalendarProblem[] {
  const problems =
    closedHours === 'whole_day' ? [] : checkIntervals(closedHours, `${path}.closedHours`);
  switch (on.kind) {
    case 'dates':
      on.dates.forEach((date, index) => {
        if (epochDayOf(date) !== null) return;
        problems.push(problem(`${path}.on.dates.${index}`, 'date_malformed', date));
      });
      return problems;
    case 'range': {
      const from = epochDayOf(on.from);
      const to = epochDayOf(on.to);
      if (from === null) problems.push(problem(`${path}.on.from`, 'date_malformed', on.from));
      if (to === null) problems.push(problem(`${path}.on.to`, 'date_malformed', on.to));
      if (from !== null && to !== null && to < from) {
        problems.push(problem(`${path}.on.to`, 'range_reversed', on.to));
      }
      return problems;
    }
    case 'yearly':
      // 29 February is a yearly date too: 2000 was a leap year.
      if (epochDayFrom({ year: 2000, month: on.month, day: on.day }) === null) {
        problems.push(problem(`${path}.on`, 'date_malformed', `${on.month}-${on.day}`));
      }
      return problems;
    default:
      throw new TypeError(`no such holiday: ${JSON.stringify(on satisfies never)}`);
  }
}

function checkIntervals(intervals: readonly OpenInterval[], path: string): CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  const stretches: { from: number; to: number }[] = [];
  for (const [index, { opens, closes }] of intervals.entries()) {
    const at = `${path}.${index}`;
    const from = minutesOf(opens);
    const to = minutesOf(closes);
    // 24:00 ends a day; the day that begins there is the next one's.
    if (from === null || from === 1440)
      problems.push(problem(`${at}.opens`, 'time_malformed', opens));
    if (to === null) problems.push(problem(`${at}.closes`, 'time_malformed', closes));
    if (from === null || to === null) continue;
    if (from === to) problems.push(problem(at, 'interval_empty', `${opens}–${closes}`));
    if (to < from) problems.push(warning(at, 'interval_crosses_midnight', `${opens}–${closes}`));
    stretches.push({ from, to: to <= from ? to + 1440 : to });
  }
  stretches.sort((a, b) => a.from - b.from);
  for (const [index, stretch] of stretches.entries()) {
    const before = stretches[index - 1];
    if (before !== undefined && stretch.from < before.to) {
      problems.push(problem(path, 'intervals_overlap', null));
      break;
    }
  }
  return problems;
}

function spillsInto(intervals: readonly OpenInterval[], next: readonly OpenInterval[]): boolean {
  const spill = intervals.map(({ opens, closes }) => {
    const from = minutesOf(opens) ?? 0;
    const to = minutesOf(closes) ?? 0;
    return to < from ? to : 0;
  });
  const until = Math.max(0, ...spill);
  return next.some(({ opens }) => (minutesOf(opens) ?? 1440) < until);
}

function problem(path: string, code: CalendarProblemCode, value: string | null): CalendarProblem {
  return { path, code, severity: 'error', value };
}

function warning(path: string, code: CalendarProblemCode, value: string | null): CalendarProblem {
  return { path, code, severity: 'warning', value };
}
