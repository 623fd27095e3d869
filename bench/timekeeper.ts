import { sql } from 'kysely';
import { pino } from 'pino';
import type { AgentId, WorkspaceId } from '#domain/kernel/id.ts';
import { instantFromIso, plusMs } from '#domain/kernel/instant.ts';
import { createBelay } from '#server/belay.ts';
import { receiveMessage } from '#server/features/message/public.ts';
import { installDefaults } from '#server/features/setup/public.ts';
import { VirtualClock } from '#server/platform/clock.ts';
import { at } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';
import { cloneTemplate } from '#harness/database.ts';

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
    await belay.core.commit((tx) =>
      receiveMessage(belay.core, tx, {
        workspaceId,
        channelId: null,
        channelKind: 'api',
        sender: {
          kind: 'email',
          value: `customer-${index}@bench.example`,
          name: `Customer ${index}`,
          language: 'en',
        },
        ticketId: null,
        subject: `Order ${index}`,
        text: `Where is order ${index}?`,
        receivedAt: clock.now(),
      }),
    );
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

async function makeWorkspace(belay: Awaited<ReturnType<typeof createBelay>>): Promise<WorkspaceId> {
  const now = belay.clock.now();
  const workspaceId = newId<WorkspaceId>();
  const adminId = newId<AgentId>();
  await sql`
    insert into workspace (id, name, is_set_up, created_at)
    values (${workspaceId}, 'Bench', true, ${at(now)})
  `.execute(belay.db);
  await sql`
    insert into agent (workspace_id, id, email, name, role, presence, created_at)
    values (${workspaceId}, ${adminId}, 'admin@bench.example', 'Admin', 'admin', 'online', ${at(now)})
  `.execute(belay.db);
  await sql`
    update workspace set catch_all_agent_id = ${adminId} where id = ${workspaceId}
  `.execute(belay.db);
  await belay.core.commit((tx) =>
    installDefaults(tx, {
      workspaceId,
      adminId,
      businessKind: 'tiered',
      language: 'en',
      timeZone: 'Asia/Ho_Chi_Minh',
      now,
    }),
  );
  return workspaceId;
}
