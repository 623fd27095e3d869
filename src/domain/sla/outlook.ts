import { dayMs, type Instant, instant } from '../kernel/instant.ts';
import type { Calendar, LocalDate } from './calendar.ts';
import { holidaysOn } from './closed-dates.ts';
import { dateTextOf, type EpochDay, weekdayOf } from './local-date.ts';
import {
  isOpen,
  nextOpening,
  openIntervalsBetween,
  type OpenTime,
  openTimeOf,
} from './open-time.ts';
import { fromLocalMs, toLocalMs } from './zone.ts';

/** Why a day is not what the week alone would make of it, or has no hours. */
export const outlookReasons = [
  'holiday',
  'partial_holiday',
  'make_up_day',
  'special_hours',
  'weekday_closed',
] as const;
export type OutlookReason = {
  readonly kind: (typeof outlookReasons)[number];
  /** Empty for a weekday that has no hours. */
  readonly name: string;
};

type OpenStretch = { readonly open: Instant; readonly close: Instant };

export type OutlookDay = {
  readonly date: LocalDate;
  readonly from: Instant;
  /** 23 or 25 hours on days when the clock is changed. */
  readonly lengthMs: number;
  readonly openMs: number;
  readonly intervals: readonly OpenStretch[];
  readonly reasons: readonly OutlookReason[];
};

export type OutlookWeek = { readonly days: readonly OutlookDay[]; readonly openMs: number };

export type OutlookChange = { readonly at: Instant; readonly kind: 'opens' | 'closes' };

export type Outlook = {
  readonly isOpen: boolean;
  /** When it opens next; null when it is open, or never opens again. */
  readonly opensAt: Instant | null;
  /** The next openings and closings, at most ten. */
  readonly changes: readonly OutlookChange[];
  /** From Monday to Sunday in the calendar's zone, the current week first. */
  readonly weeks: readonly OutlookWeek[];
};

const changesMax = 10;
/** How far ahead openings and closings are looked for: long enough for any holiday. */
const changesDays = 60;

/** What a valid calendar says of the coming weeks, by the same arithmetic as the clocks. */
export function outlookOf(calendar: Calendar, now: Instant, weekCount: number): Outlook {
  const time = openTimeOf(calendar);
  const today = Math.floor(toLocalMs(calendar.timeZone, now) / dayMs);
  // 1970-01-05 was a Monday.
  const monday = today - ((((today - 4) % 7) + 7) % 7);
  const weeks = Array.from({ length: weekCount }, (_, week) => {
    const days = Array.from({ length: 7 }, (__, day) =>
      outlookDay(calendar, time, monday + week * 7 + day),
    );
    return { days, openMs: days.reduce((sum, { openMs }) => sum + openMs, 0) };
  });
  const isOpenNow = isOpen(time, now);
  return {
    isOpen: isOpenNow,
    opensAt: isOpenNow ? null : nextOpening(time, now),
    changes: changesAfter(time, now),
    weeks,
  };
}

function outlookDay(calendar: Calendar, time: OpenTime, day: EpochDay): OutlookDay {
  const midnight = (at: EpochDay): Instant =>
    instant(fromLocalMs(calendar.timeZone, at * dayMs, 'first'));
  const from = midnight(day);
  const to = midnight(day + 1);
  const intervals = openIntervalsBetween(time, { from, to }, 50);
  return {
    date: dateTextOf(day),
    from,
    lengthMs: to - from,
    openMs: intervals.reduce((sum, { open, close }) => sum + close - open, 0),
    intervals,
    reasons: calendar.is24x7 ? [] : reasonsOf(calendar, day),
  };
}

/** Exceptions win over holidays, as they do when the day is worked out (C32). */
function reasonsOf(calendar: Calendar, day: EpochDay): OutlookReason[] {
  const date = dateTextOf(day);
  const special = calendar.specialHours.find((each) => each.date === date);
  if (special !== undefined) return [{ kind: 'special_hours', name: special.name }];
  const extra = calendar.extraWorkingDays.find((each) => each.date === date);
  if (extra !== undefined) return [{ kind: 'make_up_day', name: extra.name }];
  const holidays = holidaysOn(calendar, day).map(({ name, closedHours }): OutlookReason => {
    const isWhole = closedHours === 'whole_day';
    return { kind: isWhole ? 'holiday' : 'partial_holiday', name };
  });
  const isWeekdayClosed = calendar.weekly[weekdayOf(day)].length === 0;
  return isWeekdayClosed ? [...holidays, { kind: 'weekday_closed', name: '' }] : holidays;
}

function changesAfter(time: OpenTime, now: Instant): OutlookChange[] {
  if (time.isAlwaysOpen) return [];
  const to = instant(now + changesDays * dayMs);
  const edges: { at: Instant; kind: 'opens' | 'closes' }[] = [];
  for (const { open, close } of openIntervalsBetween(time, { from: now, to }, 50)) {
    // A night shift and the morning that follows it are one stretch to whoever waits.
    if (edges.at(-1)?.at === open) edges.pop();
    else if (open > now || !isOpen(time, now)) edges.push({ at: open, kind: 'opens' });
    edges.push({ at: close, kind: 'closes' });
  }
  return edges.filter(({ at }) => at < to).slice(0, changesMax);
}
