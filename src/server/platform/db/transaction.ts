import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { stampCommitted } from '../idempotency/stamp.ts';
import { isStalePlan, type Db, type Tx } from './database.ts';

export type Isolation = 'read committed' | 'repeatable read' | 'serializable';

const attemptsMax = 6;

/**
 * Runs `work` in one transaction and answers what it answers. When PostgreSQL gave the
 * transaction up for a deadlock or a serialization failure, nothing of it happened, and it
 * is run again from the start, at most six times with growing pauses: so `work` must touch
 * nothing but the database. Any error of `work` rolls back and is thrown on.
 */
export async function transaction<T>(
  db: Db,
  work: (tx: Tx) => Promise<T>,
  options: { isolation?: Isolation } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const begun = db.transaction();
      const { isolation } = options;
      const chosen = isolation === undefined ? begun : begun.setIsolationLevel(isolation);
      return await chosen.execute(async (tx) => {
        const result = await work(tx);
        await stampCommitted(tx);
        return result;
      });
    } catch (error) {
      if (attempt >= attemptsMax || !isRetryable(error)) throw error;
      // Two that collided must not collide again: the pause is random and doubles.
      await wait(Math.random() * 10 * 2 ** attempt);
    }
  }
}

/** Whether the transaction can simply be run again: 40001 serialization, 40P01 deadlock. */
export function isRetryable(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return false;
  return error.code === '40001' || error.code === '40P01' || isStalePlan(error);
}

/** Classes 08 (connection), 57P01–03 (shutdown, crash, starting up) and 53300 (too many). */
const awayCodes = new Set(['57P01', '57P02', '57P03', '53300', '25P03']);
const awaySystemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/**
 * Whether an error means that the database is away for the moment, and not that the query
 * was wrong. Loops wait and go on; requests answer 503. The outcome of a commit that was
 * under way is unknown then.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (awayCodes.has(code) || awaySystemCodes.has(code) || code.startsWith('08')) return true;
  return /^Connection terminated|^timeout exceeded when trying to connect|not queryable/.test(
    error.message,
  );
}

/** The unique or exclusion constraint that refused a row, or null when it was something else. */
export function violatedConstraint(error: unknown): string | null {
  const isViolation =
    error instanceof pg.DatabaseError && (error.code === '23505' || error.code === '23P01');
  return isViolation ? (error.constraint ?? null) : null;
}
