import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Lateness, lateness, latenessBoundsMs } from '#contract/health.ts';
import { plusMs } from '#domain/kernel/instant.ts';
import { at, atEach } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();
const { db } = world.belay;

async function read(query = ''): Promise<Lateness> {
  const answer = await world.ada.browser.get(`/api/v1/health/lateness${query}`);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return lateness.parse(answer.body);
}

/** Rows as any process of Belay would have left them: fired so many milliseconds late. */
async function fired(latenessMs: readonly number[], hoursAgo: number, isOfTicket = true) {
  const firedAt = plusMs(world.now(), -hoursAgo * 3_600_000);
  await sql`
    insert into timer (workspace_id, key, kind, ticket_id, due_at, fired_at)
    select
      ${world.workspaceId}::uuid,
      'test:' || gen_random_uuid(),
      'clock_mark',
      ${isOfTicket ? newId() : null}::uuid,
      due_at,
      ${at(firedAt)}
    from unnest(${atEach(latenessMs.map((ms) => plusMs(firedAt, -ms)))}) as due_at
  `.execute(db);
}

test('nothing fired is no lateness, which is not nought', async () => {
  const found = await read();
  assert.deepEqual([found.count, found.p50Ms, found.p99Ms, found.maxMs], [0, null, null, null]);
  assert.deepEqual(found.overdue, { count: 0, longestMs: null });
  assert.equal(found.buckets.length, latenessBoundsMs.length + 1);
});

test('C37: lateness is in steps that hold their upper end, over a day or a week', async () => {
  await fired([0, 10, 11, 50, 51, 100, 250, 500, 999, 1000, 1001, 5000, 10_000, 10_001], 2);
  await fired([0, 0, 70_000], 30);
  const day = await read();
  assert.deepEqual(
    day.buckets.map(({ upToMs, count }) => [upToMs, count]),
    [
      [10, 2],
      [50, 2],
      [100, 2],
      [250, 1],
      [500, 1],
      [1000, 2],
      [5000, 2],
      [10_000, 1],
      [null, 1],
    ],
  );
  assert.equal(day.count, 14);
  assert.deepEqual([day.p50Ms, day.p99Ms, day.maxMs], [250, 10_001, 10_001]);
  const week = await read('?hours=168');
  assert.equal(week.count, 17);
  assert.equal(week.maxMs, 70_000);
});

test('steps of long work, early rows and other workspaces change nothing', async () => {
  const before = await read();
  await fired([500_000], 1, false);
  assert.deepEqual((await read()).buckets, before.buckets);
  await fired([-20], 1);
  const after = await read();
  assert.equal(after.buckets[0]?.count, (before.buckets[0]?.count ?? 0) + 1);
  await sql`
    update timer set workspace_id = ${newId()}::uuid where key like 'test:%'
  `.execute(db);
  assert.equal((await read('?hours=168')).count, 0);
});

test('what has not fired at all is told beside, so that a standstill does not look punctual', async () => {
  await sql`
    insert into timer (workspace_id, key, kind, ticket_id, due_at, retry_at)
    select
      ${world.workspaceId}::uuid,
      'stuck:' || late,
      'clock_mark',
      ${newId()}::uuid,
      ${at(world.now())} - late * interval '1 second',
      ${at(plusMs(world.now(), 86_400_000))}
    from unnest(array[0, 90, 30]) as late
  `.execute(db);
  assert.deepEqual((await read()).overdue, { count: 2, longestMs: 90_000 });
  await sql`delete from timer where key like 'stuck:%'`.execute(db);
});

test('a real breach is in it, fired at its very moment', async () => {
  await world.customerWrites({ subject: 'Late', text: 'Is anybody there?' });
  await world.advance('P2D');
  const { rows } = await sql<{ late: number }>`
    select max(extract(epoch from detected_at - breached_at) * 1000)::integer as late
    from clock where breached_at is not null
  `.execute(db);
  assert.equal(rows[0]?.late, 0);
  const { count, maxMs, buckets } = await read('?hours=168');
  assert.ok(count > 0);
  assert.equal(maxMs, 0);
  assert.equal(buckets[0]?.count, count);
});

test('it is for who may read of the health', async () => {
  assert.equal((await world.hoa.browser.get('/api/v1/health/lateness')).status, 403);
  assert.equal((await world.ada.browser.get('/api/v1/health/lateness?hours=1')).status, 422);
});
