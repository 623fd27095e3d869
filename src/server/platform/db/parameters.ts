import { sql, type RawBuilder } from 'kysely';
import { toIso, type Instant } from '#domain/kernel/instant.ts';

/*
 * Moments and documents cannot go to PostgreSQL as they are: an `Instant` is a bare number
 * at run time, and pg writes a JavaScript array as a PostgreSQL array, never as JSON. So
 * the generated types demand a bound parameter for these columns, and only the functions
 * below make one. They work in the query builder and inside `sql` templates alike:
 *
 *   db.insertInto('ticket').values({ ..., created_at: at(now), custom: json(custom) })
 *   db.selectFrom('timer').where('due_at', '<=', at(now))
 *   sql`update timer set retry_at = ${at(plusMs(now, 5_000))} where ...`
 *
 * Reading needs nothing: a `timestamptz` column arrives as an `Instant`, a `bigint` as a
 * number, a `jsonb` as a `JsonValue`. Inside JSON that SQL builds, moments are ISO text.
 * A bare Instant given where `at()` belongs is refused by the compiler in inserts and
 * updates, and by PostgreSQL elsewhere ("date/time field value out of range").
 */

declare const bound: unique symbol;

/** What a `timestamptz` column takes. Made by `at`. */
export type BoundInstant = Instant & { readonly [bound]: 'timestamptz' };

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/** What a `jsonb` column takes. Made by `json`. */
export type BoundJson = JsonValue & { readonly [bound]: 'jsonb' };

/** Binds a moment as `timestamptz`; null stays null. */
export function at(moment: Instant): RawBuilder<BoundInstant>;
export function at(moment: Instant | null): RawBuilder<BoundInstant | null>;
export function at(moment: Instant | null): RawBuilder<BoundInstant | null> {
  return sql`${isoOf(moment)}::timestamptz`;
}

/** Rows written together share most of their moments, and a moment takes as long to word as an id. */
const worded = new Map<Instant, string>();
const wordedMax = 500;

/** A moment as it stands in a plain row (`insertRows`). */
export function isoOf(moment: Instant | null): string | null {
  if (moment === null) return null;
  let text = worded.get(moment);
  if (text === undefined) {
    text = toIso(moment);
    if (worded.size >= wordedMax) worded.clear();
    worded.set(moment, text);
  }
  return text;
}

/** Binds a list of moments as `timestamptz[]`, for `unnest`. */
export function atEach(moments: readonly (Instant | null)[]): RawBuilder<readonly Instant[]> {
  return sql`${moments.map(isoOf)}::timestamptz[]`;
}

/**
 * Binds a value as `jsonb`. PostgreSQL cannot hold the character U+0000 in it, nor half of one (a
 * lone surrogate, which a mail in UTF-7 may bring), and neither must stop a customer's mail: the
 * first is left out, the second becomes U+FFFD.
 */
export function json(value: object | string | number | boolean | null): RawBuilder<BoundJson> {
  return sql`${toJsonText(value)}::jsonb`;
}

/** Binds a list of values as `jsonb[]`, for `unnest`. */
export function jsonEach(values: readonly object[]): RawBuilder<readonly JsonValue[]> {
  return sql`${values.map(toJsonText)}::jsonb[]`;
}

function toJsonText(value: object | string | number | boolean | null): string {
  const text = JSON.stringify(value);
  if (!/\\u(?:0000|d)/.test(text)) return text;
  // An even number of backslashes before it means that the backslash itself was escaped. Whole
  // characters are never escaped, so that every surrogate that is stands alone.
  return text
    .replace(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1')
    .replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g, '$1\ufffd');
}
