import { dayMs, type Instant, instant } from '../kernel/instant.ts';
import { type LocalDate, weekdays } from '../sla/calendar.ts';
import {
  dateTextOf,
  datePartsOf,
  type EpochDay,
  epochDayFrom,
  weekdayOf,
} from '../sla/local-date.ts';
import { fromLocalMs } from '../sla/zone.ts';
import { type BucketUnit, type DatePeriod, realDaysOf } from './period.ts';

/*
 * A period taken in the workspace's zone, and cut into days, weeks (from Monday) or months. A day
 * that daylight saving makes 23 or 25 hours long is one day.
 */

/** Half-open: from the first moment up to, and without, the last. */
export type Span = { readonly from: Instant; readonly to: Instant };

export type Bucket = Span & {
  /** The first day that is counted in it; the first bucket may begin in the middle of its week. */
  readonly start: LocalDate;
};

/** The moments the period reaches from and to. Throws for dates that are not real. */
export function spanOf(period: DatePeriod, timeZone: string): Span {
  const { from, to } = realDaysOf(period);
  return { from: startOf(from, timeZone), to: startOf(to + 1, timeZone) };
}

/** The parts of the period, oldest first, without a gap between them. */
export function bucketsOf(period: DatePeriod, unit: BucketUnit, timeZone: string): Bucket[] {
  const { from, to } = realDaysOf(period);
  const buckets: Bucket[] = [];
  for (let day = from; day <= to; ) {
    const next = Math.min(nextStart(day, unit), to + 1);
    buckets.push({
      start: dateTextOf(day),
      from: startOf(day, timeZone),
      to: startOf(next, timeZone),
    });
    day = next;
  }
  return buckets;
}

function nextStart(day: EpochDay, unit: BucketUnit): EpochDay {
  switch (unit) {
    case 'day':
      return day + 1;
    case 'week':
      return day + 7 - weekdays.indexOf(weekdayOf(day));
    case 'month': {
      const { year, month } = datePartsOf(day);
      const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
      return epochDayFrom({ ...next, day: 1 }) ?? day + 1;
    }
    default:
      return unit satisfies never;
  }
}

function startOf(day: EpochDay, timeZone: string): Instant {
  return instant(fromLocalMs(timeZone, day * dayMs, 'first'));
}
