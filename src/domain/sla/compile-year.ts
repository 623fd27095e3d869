import { dayMs, minuteMs } from '../kernel/instant.ts';
import type { Calendar, Holiday, OpenInterval } from './calendar.ts';
import {
  datePartsOf,
  type EpochDay,
  epochDayFrom,
  epochDayOf,
  firstDayOfYear,
  minutesOf,
  weekdayOf,
} from './local-date.ts';
import { fromLocalMs } from './zone.ts';

/** The open stretches of one working day in UTC ms, sorted, disjoint, each `[open, close)`. */
export type WorkingDay = {
  /** The local date on which the day's shifts begin. */
  readonly date: EpochDay;
  readonly opens: readonly number[];
  readonly closes: readonly number[];
};

/** Minutes from midnight of the date a stretch belongs to; the end may pass 1440. */
type Stretch = { readonly from: number; readonly to: number };

/** What the dates of a calendar need, read from its texts once. */
export type DateRules = {
  readonly calendar: Calendar;
  readonly week: ReadonlyMap<string, readonly Stretch[]>;
  readonly explicit: ReadonlyMap<EpochDay, readonly Stretch[]>;
  readonly closedOn: ReadonlyMap<EpochDay, readonly Stretch[]>;
  readonly closedRanges: readonly {
    readonly from: EpochDay;
    readonly to: EpochDay;
    readonly hours: readonly Stretch[];
  }[];
  /** Keyed by month × 100 + day. */
  readonly closedYearly: ReadonlyMap<number, readonly Stretch[]>;
};

const wholeDay: Stretch = { from: 0, to: 1440 };

/** Reads the calendar's texts. What does not parse is left out; `validateCalendar` names it. */
export function readDateRules(calendar: Calendar): DateRules {
  const week = new Map<string, readonly Stretch[]>();
  for (const [weekday, intervals] of Object.entries(calendar.weekly)) {
    week.set(weekday, calendar.is24x7 ? [wholeDay] : stretchesOf(intervals));
  }
  const explicit = new Map<EpochDay, readonly Stretch[]>();
  if (!calendar.is24x7) {
    for (const extra of calendar.extraWorkingDays) {
      const day = epochDayOf(extra.date);
      if (day !== null) explicit.set(day, stretchesOf(calendar.weekly[extra.hoursOf]));
    }
    for (const special of calendar.specialHours) {
      const day = epochDayOf(special.date);
      if (day !== null) explicit.set(day, stretchesOf(special.intervals));
    }
  }
  return { calendar, week, explicit, ...readHolidays(calendar.is24x7 ? [] : calendar.holidays) };
}

/** The working days whose local date lies in the year, oldest first; closed days are left out. */
export function compileYear(rules: DateRules, year: number): WorkingDay[] {
  const days: WorkingDay[] = [];
  const first = firstDayOfYear(year);
  // The last shift of the old year may reach into the new one; nothing counts twice.
  let closedUntil = lastCloseOf(rules, first - 1);
  for (let date = first; date < firstDayOfYear(year + 1); date += 1) {
    const day = compileDay(rules, date, closedUntil);
    if (day === null) continue;
    closedUntil = day.closes.at(-1) ?? closedUntil;
    days.push(day);
  }
  return days;
}

function lastCloseOf(rules: DateRules, date: EpochDay): number {
  const day = compileDay(rules, date, Number.NEGATIVE_INFINITY);
  return day?.closes.at(-1) ?? Number.NEGATIVE_INFINITY;
}

function compileDay(rules: DateRules, date: EpochDay, closedUntil: number): WorkingDay | null {
  const stretches = openStretches(rules, date);
  if (stretches.length === 0) return null;
  const opens: number[] = [];
  const closes: number[] = [];
  const { timeZone } = rules.calendar;
  let after = closedUntil;
  for (const stretch of stretches) {
    const open = fromLocalMs(timeZone, date * dayMs + Math.round(stretch.from * minuteMs), 'first');
    const close = fromLocalMs(timeZone, date * dayMs + Math.round(stretch.to * minuteMs), 'last');
    const from = Math.max(open, after);
    if (close <= from) continue;
    opens.push(from);
    closes.push(close);
    after = close;
  }
  return opens.length === 0 ? null : { date, opens, closes };
}

