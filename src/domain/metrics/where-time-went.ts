import { earlier, type Instant, later } from '../kernel/instant.ts';
import { type Calendars, elapsedOf, type TimedClock } from '../sla/derive.ts';
import { isDone } from '../ticket/states.ts';
import type { Held, Holding } from './holdings.ts';
import type { TimeSlice } from './time-part.ts';

/*
 * Where the time of a clock's cycle went: every millisecond between its start and a later moment
 * belongs to exactly one part, so that the parts add up to the time on the wall.
 *
 * Closed hours come first: a pause at night is night, as it is for the clock itself (C9). Then who
 * was waited for (the customer, a vendor), then the hop, then the owner, then the queue.
 */

/** A cycle with as much of its clock as its open hours are read from, up to `until`. */
export type Cycle = {
  readonly clock: Omit<TimedClock, 'endedAt' | 'pauses'>;
  readonly until: Instant;
};

/**
 * Splits the time from the start of a cycle up to `until` by what the ticket was meanwhile. The
 * slices are whole milliseconds, none is empty, no two are of the same kind, team and hop, and
 * together they are `until` − start. Before its first holding a ticket counts as held as at first:
 * a split message may be older than the ticket it became (C22).
 */
export function whereTimeWent(
  { clock, until }: Cycle,
  holdings: readonly Holding[],
  calendars: Calendars,
): TimeSlice[] {
  const slices = new Map<string, TimeSlice>();
  const add = (slice: TimeSlice): void => {
    if (slice.ms === 0) return;
    const key = `${slice.part} ${slice.teamId} ${slice.hop}`;
    slices.set(key, { ...slice, ms: slice.ms + (slices.get(key)?.ms ?? 0) });
  };
  for (const { from, to, held } of stretches(clock.startedAt, until, holdings)) {
    const always = { ...clock, startedAt: from, pauses: [], endedAt: null };
    const openMs = elapsedOf(always, calendars, to);
    add({ ...kindOf(held), ms: openMs });
    add({ part: 'closed', teamId: null, hop: null, ms: to - from - openMs });
  }
  return [...slices.values()];
}

const unknown: Held = { state: 'open', teamId: null, isOwned: false, hop: null };

type Stretch = { readonly from: Instant; readonly to: Instant; readonly held: Held };

function stretches(start: Instant, end: Instant, holdings: readonly Holding[]): Stretch[] {
  const found: Stretch[] = [];
  let from = start;
  for (const [index, { held }] of holdings.entries()) {
    const to = earlier(later(holdings[index + 1]?.from ?? end, from), end);
    if (to > from) found.push({ from, to, held });
    from = later(from, to);
  }
  if (end > from) found.push({ from, to: end, held: unknown });
  return found;
}

function kindOf({ state, teamId, isOwned, hop }: Held): Omit<TimeSlice, 'ms'> {
  if (isDone(state)) return { part: 'solved', teamId: null, hop: null };
  if (state === 'pending') return { part: 'customer', teamId: null, hop: null };
  if (state === 'on_hold') return { part: 'vendor', teamId: null, hop: null };
  if (hop !== null) {
    const part = hop.isAcknowledged ? 'handled' : 'offered';
    return { part, teamId: hop.teamId, hop: hop.number };
  }
  return { part: isOwned ? 'handled' : 'queued', teamId, hop: null };
}
