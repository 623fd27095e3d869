import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { sql } from 'kysely';
import { type Instant, minuteMs, plusMs } from '#domain/kernel/instant.ts';
import type { Db } from '../db/database.ts';
import { at } from '../db/parameters.ts';

/** One thing that is counted: so many tries within so many minutes. */
type Limit = { readonly key: string; readonly max: number; readonly minutes: number };

/**
 * What a try to sign in counts against. An account from one address gets few tries; the account
 * from everywhere gets more, so that a stranger cannot lock its owner out by guessing; an address
 * gets more still, because a whole office may share it. The keys are hashes: the table does not
 * hold the addresses people tried.
 */
export function signInLimits(account: string, address: string): readonly Limit[] {
  const place = addressBlock(address);
  return [
    { key: hashKey('account-address', account, place), max: 10, minutes: 15 },
    { key: hashKey('account', account), max: 60, minutes: 60 },
    { key: hashKey('address', place), max: 100, minutes: 15 },
  ];
}

/** Mail on demand: three to an account an hour, and not for a list of accounts. */
export function resetLimits(account: string, address: string): readonly Limit[] {
  return [
    { key: hashKey('reset', account), max: 3, minutes: 60 },
    { key: hashKey('reset-address', addressBlock(address)), max: 20, minutes: 60 },
  ];
}

/**
 * Tokens of links and challenges are beyond guessing, and codes have limits of their own; this only
 * keeps the noise down. An office of hundreds that arrives at nine behind one address must pass.
 */
export function tokenLimits(address: string): readonly Limit[] {
  return [{ key: hashKey('token', addressBlock(address)), max: 1000, minutes: 15 }];
}

/** Tries to name the own password again while signed in. */
export function ownPasswordLimits(userId: string): readonly Limit[] {
  return [{ key: hashKey('own-password', userId), max: 10, minutes: 15 }];
}

/**
 * Counts one try against each limit, and yields the seconds to wait when one is used up, else
 * null. It is called before the try is judged, so that many at once cannot slip through.
 */
export async function countAttempt(
  db: Db,
  limits: readonly Limit[],
  now: Instant,
): Promise<number | null> {
  let waitSeconds: number | null = null;
  for (const limit of limits) {
    const counted = await sql<{ count: number; waitSeconds: number }>`
      insert into auth.attempt as attempt (key, count, window_ends_at)
      values (${limit.key}, 1, ${at(plusMs(now, limit.minutes * minuteMs))})
      on conflict (key) do update
      set count = case when attempt.window_ends_at <= ${at(now)} then 1 else attempt.count + 1 end,
        window_ends_at = case
          when attempt.window_ends_at <= ${at(now)} then excluded.window_ends_at
          else attempt.window_ends_at
        end
      returning count,
        ceil(extract(epoch from window_ends_at - ${at(now)}))::integer as "waitSeconds"
    `.execute(db);
    const row = counted.rows[0];
    if (row && row.count > limit.max) waitSeconds = Math.max(waitSeconds ?? 0, row.waitSeconds);
  }
  return waitSeconds;
}

/** Takes a try that succeeded back: only failures are to count. */
export async function forgetAttempt(db: Db, limits: readonly Limit[]): Promise<void> {
  const [first, ...others] = limits.map((limit) => limit.key);
  if (first === undefined) return;
  await sql`delete from auth.attempt where key = ${first}`.execute(db);
  await sql`
    update auth.attempt
    set count = count - 1
    where key = any(${others})
      and count > 0
  `.execute(db);
}

/** One household or server holds a whole /64 of IPv6, so it counts as one address. */
function addressBlock(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - front.length - back.length;
  return [...front, ...Array<string>(Math.max(0, missing)).fill('0'), ...back]
    .slice(0, 4)
    .map((group) => group.padStart(4, '0'))
    .join(':');
}

function hashKey(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
