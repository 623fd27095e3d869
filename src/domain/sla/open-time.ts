import type { CalendarVersionId } from '../kernel/id.ts';
import { dayMs, type Instant, instant } from '../kernel/instant.ts';
import type { Calendar } from './calendar.ts';
import { compileYear, readDateRules, type WorkingDay } from './compile-year.ts';
import { datePartsOf, firstDayOfYear } from './local-date.ts';

/**
 * When a calendar is open, as one sorted list of half-open UTC intervals with running sums, so
 * that elapsed time and deadlines are a binary search each (C36). The list grows year by year as
 * it is asked for and never changes what it already said.
 */
export type OpenTime = {
  /** 24×7: the sums below are then only read for working days. */
  readonly isAlwaysOpen: boolean;
  readonly source: (year: number) => readonly WorkingDay[];
  firstYear: number;
  lastYear: number;
  opens: number[];
  closes: number[];
  /** Open milliseconds of the list before the interval of the same index. */
  openBefore: number[];
  /** For each interval, the index of its working day. */
  dayOf: number[];
  dayOpenMs: number[];
  dayOpenBefore: number[];
  dayLastClose: number[];
};

/**
 * How far past a clock's start a deadline is looked for. A target beyond it counts as one that
 * can never be reached; nothing is cut at a year.
 */
const horizonYears = 200;

/** Years without a single opening after which the calendar counts as shut for good. */
const emptyYearsMax = 9;

const compiled = new WeakMap<Calendar, OpenTime>();

/** The open time of a calendar version; null is 24×7 in UTC. Kept for as long as the object. */
export function openTimeOf(calendar: Calendar | null): OpenTime {
  if (calendar === null) return alwaysOpen;
  const known = compiled.get(calendar);
  if (known !== undefined) return known;
  const rules = readDateRules(calendar);
  const made = makeOpenTime(calendar.is24x7, (year) => compileYear(rules, year));
  compiled.set(calendar, made);
  return made;
}

/** Whether the calendar is open at the moment; at its closing time it no longer is. */
export function isOpenAt(calendar: Calendar | null, at: Instant): boolean {
  return isOpen(openTimeOf(calendar), at);
}

export function isOpen(time: OpenTime, at: number): boolean {
  if (time.isAlwaysOpen) return true;
  cover(time, at, at);
  return at < (time.closes[intervalAt(time, at)] ?? Number.NEGATIVE_INFINITY);
}

/** The moment itself when open, else the next opening; null when it never opens again. */
export function nextOpening(time: OpenTime, at: Instant): Instant | null {
  if (isOpen(time, at)) return at;
  cover(time, at, at);
  const found = growUntil(time, at, () => intervalAt(time, at) + 1 < time.opens.length);
  const next = time.opens[intervalAt(time, at) + 1];
  return found && next !== undefined ? instant(next) : null;
}

/** Milliseconds in `[from, to)` during which it is open; 0 when `to` is not after `from`. */
export function openMsBetween(time: OpenTime, from: number, to: number): number {
  if (to <= from) return 0;
  if (time.isAlwaysOpen) return to - from;
  cover(time, from, to);
  return openMsUntil(time, to) - openMsUntil(time, from);
}

/**
 * The earliest moment by which `ms` (more than 0) open milliseconds have gone by since `from`;
 * null when that never happens. A time that runs out exactly at closing gives the closing.
 */
export function afterOpenMs(time: OpenTime, from: Instant, ms: number): Instant | null {
  if (time.isAlwaysOpen) return instant(from + ms);
  cover(time, from, from);
  const wanted = openMsUntil(time, from) + ms;
  if (!growUntil(time, from, () => totalOpenMs(time) >= wanted)) return null;
  return instant(momentOfOpenMs(time, wanted));
}

/**
 * The latest moment from which `ms` (more than 0) open milliseconds lead up to `to`: the mirror
 * of `afterOpenMs`. Null when there were never as many.
 */