/** The open stretches of the date in local minutes after its holidays are cut out (C29, C32). */
function openStretches(rules: DateRules, date: EpochDay): readonly Stretch[] {
  const own = rules.explicit.get(date);
  const base = own ?? rules.week.get(weekdayOf(date)) ?? [];
  if (base.length === 0) return base;
  if (rules.calendar.holidayCut === 'shift') {
    const closed = closedHours(rules, date);
    // A shift of a closed day is not worked at all, also after midnight.
    if (closed.some((hours) => hours.from === 0 && hours.to >= 1440)) return [];
    return cutAll(base, closed, 0);
  }
  let open = base;
  for (const offset of [-1, 0, 1]) {
    open = cutAll(open, closedHours(rules, date + offset), offset * 1440);
  }
  return open;
}

function closedHours(rules: DateRules, date: EpochDay): readonly Stretch[] {
  const { closedOn, closedYearly, closedRanges } = rules;
  if (closedOn.size + closedYearly.size + closedRanges.length === 0) return [];
  if (rules.explicit.has(date)) return [];
  const { month, day } = datePartsOf(date);
  return [
    ...(closedOn.get(date) ?? []),
    ...(closedYearly.get(month * 100 + day) ?? []),
    ...closedRanges.flatMap((range) => (range.from <= date && date <= range.to ? range.hours : [])),
  ];
}

function cutAll(
  open: readonly Stretch[],
  closed: readonly Stretch[],
  shift: number,
): readonly Stretch[] {
  let rest = open;
  for (const hours of closed) {
    const from = hours.from + shift;
    const to = hours.to + shift;
    rest = rest.flatMap((stretch) =>
      to <= stretch.from || stretch.to <= from
        ? [stretch]
        : [
            { from: stretch.from, to: Math.min(stretch.to, from) },
            { from: Math.max(stretch.from, to), to: stretch.to },
          ].filter((piece) => piece.from < piece.to),
    );
  }
  return rest;
}

function stretchesOf(intervals: readonly OpenInterval[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const interval of intervals) {
    const from = minutesOf(interval.opens);
    const to = minutesOf(interval.closes);
    if (from === null || to === null || from === to) continue;
    stretches.push({ from, to: to < from ? to + 1440 : to });
  }
  return stretches.sort((a, b) => a.from - b.from);
}

function readHolidays(
  holidays: readonly Holiday[],
): Pick<DateRules, 'closedOn' | 'closedRanges' | 'closedYearly'> {
  const closedOn = new Map<EpochDay, readonly Stretch[]>();
  const closedYearly = new Map<number, readonly Stretch[]>();
  const closedRanges: { from: EpochDay; to: EpochDay; hours: readonly Stretch[] }[] = [];
  for (const { on, closedHours: closed } of holidays) {
    const hours = closed === 'whole_day' ? [wholeDay] : stretchesOf(closed);
    if (on.kind === 'yearly') {
      // 2000 is a leap year, so a yearly 29 February is a real date here.
      const isReal = epochDayFrom({ year: 2000, month: on.month, day: on.day }) !== null;
      if (isReal) add(closedYearly, on.month * 100 + on.day, hours);
    } else if (on.kind === 'range') {
      const from = epochDayOf(on.from);
      const to = epochDayOf(on.to);
      if (from !== null && to !== null) closedRanges.push({ from, to, hours });
    } else {
      for (const date of on.dates) {
        const day = epochDayOf(date);
        if (day !== null) add(closedOn, day, hours);
      }
    }
  }
  return { closedOn, closedRanges, closedYearly };
}

function add(map: Map<number, readonly Stretch[]>, key: number, hours: readonly Stretch[]): void {
  map.set(key, [...(map.get(key) ?? []), ...hours]);
}
