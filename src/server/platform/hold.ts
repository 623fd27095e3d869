import { type RawBuilder, sql } from 'kysely';
import type { Db } from './db/database.ts';

/** Any number will do, as long as nothing else in Belay locks by it. */
const holdKey = 7_300_010;

/**
 * Keeps every timekeeper and outbox of every process from taking rows while `work` runs, so that an
 * invented past can be played, or a backup put back, without anybody acting on half of it.
 */
export async function holdLoops<T>(db: Db, work: () => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${holdKey})`.execute(connection);
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(${holdKey})`.execute(connection);
    }
  });
}

/** A table of one row for a claim's `from`: `is_free` is false while somebody holds the loops. */
export const holdState: RawBuilder<unknown> = sql`
  (select pg_try_advisory_xact_lock_shared(${sql.lit(holdKey)}) as is_free) hold
`;
