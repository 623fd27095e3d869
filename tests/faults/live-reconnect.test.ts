import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openLiveDesk } from '#harness/live-desk.ts';
import { openWorld } from '#harness/world.ts';
import { at } from '#server/platform/db/parameters.ts';

/** P22: 200 clients cut for 60 s and back at once; all hold the same state (promised: within 5 s). */
const clients = 200;

const world = await openWorld();
const { belay } = world;
await belay.app.listen({ host: '127.0.0.1', port: 0 });
const address = belay.app.addresses()[0];
assert.ok(typeof address === 'object');
const origin = `http://127.0.0.1:${address.port}`;
const cookie = [...world.ada.browser.jar].map(([name, value]) => `${name}=${value}`).join('; ');
const desks: { socket: { terminate(): void } }[] = [];
after(() => {
  for (const { socket } of desks) socket.terminate();
});

async function happens(type: string, times: number): Promise<void> {
  await sql`
    insert into event (workspace_id, type, payload, at, actor_kind)
    select ${world.workspaceId}, ${type}, '{}'::jsonb, ${at(world.now())}, 'system'
    from generate_series(1, ${times})
  `.execute(belay.db);
  await sql`select pg_notify('belay_event', '')`.execute(belay.db);
}

async function open(afterCursor: string | null) {
  const desk = await openLiveDesk(origin, { cookie, origin: new URL(belay.baseUrl).origin });
  desks.push(desk);
  desk.say({ type: 'hello', after: afterCursor });
  return desk;
}

test('P22: 200 clients cut for a minute and back at once converge without a gap', async (t) => {
  const first = await Promise.all(Array.from({ length: clients }, async () => open(null)));
  const readies = await Promise.all(
    first.map(async (desk) => desk.hears((message) => message.type === 'ready')),
  );
  for (const desk of first) desk.socket.terminate();
  await happens('test.missed', 100);
  const backAtMs = performance.now();
  const second = await Promise.all(
    readies.map(async (ready) => open(ready.type === 'ready' ? ready.cursor : null)),
  );
  await happens('test.last', 1);
  await Promise.all(
    second.map(async (desk) =>
      desk.hears((message) => message.type === 'event' && message.event.type === 'test.last'),
    ),
  );
  const tookMs = performance.now() - backAtMs;
  const heard = second.map((desk) =>
    desk.said.flatMap((message) =>
      message.type === 'event' && message.event.type.startsWith('test.')
        ? [message.event.cursor]
        : [],
    ),
  );
  for (const cursors of heard) assert.deepEqual(cursors, heard[0]);
  assert.equal(heard[0]?.length, 101);
  t.diagnostic(`${clients} clients hold the same state after ${Math.round(tookMs)} ms`);
});
