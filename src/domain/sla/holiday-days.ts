import type { ExtraWorkingDay, Holiday, LocalDate, OpenInterval } from './calendar.ts';
import { dateTextOf, type EpochDay, epochDayOf } from './local-date.ts';

/**
 * One day as a text that sorts: `YYYY-MM-DD` for a date, `MM-DD` for one of every year. Holidays
 * are compared and put together by such days, since the same week off may be written as a range
 * here and as seven dates there.
 */
export type HolidayDay = string;

/** A holiday somebody may take into a calendar, or a weekend day that is worked instead. */
export type HolidayEntry =
  | { readonly kind: 'closed'; readonly holiday: Holiday }
  | { readonly kind: 'worked'; readonly day: ExtraWorkingDay };

/** How the days of one name differ between a kept address and the calendar that took it. */
export type HolidayChange = {
  readonly name: string;
  readonly closedHours: Holiday['closedHours'];
  readonly added: readonly HolidayDay[];
  readonly gone: readonly HolidayDay[];
};

/** A range that somebody typed may be of any length; more than ten years of days is a mistake. */
const rangeDaysMax = 3660;
/** A run of so many dates reads better as a range. */
const rangeDaysMin = 3;
/** The most dates that one holiday may list, by the contract. */
const datesMax = 100;

/** The days on which the holiday falls, in order. What is no date is left out. */
export function daysOf({ on }: Pick<Holiday, 'on'>): HolidayDay[] {
  switch (on.kind) {
    case 'dates':
      return on.dates.filter((date) => epochDayOf(date) !== null).toSorted();
    case 'range': {
      const from = epochDayOf(on.from);
      const to = epochDayOf(on.to);
      if (from === null || to === null || to < from || to - from > rangeDaysMax) return [];
      return Array.from({ length: to - from + 1 }, (_, index) => dateTextOf(from + index));
    }
    case 'yearly':
      return [`${padded(on.month)}-${padded(on.day)}`];
    default:
      throw new TypeError(`no such holiday: ${JSON.stringify(on satisfies never)}`);
  }
}

/** The days as holidays of one name: runs as ranges, what lies alone as one list of dates. */
export function holidaysOfDays(days: Iterable<HolidayDay>, like: Omit<Holiday, 'on'>): Holiday[] {
  const sorted = [...new Set(days)].toSorted();
  const yearly = sorted.filter((day) => day.length === 5);
  const runs = runsOf(sorted.flatMap((day) => epochDayOf(day) ?? []));
  const single = runs
    .filter((run) => run.length < rangeDaysMin)
    .flat()
    .map(dateTextOf);
  const dated: Holiday['on'][] = [
    ...runs
      .filter((run) => run.length >= rangeDaysMin)
      .map((run) => ({ kind: 'range' as const, from: textAt(run, 0), to: textAt(run, -1) })),
    ...chunked(single).map((dates) => ({ kind: 'dates' as const, dates })),
    ...yearly.map((day) => {
      const [month, ofMonth] = day.split('-');
      return { kind: 'yearly' as const, month: Number(month), day: Number(ofMonth) };
    }),
  ];
  return dated.toSorted((a, b) => compare(firstOf(a), firstOf(b))).map((on) => ({ ...like, on }));
}

/** Whether the calendar has the entry already: every day closed for as long, or the day worked. */
export function hasEntry(
  calendar: {
    readonly holidays: readonly Holiday[];
    readonly extraWorkingDays: readonly ExtraWorkingDay[];
    readonly specialHours: readonly { readonly date: LocalDate }[];
  },
  entry: HolidayEntry,
): boolean {
  if (entry.kind === 'worked') {
    const own = [...calendar.extraWorkingDays, ...calendar.specialHours];
    return own.some(({ date }) => date === entry.day.date);
  }
  const { closedHours } = entry.holiday;
  const closed = new Set(
    calendar.holidays
      .filter((each) => each.closedHours === 'whole_day' || isSame(each.closedHours, closedHours))
      .flatMap(daysOf),
  );
  return daysOf(entry.holiday).every((day) => closed.has(day) || closed.has(day.slice(5)));
}

/** The calendar's days off with the entries taken into them; days of one name are put together. */
export function withEntries<
  Days extends {
    readonly holidays: readonly Holiday[];
    readonly extraWorkingDays: readonly ExtraWorkingDay[];
    readonly specialHours: readonly { readonly date: LocalDate }[];
  },
>(calendar: Days, entries: readonly HolidayEntry[]) {
  let holidays: Holiday[] = [...calendar.holidays];
  const extraWorkingDays = [...calendar.extraWorkingDays];
  for (const entry of entries) {
    if (hasEntry({ ...calendar, holidays, extraWorkingDays }, entry)) continue;
    if (entry.kind === 'worked') extraWorkingDays.push(entry.day);
    else {
      const { name, closedHours } = entry.holiday;
      const change = { name, closedHours, added: daysOf(entry.holiday), gone: [] };
      holidays = withChange(holidays, change, entry.holiday.feedId);
    }
  }
  return { holidays, extraWorkingDays };
}

