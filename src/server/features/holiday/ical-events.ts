import type { HolidayProposal, HolidayReading } from '#contract/holiday.ts';
import { dayMs, instant, minuteMs } from '#domain/kernel/instant.ts';
import type { Holiday, LocalDate } from '#domain/sla/calendar.ts';
import { holidaysOfDays, writtenHoliday } from '#domain/sla/holiday-days.ts';
import { dateTextOf } from '#domain/sla/local-date.ts';
import { toLocalMs } from '#domain/sla/zone.ts';
import { HolidayFault, type HolidayProblem } from './holiday-problem.ts';
import { type IcalComponent, lineOf, problemOf, readComponents } from './ical-lines.ts';
import { inZoneOf, isPlainlyYearly, startsOf } from './ical-recurrence.ts';
import {
  durationOf,
  type IcalMoment,
  type IcalZones,
  momentsOf,
  textOf,
  zonesOf,
} from './ical-values.ts';

export type IcalAsked = {
  readonly text: string;
  /** Of the calendar; must be known. */
  readonly timeZone: string;
  readonly years: readonly number[];
};

export type IcalAnswer =
  | { readonly ok: true; readonly reading: HolidayReading }
  | { readonly ok: false; readonly problems: readonly HolidayProblem[] };

const eventsMax = 5000;
const problemsMax = 20;
const eventDaysMax = 366;

/** Days off as the events of an iCalendar text have them, or every fault with its line. */
export function readIcal(asked: IcalAsked): IcalAnswer {
  let calendars: readonly IcalComponent[];
  try {
    calendars = readComponents(asked.text);
  } catch (error) {
    return { ok: false, problems: [problemOf(error)] };
  }
  const events = calendars.flatMap(({ components }) =>
    components.filter(({ name }) => name === 'VEVENT'),
  );
  const late = events[eventsMax];
  if (late !== undefined) {
    return { ok: false, problems: [{ code: 'too_many_events', line: late.line, value: '' }] };
  }
  const zones = zonesOf(calendars);
  const problems: HolidayProblem[] = [];
  const gathered: Gathered = { days: new Map(), leftOutCount: 0 };
  for (const event of events) {
    try {
      gather(gathered, event, { ...asked, zones, events });
    } catch (error) {
      problems.push(problemOf(error));
    }
    if (problems.length === problemsMax) break;
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, reading: readingOf(calendars, gathered) };
}

type Gathered = {
  /** By name, hours and year (0 for what repeats every year): the days. */
  readonly days: Map<string, { like: Omit<Holiday, 'on'>; year: number; days: Set<string> }>;
  leftOutCount: number;
};

type From = Omit<IcalAsked, 'text'> & {
  readonly zones: IcalZones;
  readonly events: readonly IcalComponent[];
};

function gather(into: Gathered, event: IcalComponent, from: From): void {
  const startLine = lineOf(event, 'DTSTART');
  if (startLine === null) throw new HolidayFault('start_missing', event.line, 'BEGIN:VEVENT');
  const [start] = momentsOf(startLine, from.zones);
  if (start === undefined) throw new HolidayFault('date_malformed', startLine.line, startLine.text);
  const lengthMs = lengthOf(event, start, from.zones);
  const status = textOf(lineOf(event, 'STATUS'), 20).toUpperCase();
  const name = textOf(lineOf(event, 'SUMMARY'), 120);
  const yearMax = Math.max(...from.years);
  const starts = startsOf(event, start, { zones: from.zones, yearMax });
  if (status === 'CANCELLED' || lengthMs === 0) {
    into.leftOutCount += 1;
    return;
  }
  if (isPlainlyYearly(event, start) && start.isDate && lengthMs === dayMs) {
    const day = dateTextOf(start.localMs / dayMs).slice(5);
    put(into, { year: 0, name, closedHours: 'whole_day', day });
    return;
  }
  const moved = movedAway(event, start, from);
  let isWithin = false;
  for (const localMs of starts.filter((each) => !moved.has(each))) {
    for (const { date, closedHours } of closuresOf(
      { ...start, localMs },
      lengthMs,
      from.timeZone,
    )) {
      const year = Number(date.slice(0, 4));
      if (!from.years.includes(year)) continue;
      isWithin = true;
      put(into, { year, name, closedHours, day: date });
    }
  }
  if (!isWithin) into.leftOutCount += 1;
}

function put(
  into: Gathered,
  what: {
    readonly year: number;
    readonly name: string;
    readonly closedHours: Holiday['closedHours'];
    readonly day: string;
  },
): void {
  const { year, name, closedHours, day } = what;
  const key = JSON.stringify([year, name, closedHours]);
  const group = into.days.get(key) ?? { like: { name, closedHours }, year, days: new Set() };
  group.days.add(day);
  into.days.set(key, group);
}

