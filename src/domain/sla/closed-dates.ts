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
    const date = dateTextOf(day);
    for (const holiday of calendar.holidays) {
      if (fallsOn(holiday, day, date)) found.push({ date, name: holiday.name });
    }
  }
  return found;
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