export function beforeOpenMs(time: OpenTime, to: Instant, ms: number): Instant | null {
  if (time.isAlwaysOpen) return instant(to - ms);
  const yearMin = Math.max(yearOf(to) - horizonYears, 1);
  for (let year = yearOf(to); year >= yearMin; year -= 1) {
    cover(time, firstDayOfYear(year) * dayMs, to);
    const wanted = openMsUntil(time, to) - ms;
    if (wanted < 0) continue;
    // The last interval that begins with no more than what is wanted before it.
    const index = upTo(time.openBefore, wanted) - 1;
    return instant((time.opens[index] ?? 0) + wanted - (time.openBefore[index] ?? 0));
  }
  return null;
}

/**
 * How many working days went by in `[from, to)`. A day counts as one however long it is, and a
 * part of it by its share: half of a short Friday is half a day (C34).
 */
export function workingDaysBetween(time: OpenTime, from: number, to: number): number {
  if (to <= from) return 0;
  cover(time, from, to);
  return workingDaysUntil(time, to) - workingDaysUntil(time, from);
}

/** The moment by which so many working days have gone by since `from`; null when never. */
export function afterWorkingDays(time: OpenTime, from: Instant, days: number): Instant | null {
  cover(time, from, from);
  const wanted = workingDaysUntil(time, from) + days;
  // Shares of days are binary fractions; a hundredth of a millisecond is no part of a day.
  const index = Math.ceil(wanted - dayEpsilon) - 1;
  if (!growUntil(time, from, () => time.dayOpenMs.length > index)) return null;
  const share = wanted - index;
  const openMs = time.dayOpenMs[index] ?? 0;
  const withinMs = Math.min(openMs, Math.ceil(share * openMs - 1e-3));
  return instant(momentOfOpenMs(time, (time.dayOpenBefore[index] ?? 0) + withinMs));
}

/** How many working days closed for the day in `(from, to]`. */
export function dayEndsBetween(time: OpenTime, from: number, to: number): number {
  if (to <= from) return 0;
  cover(time, from, to);
  return upTo(time.dayLastClose, to) - upTo(time.dayLastClose, from);
}

/** The end of the `count`-th working day (1 is the first) to close after `from`; null when never. */
export function afterDayEnds(time: OpenTime, from: Instant, count: number): Instant | null {
  cover(time, from, from);
  const index = upTo(time.dayLastClose, from) + count - 1;
  const isFound = growUntil(time, from, () => time.dayLastClose.length > index);
  const end = time.dayLastClose[index];
  return isFound && end !== undefined ? instant(end) : null;
}

/** The open intervals within `[from, to)`, clipped to it, at most `countMax` of them. */
export function openIntervalsBetween(
  time: OpenTime,
  range: { readonly from: Instant; readonly to: Instant },
  countMax: number,
): { readonly open: Instant; readonly close: Instant }[] {
  if (range.to <= range.from) return [];
  if (time.isAlwaysOpen) return [{ open: range.from, close: range.to }];
  cover(time, range.from, range.to);
  const found: { open: Instant; close: Instant }[] = [];
  for (let index = Math.max(0, intervalAt(time, range.from)); found.length < countMax; index += 1) {
    const open = time.opens[index];
    const close = time.closes[index];
    if (open === undefined || close === undefined || open >= range.to) break;
    if (close <= range.from) continue;
    found.push({
      open: instant(Math.max(open, range.from)),
      close: instant(Math.min(close, range.to)),
    });
  }
  return found;
}

const dayEpsilon = 1e-9;

/** Open time whose working days are asked for year by year. */
export function makeOpenTime(isAlwaysOpen: boolean, source: OpenTime['source']): OpenTime {
  return { isAlwaysOpen, source, ...emptyLists(), firstYear: 0, lastYear: -1 };
}

function emptyLists() {
  return {
    opens: [],
    closes: [],
    openBefore: [],
    dayOf: [],
    dayOpenMs: [],
    dayOpenBefore: [],
    dayLastClose: [],
  };
}

