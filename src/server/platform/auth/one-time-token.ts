import { sql } from 'kysely';
import { type Instant, minuteMs, plusMs } from '#domain/kernel/instant.ts';
import type { Db } from '../db/database.ts';
import { at } from '../db/parameters.ts';
import { hashOwnToken, hashToken, newSecretToken } from './secret-token.ts';

export type OneTimePurpose = 'sign_in' | 'password_reset';

/** How long a link may lie about. Printed ones are opened at once; a mail takes a little. */
export const oneTimeLifeMinutes = { sign_in: 60, password_reset: 30 } as const satisfies Record<
  OneTimePurpose,
  number
>;

/**
 * Makes the token of a link that works once. An earlier one of the same purpose stops working,
 * so that at most one is open for each person.
 */
export async function issueOneTimeToken(
  db: Db,
  asked: { readonly userId: string; readonly purpose: OneTimePurpose; readonly now: Instant },
): Promise<string> {
  const token = newSecretToken();
  const endsAt = plusMs(asked.now, oneTimeLifeMinutes[asked.purpose] * minuteMs);
  await sql`
    delete from auth.one_time_token
    where user_id = ${asked.userId}
      and purpose = ${asked.purpose}
  `.execute(db);
  await sql`
    insert into auth.one_time_token (token_hash, purpose, user_id, created_at, expires_at)
    values (${hashOwnToken(token)}, ${asked.purpose}, ${asked.userId}, ${at(asked.now)}, ${at(endsAt)})
  `.execute(db);
  return token;
}

/**
 * Uses a token up and yields whose it is; null when it is wrong, used or too old. The update is
 * the check, so that of two who come with the same link at once one wins.
 */
export async function useOneTimeToken(
  db: Db,
  given: { readonly token: string; readonly purpose: OneTimePurpose; readonly now: Instant },
): Promise<string | null> {
  const tokenHash = hashToken(given.token);
  if (tokenHash === null) return null;
  const used = await sql<{ userId: string }>`
    update auth.one_time_token
    set used_at = ${at(given.now)}
    where token_hash = ${tokenHash}
      and purpose = ${given.purpose}
      and used_at is null
      and expires_at > ${at(given.now)}
    returning user_id as "userId"
  `.execute(db);
  return used.rows[0]?.userId ?? null;
}