/**
 * What a reading of a kept address would change in the holidays that came from it. Days that lie
 * before `today` stay: an address drops the old ones as time goes by, and a calendar keeps them for
 * whoever asks why a clock stood still. Days that are closed without it are no news.
 */
export function feedChanges(
  holidays: readonly Holiday[],
  read: readonly HolidayEntry[],
  of: { readonly feedId: string; readonly today: LocalDate },
): HolidayChange[] {
  const closed = read.flatMap((entry) => (entry.kind === 'closed' ? [entry.holiday] : []));
  const before = grouped(holidays.filter(({ feedId }) => feedId === of.feedId));
  const after = grouped(closed);
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const elsewhere = new Set(
    holidays
      .filter(({ feedId, closedHours }) => feedId !== of.feedId && closedHours === 'whole_day')
      .flatMap(daysOf),
  );
  const isNews = (day: HolidayDay): boolean => !elsewhere.has(day) && !elsewhere.has(day.slice(5));
  return keys.flatMap((key) => {
    const was = before.get(key);
    const is = after.get(key);
    const like = is ?? was;
    if (like === undefined) return [];
    const added = [...(is?.days ?? [])].filter((day) => was?.days.has(day) !== true && isNews(day));
    const gone = [...(was?.days ?? [])].filter(
      (day) => is?.days.has(day) !== true && (day.length === 5 || day >= of.today),
    );
    if (added.length + gone.length === 0) return [];
    const { name, closedHours } = like;
    return [{ name, closedHours, added: added.toSorted(), gone: gone.toSorted() }];
  });
}

/** The holidays after the change: of the address when one is named, else of those without. */
export function withChange(
  holidays: readonly Holiday[],
  change: HolidayChange,
  feedId: string | undefined,
): Holiday[] {
  const isOfIt = (each: Holiday): boolean =>
    each.feedId === feedId &&
    each.name === change.name &&
    isSame(each.closedHours, change.closedHours);
  const days = new Set(holidays.filter(isOfIt).flatMap(daysOf));
  for (const day of change.gone) days.delete(day);
  for (const day of change.added) days.add(day);
  const { name, closedHours } = change;
  const like = { name, closedHours, ...(feedId === undefined ? {} : { feedId }) };
  const place = holidays.findIndex(isOfIt);
  const others = holidays.filter((each) => !isOfIt(each));
  const at = place < 0 ? others.length : place;
  return others.toSpliced(at, 0, ...holidaysOfDays(days, like));
}

/** A holiday whose lists may be written to, as contracts and forms have it. */
export type WrittenHoliday = Omit<Holiday, 'on' | 'closedHours'> & {
  on:
    | { kind: 'dates'; dates: LocalDate[] }
    | { kind: 'range'; from: LocalDate; to: LocalDate }
    | { kind: 'yearly'; month: number; day: number };
  closedHours: 'whole_day' | { opens: string; closes: string }[];
};

export function writtenHoliday({ on, closedHours, ...rest }: Holiday): WrittenHoliday {
  return {
    ...rest,
    on: on.kind === 'dates' ? { ...on, dates: [...on.dates] } : on,
    closedHours: closedHours === 'whole_day' ? closedHours : [...closedHours],
  };
}

type Group = {
  readonly name: string;
  readonly closedHours: Holiday['closedHours'];
  readonly days: Set<HolidayDay>;
};

function grouped(holidays: readonly Holiday[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const holiday of holidays) {
    const { name, closedHours } = holiday;
    const key = JSON.stringify([name, closedHours]);
    const group = groups.get(key) ?? { name, closedHours, days: new Set() };
    for (const day of daysOf(holiday)) group.days.add(day);
    groups.set(key, group);
  }
  return groups;
}

function runsOf(days: readonly EpochDay[]): EpochDay[][] {
  const runs: EpochDay[][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last !== undefined && last.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  return runs;
}

function chunked(dates: readonly LocalDate[]): LocalDate[][] {
  const chunks: LocalDate[][] = [];
  for (let at = 0; at < dates.length; at += datesMax) chunks.push(dates.slice(at, at + datesMax));
  return chunks;
}

function textAt(run: readonly EpochDay[], index: number): LocalDate {
  return dateTextOf(run.at(index) ?? 0);
}

function firstOf(on: Holiday['on']): string {
  return daysOf({ on })[0] ?? '';
}

function isSame(
  a: 'whole_day' | readonly OpenInterval[],
  b: 'whole_day' | readonly OpenInterval[],
): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function padded(value: number): string {
  return String(value).padStart(2, '0');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
