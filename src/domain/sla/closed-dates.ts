import { dayMs, type Instant } from '../kernel/instant.ts';
import type { Calendar, Holiday, LocalDate } from './calendar.ts';
import { datePartsOf, dateTextOf, type EpochDay, epochDayOf } from './local-date.ts';
import { toLocalMs } from './zone.ts';

type ClosedDate = { readonly date: LocalDate; readonly name: string };

/** The holidays, whole or partial, on the local dates that the stretch touches, in order. */
export function closedDatesBetween(calendar: Calendar, from: Instant, to: Instant): ClosedDate[] {
  if (calendar.is24x7) return [];
  const first = Math.floor(toLocalMs(calendar.timeZone, from) / dayMs);
  const last = Math.floor(toLocalMs(calendar.timeZone, to) / dayMs);
  const found: ClosedDate[] = [];
  for (let day = first; day <= last; day += 1) {
    for (const { name } of holidaysOn(calendar, day)) found.push({ date: dateTextOf(day), name });
  }
  return found;
}

/** The holidays, whole or partial, on one local date. */
export function holidaysOn(calendar: Pick<Calendar, 'holidays'>, day: EpochDay): Holiday[] {
  const date = dateTextOf(day);
  return calendar.holidays.filter((holiday) => fallsOn(holiday, day, date));
}

function fallsOn({ on }: Holiday, day: EpochDay, date: LocalDate): boolean {
  switch (on.kind) {
    case 'dates':
      return on.dates.includes(date);
    case 'range':
      return (epochDayOf(on.from) ?? day + 1) <= day && day <= (epochDayOf(on.to) ?? day - 1);
    case 'yearly': {
      const parts = datePartsOf(day);
      return parts.month === on.month && parts.day === on.day;
    }
    default:
      throw new TypeError(`no such holiday: ${JSON.stringify(on satisfies never)}`);
  }
}
