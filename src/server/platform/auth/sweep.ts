import { sql } from 'kysely';
import { dayMs, type Instant, instant, plusMs } from '#domain/kernel/instant.ts';
import type { Db } from '../db/database.ts';
import { at } from '../db/parameters.ts';

/** So that one sign-in after a long pause does not delete a year's rows at once. */
const rowsMax = 500;

/**
 * Deletes what has ended and is of no more use: sessions, counted tries, challenges and links. It
 * is called after sign-ins, which is how often such rows arise. Nothing rests on it: each of them
 * is refused by its own time.
 */
export async function sweepExpired(db: Db, now: Instant): Promise<void> {
  const machineNow = instant(Date.now());
  await sql`
    delete from auth.session
    where id in (select id from auth.session where expires_at <= ${at(machineNow)} limit ${rowsMax})
  `.execute(db);
  await sql`
    delete from auth.verification
    where id in (
      select id
      from auth.verification
      where expires_at <= ${at(machineNow)}
      limit ${rowsMax}
    )
  `.execute(db);
  await sql`
    delete from auth.attempt
    where key in (
      select key
      from auth.attempt
      where window_ends_at <= ${at(now)}
      limit ${rowsMax}
    )
  `.execute(db);
  await sql`
    delete from auth.one_time_token
    where expires_at <= ${at(plusMs(now, -dayMs))}
  `.execute(db);
}
