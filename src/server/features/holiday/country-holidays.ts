import Holidays, { type HolidaysTypes } from 'date-holidays';
import type { HolidayCountry, HolidayProposal, HolidayReading } from '#contract/holiday.ts';
import { dayMs, minuteMs } from '#domain/kernel/instant.ts';
import type { Holiday } from '#domain/sla/calendar.ts';
import {
  daysOf,
  type HolidayDay,
  holidaysOfDays,
  writtenHoliday,
} from '#domain/sla/holiday-days.ts';
import { dateTextOf, epochDayOf } from '#domain/sla/local-date.ts';
import { announcedDays, type AnnouncedDay, type AnnouncedYear } from './announced-days.ts';

export type CountryAsked = {
  readonly country: string;
  /** `BY`, or `BY.A` for a place within the state. */
  readonly region: string | null;
  readonly years: readonly number[];
  readonly language: string;
};

const librarySource = {
  title: 'date-holidays (CC BY 3.0)',
  url: 'https://github.com/commenthol/date-holidays',
};

/** Every country that the library knows, with the regions that differ from it, by name. */
export function readCountries(): HolidayCountry[] {
  const library = new Holidays();
  const byName = (a: { name: string }, b: { name: string }): number =>
    a.name.localeCompare(b.name, 'en');
  return Object.entries(library.getCountries('en'))
    .map(([code, name]) => ({ code, name, regions: regionsOf(library, code).toSorted(byName) }))
    .toSorted(byName);
}

function regionsOf(library: Holidays, country: string): { code: string; name: string }[] {
  return Object.entries(named(library.getStates(country, 'en'))).flatMap(([state, name]) => [
    { code: state, name },
    ...Object.entries(named(library.getRegions(country, state, 'en'))).map(([code, place]) => ({
      code: `${state}.${code}`,
      name: `${name}: ${place}`,
    })),
  ]);
}

/** The library answers nothing where it has nothing, whatever its types say. */
function named(found: Record<string, string> | undefined): Record<string, string> {
  return found ?? {};
}

/** What to propose for a country; null when the library knows no such country or region. */
export function readCountry(asked: CountryAsked): HolidayReading | null {
  const { country, region } = asked;
  const [state, place] = region?.split('.') ?? [];
  const library = new Holidays();
  if (!Object.hasOwn(library.getCountries('en'), country)) return null;
  const known = regionsOf(library, country).map(({ code }) => code);
  if (region !== null && !known.includes(region)) return null;
  if (state === undefined) library.init(country);
  else if (place === undefined) library.init(country, state);
  else library.init(country, state, place);
  const language = asked.language.split('-')[0] ?? 'en';
  library.setLanguages([language, 'en']);
  const found = [...asked.years]
    .toSorted((a, b) => a - b)
    .flatMap((year) => {
      const announced = announcedDays(country, year);
      const own = announced.flatMap((list) => fromList(list, language));
      const closed = new Set(own.flatMap(({ days, isWorked }) => (isWorked ? [] : days)));
      const isComplete = announced.some((list) => list.isComplete);
      const ruled = fromLibrary(library, year).filter(({ category, days }) => {
        const isOff = category === 'public' || category === 'bank';
        return !isOff || !(isComplete || days.some((day) => closed.has(day)));
      });
      return [...own, ...ruled].toSorted((a, b) => compare(a.days[0] ?? '', b.days[0] ?? ''));
    });
  const items = found.flatMap(proposalsOf).map((item, index) => ({ ...item, id: String(index) }));
  return { name: null, items, leftOutCount: 0 };
}

type Found = Pick<HolidayProposal, 'year' | 'category' | 'origin' | 'source' | 'note'> & {
  readonly name: string;
  readonly closedHours: Holiday['closedHours'];
  readonly days: readonly HolidayDay[];
  readonly isWorked: boolean;
  readonly hoursOf: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
};

function fromList(list: AnnouncedYear, language: string): Found[] {
  const { year, origin, source } = list;
  const shared = { year, origin, source, category: 'public', note: null } as const;
  const nameOf = ({ names }: Pick<AnnouncedDay, 'names'>): string => names[language] ?? names.en;
  return [
    ...list.closed.map((day): Found => {
      const on = { kind: 'range' as const, from: day.from, to: day.to ?? day.from };
      const name = nameOf(day);
      const days = daysOf({ on });
      return { ...shared, name, days, closedHours: 'whole_day', isWorked: false, hoursOf: 'mon' };
    }),
    ...(list.worked ?? []).map((day): Found => {
      const { hoursOf } = day;
      const name = nameOf(day);
      return {
        ...shared,
        name,
        days: [day.from],
        closedHours: 'whole_day',
        isWorked: true,
        hoursOf,
      };
    }),
  ];
}

/** The library's days, those of one name put together, and none that only repeats a longer one. */
function fromLibrary(library: Holidays, year: number): Found[] {
  const groups = new Map<string, Found & { days: HolidayDay[] }>();
  for (const holiday of library.getHolidays(year)) {
    const { name, type } = holiday;
    const note = 'note' in holiday && typeof holiday.note === 'string' ? holiday.note : null;
    const { days, closedHours } = spanOf(holiday);
    // A note says for whom it is: never for all.
    const category = note === null ? type : 'optional';
    const key = JSON.stringify([name, category, closedHours]);
    const group = groups.get(key);
    if (group !== undefined) group.days.push(...days);
    else {
      const shared = { origin: 'library', source: librarySource, isWorked: false } as const;
      groups.set(key, { ...shared, year, name, category, note, closedHours, days, hoursOf: 'mon' });
    }
  }
  const all = [...groups.values()];
  return all.filter(
    (each) =>
      !all.some(
        (other) =>
          other !== each &&
          other.category === each.category &&
          other.closedHours === 'whole_day' &&
          other.days.length > each.days.length &&
          each.days.every((day) => other.days.includes(day)),
      ),
  );
}

/**
 * On which dates a holiday of the library falls. Its text has the local date and time; a holiday
 * that begins at sunset is given with an offset behind it and means the date that follows.
 */
function spanOf(
  holiday: HolidaysTypes.Holiday,
): Pick<Found, 'closedHours'> & { days: HolidayDay[] } {
  const [date = '', time = '00:00:00', offset] = holiday.date.split(' ');
  const lengthMs = holiday.end.getTime() - holiday.start.getTime();
  const first = epochDayOf(date) ?? 0;
  const count = Math.max(1, Math.round(lengthMs / dayMs));
  const days = Array.from({ length: count }, (_, index) => dateTextOf(first + index));
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const from = hours * 60 + minutes;
  const to = from + Math.round(lengthMs / minuteMs);
  if (offset !== undefined || from === 0 || to > 1440) return { days, closedHours: 'whole_day' };
  const closes = `${String(Math.floor(to / 60)).padStart(2, '0')}:${String(to % 60).padStart(2, '0')}`;
  return { days: [date], closedHours: [{ opens: time.slice(0, 5), closes }] };
}

function proposalsOf(found: Found): Omit<HolidayProposal, 'id'>[] {
  const { year, category, origin, source, note, name, closedHours, days } = found;
  const shared = { year, category, origin, source, note };
  if (found.isWorked) {
    const day = { name, date: days[0] ?? '', hoursOf: found.hoursOf };
    return [{ ...shared, entry: { kind: 'worked', day } }];
  }
  return holidaysOfDays(days, { name, closedHours }).map((holiday) => ({
    ...shared,
    entry: { kind: 'closed', holiday: writtenHoliday(holiday) },
  }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
