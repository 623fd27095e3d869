import { Temporal } from 'temporal-polyfill';

/**
 * The offsets of a time zone, kept as sorted transitions, because asking Temporal for every edge
 * of every working day costs 30 times more than looking into this list (measured, C36).
 * The table grows to whatever range is asked of it and is kept per zone: zone rules are facts of
 * the runtime, so keeping them changes no outcome.
 */
type ZoneTable = {
  fromMs: number;
  toMs: number;
  /** Moment at which the offset of the same index begins; the first is `-Infinity`. */
  readonly beginsAt: number[];
  readonly offsets: number[];
};

const yearMs = 366 * 86_400_000;
const marginMs = 2 * 86_400_000;
const tables = new Map<string, ZoneTable>();

/** Whether the runtime knows the IANA name. */
export function isKnownTimeZone(timeZone: string): boolean {
  if (tables.has(timeZone)) return true;
  // Temporal takes fixed offsets as zones too; a working calendar in one would miss its summer.
  if (/^[+-]/.test(timeZone) || timeZone === '') return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds to add to the moment to read the wall clock of the zone. */
export function offsetMsAt(timeZone: string, atMs: number): number {
  const table = tableFor(timeZone, atMs);
  return table.offsets[periodAt(table, atMs)] ?? 0;
}

/** The local time of the moment, as the milliseconds it would be if the zone were UTC. */
export function toLocalMs(timeZone: string, atMs: number): number {
  return atMs + offsetMsAt(timeZone, atMs);
}

/**
 * The moment at which the zone's wall clock shows the local time (given as if it were UTC).
 * A time that daylight saving skips gives the next valid moment; one that comes twice gives the
 * `first` or the `last` (C33).
 */
export function fromLocalMs(timeZone: string, localMs: number, pick: 'first' | 'last'): number {
  const table = tableFor(timeZone, localMs);
  let found: number | null = null;
  let skippedAt: number | null = null;
  const last = table.offsets.length - 1;
  for (let index = periodAt(table, localMs - marginMs); index <= last; index += 1) {
    const begins = table.beginsAt[index] ?? 0;
    if (begins > localMs + marginMs) break;
    const ends = table.beginsAt[index + 1] ?? Number.POSITIVE_INFINITY;
    const at = localMs - (table.offsets[index] ?? 0);
    if (at >= begins && at < ends) {
      if (pick === 'first') return at;
      found = at;
    }
    if (at < begins && skippedAt === null) skippedAt = begins;
  }
  return found ?? skippedAt ?? localMs;
}

function periodAt(table: ZoneTable, atMs: number): number {
  let low = 0;
  let high = table.beginsAt.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((table.beginsAt[middle] ?? 0) <= atMs) low = middle;
    else high = middle - 1;
  }
  return low;
}

function tableFor(timeZone: string, aroundMs: number): ZoneTable {
  const known = tables.get(timeZone);
  const needsFrom = aroundMs - 2 * marginMs;
  const needsTo = aroundMs + 2 * marginMs;
  if (known !== undefined && known.fromMs <= needsFrom && known.toMs >= needsTo) return known;
  const from = Math.min(known?.fromMs ?? needsFrom, needsFrom - yearMs);
  const to = Math.max(known?.toMs ?? needsTo, needsTo + 2 * yearMs);
  const table =
    known !== undefined && known.fromMs <= needsFrom
      ? extendTable(timeZone, known, to)
      : readTable(timeZone, from, to);
  tables.set(timeZone, table);
  return table;
}

function readTable(timeZone: string, fromMs: number, toMs: number): ZoneTable {
  const start = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(timeZone);
  const table = {
    fromMs,
    toMs: fromMs,
    beginsAt: [Number.NEGATIVE_INFINITY],
    offsets: [start.offsetNanoseconds / 1e6],
  };
  return extendTable(timeZone, table, toMs);
}

function extendTable(timeZone: string, table: ZoneTable, toMs: number): ZoneTable {
  let moment = Temporal.Instant.fromEpochMilliseconds(table.toMs).toZonedDateTimeISO(timeZone);
  for (;;) {
    const next = moment.getTimeZoneTransition('next');
    if (next === null || next === undefined || next.epochMilliseconds > toMs) break;
    table.beginsAt.push(next.epochMilliseconds);
    table.offsets.push(next.offsetNanoseconds / 1e6);
    moment = next;
  }
  table.toMs = toMs;
  return table;
}