/** The end is the first moment that no longer belongs to it. Without one, a date lasts its day. */
function lengthOf(event: IcalComponent, start: IcalMoment, zones: IcalZones): number {
  const endLine = lineOf(event, 'DTEND');
  const durationLine = lineOf(event, 'DURATION');
  const line = endLine ?? durationLine;
  if (line === null) return start.isDate ? dayMs : 0;
  const lengthMs = line === endLine ? untilEnd(start, momentsOf(line, zones)) : durationOf(line);
  if (lengthMs === null || lengthMs < 0) {
    throw new HolidayFault('end_before_start', line.line, line.text);
  }
  if (lengthMs > eventDaysMax * dayMs) {
    throw new HolidayFault('event_too_long', line.line, line.text);
  }
  // Programs that write an all-day event's own date as its end mean that one day.
  return start.isDate ? Math.max(1, Math.ceil(lengthMs / dayMs)) * dayMs : lengthMs;
}

function untilEnd(start: IcalMoment, [end]: readonly IcalMoment[]): number | null {
  if (end === undefined || end.isDate !== start.isDate) return null;
  if (start.zone === null || end.zone === null) return end.localMs - start.localMs;
  return end.zone(end.localMs) - start.zone(start.localMs);
}

/** Starts of a series that other events of the file replace (RECURRENCE-ID). */
function movedAway(event: IcalComponent, start: IcalMoment, from: From): ReadonlySet<number> {
  const uid = textOf(lineOf(event, 'UID'), 500);
  if (uid === '' || lineOf(event, 'RRULE') === null) return new Set();
  const others = from.events.filter(
    (each) => each !== event && textOf(lineOf(each, 'UID'), 500) === uid,
  );
  return new Set(
    others.flatMap((each) => {
      const line = lineOf(each, 'RECURRENCE-ID');
      return line === null
        ? []
        : momentsOf(line, from.zones).map((moment) => inZoneOf(moment, start));
    }),
  );
}

type Closure = { readonly date: LocalDate; readonly closedHours: Holiday['closedHours'] };

/** The local dates that one occurrence closes, wholly or for some hours, by the calendar's zone. */
function closuresOf(at: IcalMoment, lengthMs: number, timeZone: string): Closure[] {
  const from = toCalendar(at, at.localMs, timeZone);
  const to = at.isDate ? from + lengthMs : endOf(at, lengthMs, timeZone);
  const closures: Closure[] = [];
  for (let day = Math.floor(from / dayMs); day * dayMs < to; day += 1) {
    const opens = Math.floor(Math.max(0, from - day * dayMs) / minuteMs);
    const closes = Math.ceil(Math.min(dayMs, to - day * dayMs) / minuteMs);
    const isWhole = opens === 0 && closes === 1440;
    closures.push({
      date: dateTextOf(day),
      closedHours: isWhole ? 'whole_day' : [{ opens: timeText(opens), closes: timeText(closes) }],
    });
  }
  return closures;
}

function endOf(at: IcalMoment, lengthMs: number, timeZone: string): number {
  if (at.zone === null) return at.localMs + lengthMs;
  return toLocalMs(timeZone, instant(Math.floor(at.zone(at.localMs) + lengthMs)));
}

function toCalendar(at: IcalMoment, localMs: number, timeZone: string): number {
  return at.zone === null ? localMs : toLocalMs(timeZone, instant(Math.floor(at.zone(localMs))));
}

function timeText(minutes: number): string {
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${hours}:${String(minutes % 60).padStart(2, '0')}`;
}

function readingOf(calendars: readonly IcalComponent[], gathered: Gathered): HolidayReading {
  const [first] = calendars;
  const own = first === undefined ? null : lineOf(first, 'X-WR-CALNAME');
  const name = textOf(own, 120);
  const items = [...gathered.days.values()]
    .flatMap(({ like, year, days }) =>
      holidaysOfDays(days, like).map((holiday) => ({ year, holiday, first: firstDay(holiday) })),
    )
    .toSorted((a, b) => (a.first < b.first ? -1 : 1))
    .map(
      ({ year, holiday }, index): HolidayProposal => ({
        id: String(index),
        year,
        entry: { kind: 'closed', holiday: writtenHoliday(holiday) },
        category: 'event',
        origin: 'file',
        source: null,
        note: null,
      }),
    );
  return { name: name === '' ? null : name, items, leftOutCount: gathered.leftOutCount };
}

function firstDay({ on }: Holiday): string {
  if (on.kind === 'dates') return on.dates[0] ?? '';
  if (on.kind === 'range') return on.from;
  // What comes every year stands before what comes once.
  return `0000-${String(on.month).padStart(2, '0')}-${String(on.day).padStart(2, '0')}`;
}
