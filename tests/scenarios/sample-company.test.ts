import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { silentLogger } from '#server/platform/log.ts';
import { openWorld } from '#harness/world.ts';
import { playSample } from '#server/features/sample/public.ts';

test('the sample company happens in its past, shows every kind of state, and sends nothing', async () => {
  const world = await openWorld();
  const { db } = world.belay;
  await playSample({
    db,
    log: silentLogger(),
    now: world.now(),
    workspaceId: world.workspaceId,
    secret: world.belay.secret,
  });
  world.belay.core.forget(world.workspaceId);
  await world.belay.settle();
  const { rows } = await sql<Record<string, number>>`
    select
      (select count(*)::int from ticket) as tickets,
      (select count(*)::int from escalation where state = 'closed') as closed_climbs,
      (select count(*)::int from escalation where state = 'active') as active_climbs,
      (select count(*)::int from escalation where requested_by = 'rule') as climbs_by_clock,
      (select count(*)::int from survey where score is not null) as ratings,
      (select count(*)::int from outbox where state in ('pending', 'sending', 'sent')) as letters,
      (select count(*)::int from event where at > ${new Date(world.now()).toISOString()}) as future
  `.execute(db);
  assert.equal(rows[0]?.['tickets'], 10);
  assert.equal(rows[0]?.['letters'], 0, 'nothing of the sample may leave');
  assert.equal(rows[0]?.['future'], 0);
  assert.ok((rows[0]?.['closed_climbs'] ?? 0) > 0);
  assert.ok((rows[0]?.['active_climbs'] ?? 0) > 0);
  assert.ok((rows[0]?.['climbs_by_clock'] ?? 0) > 0);
  assert.ok((rows[0]?.['ratings'] ?? 0) >= 3);
});
