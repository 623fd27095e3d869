import type { LocalDate } from '../sla/calendar.ts';
import { dateTextOf, type EpochDay, epochDayOf } from '../sla/local-date.ts';

/*
 * The stretch of time a report is about, as dates: whole days, whichever zone they are then taken
 * in (`span.ts`). Pages and the contract need no more than this.
 */

export const bucketUnits = ['day', 'week', 'month'] as const;
export type BucketUnit = (typeof bucketUnits)[number];

/** Days a report may reach over: three years, so that two of them can be compared. */
export const reportDaysMax = 1100;

/** Dates of a zone; the last one is included. */
export type DatePeriod = { readonly from: LocalDate; readonly to: LocalDate };

/** How many days the period has; null when a date is not real or they are in the wrong order. */
export function dayCountOf(period: DatePeriod): number | null {
  const days = daysOf(period);
  return days === null ? null : days.to - days.from + 1;
}

/** The period of the same length that ends where this one begins, to compare with. */
export function periodBefore(period: DatePeriod): DatePeriod {
  const { from, to } = realDaysOf(period);
  return { from: dateTextOf(from - (to - from + 1)), to: dateTextOf(from - 1) };
}

/** The first and the last day. Throws for dates that are not real or in the wrong order. */
export function realDaysOf(period: DatePeriod): { from: EpochDay; to: EpochDay } {
  const days = daysOf(period);
  if (days === null) throw new RangeError(`not a period: ${period.from} to ${period.to}`);
  return days;
}

function daysOf(period: DatePeriod): { from: EpochDay; to: EpochDay } | null {
  const from = epochDayOf(period.from);
  const to = epochDayOf(period.to);
  return from === null || to === null || to < from ? null : { from, to };
}
