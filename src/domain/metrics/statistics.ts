/*
 * The few figures reports are made of. All take the numbers as they are and answer null when
 * there are none, because an average of nothing is not nought.
 */

/** The share of `part` in `all`, 0 to 1. */
export function share(part: number, all: number): number | null {
  return all === 0 ? null : part / all;
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The value below which the fraction of the values lies, between two neighbours in proportion:
 * PostgreSQL's `percentile_cont`, so that the database and this give the same figure.
 */
export function percentile(values: readonly number[], fraction: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (place - Math.floor(place));
}

/** A duration as reports show it: the middle and the slow tenth, with how many there were (C46). */
export type Spread = {
  readonly count: number;
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
};

export function spread(durationsMs: readonly number[]): Spread {
  return {
    count: durationsMs.length,
    medianMs: percentile(durationsMs, 0.5),
    p90Ms: percentile(durationsMs, 0.9),
  };
}
