import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { dayMs, instant, plusMs } from '#domain/kernel/instant.ts';
import { createTestDatabase } from '#harness/database.ts';
import { VirtualClock } from './clock.ts';
import { at } from './db/parameters.ts';
import { startHousekeeping } from './housekeeping.ts';
import { newId } from './ids.ts';
import { silentLogger } from './log.ts';

test('a sweep removes keys after a day and fired timers after a year, and nothing that waits', async () => {
  const { db } = await createTestDatabase();
  const start = instant(Date.UTC(2026, 0, 5));
  const clock = new VirtualClock(start);
  const workspace_id = newId<WorkspaceId>();
  await db
    .insertInto('workspace')
    .values({ id: workspace_id, name: 'W', created_at: at(start) })
    .execute();
  const key = { workspace_id, actor: 'a', route: 'r', request_hash: 'h', created_at: at(start) };
  await db
    .insertInto('idempotency_key')
    .values({ ...key, key: 'k' })
    .execute();
  const timer = { workspace_id, kind: 'mark', due_at: at(start) };
  await db
    .insertInto('timer')
    .values([
      { ...timer, key: 'fired', fired_at: at(start) },
      { ...timer, key: 'waiting', fired_at: at(null) },
    ])
    .execute();
  const housekeeping = startHousekeeping({ db, clock, log: silentLogger() });
  const left = async () => ({
    keys: (await db.selectFrom('idempotency_key').select('key').execute()).length,
    timers: (await db.selectFrom('timer').select('key').orderBy('key').execute()).map(
      (row) => row.key,
    ),
  });
  await housekeeping.sweep();
  assert.deepEqual(await left(), { keys: 1, timers: ['fired', 'waiting'] });
  await clock.set(plusMs(start, 2 * dayMs));
  await housekeeping.sweep();
  assert.deepEqual(await left(), { keys: 0, timers: ['fired', 'waiting'] });
  await clock.set(plusMs(start, 401 * dayMs));
  await housekeeping.sweep();
  assert.deepEqual(await left(), { keys: 0, timers: ['waiting'] });
  housekeeping.stop();
});
