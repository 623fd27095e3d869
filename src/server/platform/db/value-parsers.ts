import pg from 'pg';
import { instantFromIso, type Instant } from '#domain/kernel/instant.ts';

/** Object identifiers of PostgreSQL's built-in types; they never change. */
const oid = {
  int8: 20,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  int8Array: 1016,
  dateArray: 1182,
  timestamptzArray: 1185,
} as const;

/** Reads a `bigint`. Throws rather than answer a number that was rounded. */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint beyond 2^53 in a result: ${text}`);
  return value;
}

/**
 * Reads a `timestamptz` as PostgreSQL prints it, whatever the time zone of the session.
 * Digits below the millisecond are cut. Throws for `infinity` and years before Christ.
 */
export function parseTimestamptz(text: string): Instant {
  // 2026-11-21 09:05:07.123456+00, and +05:30 or +05:30:15 for other zones.
  const match =
    /^(\d{4,6})-(\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)?([+-]\d\d)(:\d\d)?(:\d\d)?$/.exec(
      text,
    );
  if (match === null || match[7] !== undefined) throw new RangeError(`not a moment: ${text}`);
  const [, year = '', day = '', time = '', fraction = '0', hours = '', minutes = ':00'] = match;
  const wholeYear = year.length === 4 ? year : `+${year.padStart(6, '0')}`;
  return instantFromIso(`${wholeYear}-${day}T${time}.${fraction.padEnd(3, '0')}${hours}${minutes}`);
}

const asText = (text: string): string => text;

const parsers = new Map<number, (text: string) => unknown>([
  [oid.int8, parseInt8],
  [oid.timestamptz, parseTimestamptz],
  // pg would make local midnights of these, and the server's zone must never matter.
  [oid.date, asText],
  [oid.timestamp, asText],
  [oid.int8Array, listOf(parseInt8)],
  [oid.dateArray, listOf(asText)],
  [oid.timestamptzArray, listOf(parseTimestamptz)],
]);

/** The `types` of every pool and client of Belay; everything else keeps pg's own parsers. */
export const valueParsers: pg.CustomTypesConfig = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    const parser = format === 'binary' ? undefined : parsers.get(id);
    return parser ?? pg.types.getTypeParser(id, format);
  },
};

/** Reads a one-dimensional array whose items hold neither comma nor quote. */
function listOf<T>(parse: (text: string) => T): (text: string) => (T | null)[] {
  return (text) => {
    const inside = text.slice(1, -1);
    if (inside === '') return [];
    return inside
      .split(',')
      .map((item) => (item === 'NULL' ? null : parse(item.replaceAll('"', ''))));
  };
}
