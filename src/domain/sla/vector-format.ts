import type { CalendarVersionId } from '../kernel/id.ts';
import { type Instant, instantFromIso, toIso } from '../kernel/instant.ts';
import { type Calendar, type Holiday, type OpenInterval, weekdays } from './calendar.ts';
import type { Pause } from './clock.ts';
import { noHours } from './defaults.ts';

type VectorBase = {
  readonly calendar: Calendar;
  readonly pauses: readonly Pause[];
  readonly isGraded: boolean;
};

export type Vector =
  | (VectorBase & { readonly op: 'add'; readonly start: Instant; readonly seconds: number })
  | (VectorBase & { readonly op: 'between'; readonly start: Instant; readonly end: Instant })
  | (VectorBase & { readonly op: 'is_open'; readonly at: Instant });

type ReadVector = { readonly id: string; readonly expected: readonly string[] } & (
  | { readonly ok: true; readonly vector: Vector }
  | { readonly ok: false; readonly calendar: Calendar; readonly problems: readonly string[] }
);

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads one vector of the neutral format: `op`, `schedule` by weekday as pairs of times, `tz`,
 * `holidays` as dates or `*-MM-DD`, `special_hours` by date, `pauses` as pairs of moments, and
 * the operands `start`, `seconds`, `end`, `at`. Whatever does not read is a problem by its field.
 */
export function readVector(item: unknown, index: number): ReadVector {
  const fields: Fields = isFields(item) ? item : {};
  const id = typeof fields['id'] === 'string' ? fields['id'] : `#${index + 1}`;
  const problems: string[] = [];
  const calendar = readCalendar(id, fields, problems);
  const base = {
    calendar,
    pauses: readPauses(fields['pauses'], problems),
    isGraded: fields['graded'] !== false,
  };
  const vector = readOperands(base, fields, problems);
  const expected = readExpected(fields);
  if (vector === null || problems.length > 0)
    return { id, expected, ok: false, calendar, problems };
  return { id, expected, ok: true, vector };
}

function readOperands(base: VectorBase, fields: Fields, problems: string[]): Vector | null {
  const moment = (name: string) => readMoment(fields[name], name, problems);
  switch (fields['op']) {
    case 'add': {
      const start = moment('start');
      const { seconds } = fields;
      const isNumber = typeof seconds === 'number' && Number.isFinite(seconds);
      if (!isNumber) problems.push('number_malformed at seconds');
      return start === null || !isNumber ? null : { ...base, op: 'add', start, seconds };
    }
    case 'between': {
      const start = moment('start');
      const end = moment('end');
      return start === null || end === null ? null : { ...base, op: 'between', start, end };
    }
    case 'is_open': {
      const at = moment('at');
      return at === null ? null : { ...base, op: 'is_open', at };
    }
    default:
      problems.push('operation_unknown at op');
      return null;
  }
}

/** Every result that counts as right, as text; none when the vector is to be refused. */
function readExpected(fields: Fields): string[] {
  const { op, accept, reference, seconds, end, open } = fields;
  if (op === 'add') {
    const listed = listOf(accept) ?? listOf(reference) ?? [end];
    return listed.flatMap((text) => isoOf(text) ?? []);
  }
  const own = op === 'is_open' ? open : seconds;
  const listed = listOf(accept) ?? listOf(reference) ?? [reference ?? own];
  return listed.flatMap((value) =>
    typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [],
  );
}

function readCalendar(id: string, fields: Fields, problems: string[]): Calendar {
  const { schedule, tz } = fields;
  const weekly: Record<string, OpenInterval[]> = {};
  if (isFields(schedule)) {
    for (const [weekday, pairs] of Object.entries(schedule)) {
      weekly[weekday] = readIntervals(pairs, `schedule.${weekday}`, problems);
    }
    const unknown = Object.keys(schedule).filter((name) => !weekdays.some((day) => day === name));
    for (const name of unknown) problems.push(`weekday_unknown at schedule.${name}`);
  } else {
    problems.push(schedule === undefined ? 'schedule_missing' : 'schedule_malformed at schedule');
  }
  if (tz !== undefined && typeof tz !== 'string') problems.push('time_zone_unknown at tz');
  return {
    id: id as CalendarVersionId,
    name: id,
    timeZone: typeof tz === 'string' ? tz : 'UTC',
    is24x7: false,
    weekly: { ...noHours, ...weekly },
    holidays: readHolidays(fields['holidays'], problems),
    extraWorkingDays: [],
    specialHours: readSpecialHours(fields['special_hours'], problems),
    holidayCut: 'local_date',
  };
}

function readHolidays(value: unknown, problems: string[]): Holiday[] {
  return (listOf(value) ?? []).flatMap((date, index): Holiday[] => {
    const yearly = typeof date === 'string' ? /^\*-(\d{2})-(\d{2})$/.exec(date) : null;
    if (typeof date !== 'string') {
      problems.push(`date_malformed at holidays.${index}`);
      return [];
    }
    const on: Holiday['on'] =
      yearly === null
        ? { kind: 'dates', dates: [date] }
        : { kind: 'yearly', month: Number(yearly[1]), day: Number(yearly[2]) };
    return [{ name: date, on, closedHours: 'whole_day' }];
  });
}

function readSpecialHours(value: unknown, problems: string[]): Calendar['specialHours'] {
  if (!isFields(value)) return [];
  return Object.entries(value).map(([date, pairs]) => ({
    name: date,
    date,
    intervals: readIntervals(pairs, `special_hours.${date}`, problems),
  }));
}

function readIntervals(value: unknown, path: string, problems: string[]): OpenInterval[] {
  const pairs = listOf(value);
  if (pairs === null) problems.push(`interval_malformed at ${path}`);
  return (pairs ?? []).flatMap((pair, index) => {
    const [opens, closes] = listOf(pair) ?? [];
    if (typeof opens === 'string' && typeof closes === 'string') return [{ opens, closes }];
    problems.push(`interval_malformed at ${path}.${index}`);
    return [];
  });
}

function readPauses(value: unknown, problems: string[]): Pause[] {
  return (listOf(value) ?? []).flatMap((pair, index) => {
    const [from, to] = listOf(pair) ?? [];
    const begin = readMoment(from, `pauses.${index}.0`, problems);
    const end = readMoment(to, `pauses.${index}.1`, problems);
    return begin === null || end === null ? [] : [{ from: begin, to: end, reason: 'pause' }];
  });
}

function readMoment(value: unknown, path: string, problems: string[]): Instant | null {
  const iso = isoOf(value);
  if (iso === null) problems.push(`moment_malformed at ${path}`);
  return iso === null ? null : instantFromIso(iso);
}

/** The moment as our own ISO text; null when the value is none. */
function isoOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  try {
    return toIso(instantFromIso(value));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function listOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
