import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import type { TicketId } from '#domain/kernel/id.ts';
import { instant, plusMs } from '#domain/kernel/instant.ts';
import { startBelayProcess } from '#harness/belay-process.ts';
import { freePort } from '#harness/real-server.ts';
import { openWorld } from '#harness/world.ts';
import { receiveMessage } from '#server/features/message/public.ts';
import { runCommand } from '#server/features/ticket/public.ts';

/*
 * P15: two processes work on the same timers and one of them is killed in the middle. Each timer
 * ends a snooze, so that what it did can be counted: one waking, one piece of news.
 */

const timerCount = 300;

test('P15: of two processes on the same timers one is killed: none missed, none doubled', async (t) => {
  const world = await openWorld({ start: instant(Date.now()), isRunning: true });
  const { belay, workspaceId, databaseUrl } = world;
  await belay.timekeeper.stop();
  await belay.outbox.stop();
  const ticketIds: TicketId[] = [];
  for (let index = 0; index < timerCount; index += 1) {
    // A chat gets no receipt, so that nothing but the timers is at work.
    const received = await belay.core.commit((tx) =>
      receiveMessage(belay.core, tx, {
        workspaceId,
        channelId: null,
        channelKind: 'webchat',
        sender: { kind: 'email', value: `c${index}@customer.example`, name: 'C', language: 'en' },
        ticketId: null,
        subject: '',
        text: 'Where is it?',
        receivedAt: world.now(),
      }),
    );
    ticketIds.push(received.ticketId);
  }

  const dataFolder = mkdtempSync(path.join(tmpdir(), 'belay-two-'));
  const start = async () =>
    startBelayProcess({ databaseUrl, dataFolder, port: await freePort(), secret: belay.secret });
  const [first, second] = await Promise.all([start(), start()]);

  const queue = [...ticketIds];
  const snooze = async (): Promise<void> => {
    for (let ticketId = queue.pop(); ticketId !== undefined; ticketId = queue.pop()) {
      const id = ticketId;
      const until = plusMs(world.now(), 4000);
      const done = await belay.core.attempt((tx) =>
        runCommand(belay.core, tx, {
          workspaceId,
          ticketId: id,
          command: { type: 'snooze', until },
          actor: { kind: 'system' },
        }),
      );
      assert.equal(done.ok, true);
    }
  };
  const snoozing = Promise.all(Array.from({ length: 6 }, snooze));
  const wokenSoFar = async (): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from event where type = 'ticket.woken'
    `.execute(belay.db);
    return rows[0]?.count ?? 0;
  };
  while ((await wokenSoFar()) < timerCount / 3) await wait(10);
  first.child.kill('SIGKILL');
  await first.ended;
  const atKill = await wokenSoFar();
  await snoozing;
  assert.ok(atKill < timerCount, 'killed in the middle');
  const deadline = Date.now() + 30_000;
  while ((await wokenSoFar()) < timerCount && Date.now() < deadline) await wait(50);

  const { rows } = await sql<{ ticketId: string; woken: number; told: number; lateMs: number }>`
    select
      e.ticket_id as "ticketId",
      count(*)::int as woken,
      (
        select count(*)::int
        from notification n
        where n.ticket_id = e.ticket_id and n.about = 'snooze_ended'
      ) as told,
      max(extract(epoch from e.at - t.due_at) * 1000)::float8 as "lateMs"
    from event e
    join timer t on t.ticket_id = e.ticket_id and t.kind = 'snooze'
    where e.type = 'ticket.woken'
    group by e.ticket_id
  `.execute(belay.db);
  assert.equal(rows.length, timerCount, '0 missed');
  for (const { ticketId, woken, told, lateMs } of rows) {
    assert.equal(woken, 1, `${ticketId} is woken once`);
    assert.equal(told, 1, `${ticketId} is told once`);
    assert.ok(lateMs >= 0, 'none early');
  }
  const late = rows.map(({ lateMs }) => lateMs).toSorted((a, b) => a - b);
  t.diagnostic(
    `${timerCount} timers, killed after ${atKill}: 0 missed, 0 doubled; late p50 ` +
      `${Math.round(late[timerCount / 2] ?? 0)} ms, max ${Math.round(late.at(-1) ?? 0)} ms`,
  );
  second.child.kill('SIGTERM');
});
