import type { Instant } from '#domain/kernel/instant.ts';
import type { Clock } from './clock.ts';
import type { Db } from './db/database.ts';
import { isDatabaseAway } from './db/transaction.ts';
import { forgetOldKeys } from './idempotency/store.ts';
import type { Logger } from './log.ts';
import { forgetFiredTimers } from './timekeeper.ts';

/** Rows that only take up room are not urgent; hourly keeps each sweep short. */
const everyMs = 60 * 60 * 1000;

/**
 * Sweeps out what nobody will ask for again: spent idempotency keys, timers that fired long ago,
 * and what features leave behind. Any number of processes may do it; each sweep removes what the
 * others left. Answers how to stop.
 */
export function startHousekeeping(parts: {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  /** What features have to sweep out. */
  readonly sweeps?: readonly ((now: Instant) => Promise<unknown>)[];
}): { sweep(): Promise<void>; stop(): void } {
  const { db, clock, log, sweeps = [] } = parts;
  const sweep = async (): Promise<void> => {
    const now = clock.now();
    const keys = await forgetOldKeys(db, now);
    await forgetFiredTimers(db, now);
    for (const forget of sweeps) await forget(now);
    log.debug({ keys }, 'swept');
  };
  const timer = setInterval(() => {
    sweep().catch((error: unknown) => {
      if (!isDatabaseAway(error)) log.error({ err: error }, 'sweeping failed');
    });
  }, everyMs);
  timer.unref();
  return { sweep, stop: () => clearInterval(timer) };
}
