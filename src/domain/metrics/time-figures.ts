import { percentile, share } from './statistics.ts';
import type { TimeSlice } from './time-part.ts';

/*
 * The slices of many cycles added up: one row for each kind of time, with how many cycles had any
 * of it, the middle and the slow tenth of those (C46), and its share of all the time there was.
 */

/** One cycle, taken apart. */
export type SplitCycle = {
  readonly ticketId: string;
  readonly slices: readonly TimeSlice[];
};

export type TimeFigure = {
  /** Cycles that had any of it, and the tickets they belong to. */
  readonly cycleCount: number;
  readonly ticketCount: number;
  readonly totalMs: number;
  /** Of the time of all cycles, 0 to 1; null where there was none at all. */
  readonly share: number | null;
  /** Over the cycles that had any of it. */
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
};

/** The milliseconds of a cycle that are in the slices asked for; all of them without a question. */
export function msIn(
  { slices }: Pick<SplitCycle, 'slices'>,
  isAsked: (slice: TimeSlice) => boolean = () => true,
): number {
  return slices.reduce((sum, slice) => (isAsked(slice) ? sum + slice.ms : sum), 0);
}

/** The figure of the slices asked for, over the cycles that have any; of whole cycles, over all. */
export function timeFigure(
  cycles: readonly SplitCycle[],
  isAsked?: (slice: TimeSlice) => boolean,
): TimeFigure {
  const having = cycles
    .map((cycle) => ({ ticketId: cycle.ticketId, ms: msIn(cycle, isAsked) }))
    .filter(({ ms }) => isAsked === undefined || ms > 0);
  const each = having.map(({ ms }) => ms);
  const totalMs = each.reduce((sum, ms) => sum + ms, 0);
  const allMs = cycles.reduce((sum, cycle) => sum + msIn(cycle), 0);
  return {
    cycleCount: having.length,
    ticketCount: new Set(having.map(({ ticketId }) => ticketId)).size,
    totalMs,
    share: share(totalMs, allMs),
    medianMs: percentile(each, 0.5),
    p90Ms: percentile(each, 0.9),
  };
}

/** The kinds of time there are in the cycles, told apart by the key; null leaves a slice out. */
export function keysOf<Key extends string | number>(
  cycles: readonly SplitCycle[],
  keyOf: (slice: TimeSlice) => Key | null,
): Key[] {
  const keys = new Set<Key>();
  for (const { slices } of cycles) {
    for (const slice of slices) {
      const key = keyOf(slice);
      if (key !== null) keys.add(key);
    }
  }
  return [...keys];
}
