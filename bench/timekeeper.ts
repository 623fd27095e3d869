import { sql } from 'kysely';
import { pino } from 'pino';
import { instantFromIso, plusMs } from '#domain/kernel/instant.ts';
import { createBelay } from '#server/belay.ts';
import { VirtualClock } from '#server/platform/clock.ts';
import { cloneTemplate } from '#harness/database.ts';
import { makeWorkspace, openTicket } from './workspace.ts';

export type TimekeeperFigures = {
  readonly tickets: number;
  /** Customer messages taken in a second, each a ticket with its clocks. */
  readonly intakePerSecond: number;
  /** Marks that fell due at one moment, fired in a second, by one process. */
  readonly firedPerSecond: number;
  readonly fired: number;
};

/** Opens tickets through the write path and lets the first mark of all fall due at once. */
export async function measureTimekeeper(ticketCount = 1000): Promise<TimekeeperFigures> {
  const database = await cloneTemplate();
  const clock = new VirtualClock(instantFromIso('2026-03-02T09:00:00+07:00'));
  const belay = await createBelay({
    db: database.db,
    pool: database.pool,
    sessionAddress: database.address,
    clock,
    log: pino({ level: 'silent' }),
    baseUrl: 'http://bench.example',
    secret: 'a secret of the bench, long enough for all',
    filesFolder: `/tmp/belay-bench-${database.name}`,
    smtpUrl: null,
    version: 'bench',
  });
  const workspaceId = await makeWorkspace(belay);
  const intakeBegun = performance.now();
  for (let index = 0; index < ticketCount; index += 1) {
    await openTicket(belay, workspaceId, `customer-${index}`);
  }
  const intakeSeconds = (performance.now() - intakeBegun) / 1000;
  await belay.settle();
  const [due] = (
    await sql<{ at: number }>`
      select min(due_at) as at from timer where fired_at is null
    `.execute(belay.db)
  ).rows;
  const fireBegun = performance.now();
  await clock.set(plusMs(instantFromIso('1970-01-01T00:00:00Z'), due?.at ?? 0));
  const fireSeconds = (performance.now() - fireBegun) / 1000;
  const { rows } = await sql<{ fired: number }>`
    select count(*)::int as fired from timer where fired_at is not null
  `.execute(belay.db);
  const fired = rows[0]?.fired ?? 0;
  await belay.stop();
  await database.drop();
  return {
    tickets: ticketCount,
    intakePerSecond: Math.round(ticketCount / intakeSeconds),
    firedPerSecond: Math.round(fired / fireSeconds),
    fired,
  };
}
