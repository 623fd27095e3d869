import type { Brand } from './brand.ts';

/**
 * A moment: integer milliseconds since 1970-01-01T00:00Z. The core computes in these;
 * the database keeps them as `timestamptz`, the API as ISO 8601 in UTC.
 */
export type Instant = Brand<number, 'Instant'>;

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Takes milliseconds since the epoch. Throws when they are not a safe integer. */
export function instant(ms: number): Instant {
  if (!Number.isSafeInteger(ms)) throw new RangeError(`not an instant: ${ms}`);
  return ms as Instant;
}

/** Reads an ISO 8601 moment that names its offset. Throws when the text is none. */
export function instantFromIso(text: string): Instant {
  const ms = /(?:[zZ]|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`not an ISO 8601 moment with an offset: ${text}`);
  return ms as Instant;
}

/** Writes the moment as ISO 8601 in UTC with milliseconds. */
export function toIso(at: Instant): string {
  return new Date(at).toISOString();
}

/** The moment that lies `ms` later (earlier when negative). */
export function plusMs(at: Instant, ms: number): Instant {
  return instant(at + ms);
}

export function earlier(a: Instant, b: Instant): Instant {
  return a <= b ? a : b;
}

export function later(a: Instant, b: Instant): Instant {
  return a >= b ? a : b;
}