/** Makes sure that every interval which may touch `[from, to]` is in the list. */
function cover(time: OpenTime, from: number, to: number): void {
  // A local date differs from the UTC one by a day at most, and a shift runs into the next.
  const firstYear = yearOf(from - 3 * dayMs);
  const lastYear = yearOf(to + 3 * dayMs);
  if (time.lastYear < time.firstYear) {
    time.firstYear = firstYear;
    time.lastYear = firstYear - 1;
  } else if (firstYear < time.firstYear) {
    const until = time.lastYear;
    Object.assign(time, emptyLists(), { firstYear, lastYear: firstYear - 1 });
    while (time.lastYear < until) appendYear(time);
  }
  while (time.lastYear < lastYear) appendYear(time);
}

/** Appends years until the list holds enough; false when it never will. */
function growUntil(time: OpenTime, from: number, isEnough: () => boolean): boolean {
  const yearMax = Math.min(yearOf(from) + horizonYears, 9999);
  let emptyYears = 0;
  while (!isEnough()) {
    if (time.lastYear >= yearMax) return false;
    const before = time.opens.length;
    appendYear(time);
    emptyYears = time.opens.length === before ? emptyYears + 1 : 0;
    if (emptyYears > emptyYearsMax) return false;
  }
  return true;
}

function appendYear(time: OpenTime): void {
  time.lastYear += 1;
  let sum = totalOpenMs(time);
  for (const day of time.source(time.lastYear)) {
    const dayIndex = time.dayOpenMs.length;
    time.dayOpenBefore.push(sum);
    const before = sum;
    for (const [index, open] of day.opens.entries()) {
      const close = day.closes[index] ?? open;
      time.opens.push(open);
      time.closes.push(close);
      time.openBefore.push(sum);
      time.dayOf.push(dayIndex);
      sum += close - open;
    }
    time.dayOpenMs.push(sum - before);
    time.dayLastClose.push(day.closes.at(-1) ?? 0);
  }
}

function totalOpenMs(time: OpenTime): number {
  const last = time.opens.length - 1;
  if (last < 0) return 0;
  return (time.openBefore[last] ?? 0) + (time.closes[last] ?? 0) - (time.opens[last] ?? 0);
}

/** The index of the last interval that opened at or before the moment; -1 when none did. */
function intervalAt(time: OpenTime, at: number): number {
  return upTo(time.opens, at) - 1;
}

/** How many of the sorted values are at or below the bound. */
function upTo(sorted: readonly number[], bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function openMsUntil(time: OpenTime, at: number): number {
  const index = intervalAt(time, at);
  if (index < 0) return 0;
  const open = time.opens[index] ?? 0;
  return (time.openBefore[index] ?? 0) + Math.min(at, time.closes[index] ?? 0) - open;
}

function momentOfOpenMs(time: OpenTime, wanted: number): number {
  // The last interval that begins with less than what is wanted already gone.
  let low = 0;
  let high = time.openBefore.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((time.openBefore[middle] ?? 0) < wanted) low = middle;
    else high = middle - 1;
  }
  return (time.opens[low] ?? 0) + wanted - (time.openBefore[low] ?? 0);
}

function workingDaysUntil(time: OpenTime, at: number): number {
  const index = intervalAt(time, at);
  if (index < 0) return 0;
  const day = time.dayOf[index] ?? 0;
  const within = openMsUntil(time, at) - (time.dayOpenBefore[day] ?? 0);
  return day + within / (time.dayOpenMs[day] ?? 1);
}

function yearOf(ms: number): number {
  return datePartsOf(Math.floor(ms / dayMs)).year;
}

/** 24×7 for clocks without a calendar; its working days are those of UTC. */
export const alwaysOpen = makeOpenTime(true, (year) => {
  const days: WorkingDay[] = [];
  for (let date = firstDayOfYear(year); date < firstDayOfYear(year + 1); date += 1) {
    days.push({ date, opens: [date * dayMs], closes: [(date + 1) * dayMs] });
  }
  return days;
});

/** Looks a calendar version up; a missing one is a bug of the caller, not a closed calendar. */
export function openTimeById(
  calendars: ReadonlyMap<CalendarVersionId, Calendar>,
  id: CalendarVersionId | null,
): OpenTime {
  if (id === null) return alwaysOpen;
  const calendar = calendars.get(id);
  if (calendar === undefined) throw new Error(`calendar version ${id} is not in the context`);
  return openTimeOf(calendar);
}
