import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { silentLogger } from '#server/platform/log.ts';
import { openWorld } from '#harness/world.ts';
import { playSample } from '#server/features/sample/public.ts';

test('the sample company happens in its past, shows every kind of state, and sends nothing', async () => {
  const world = await openWorld();
  const { db, auditor } = world.belay;
  const alarms: string[] = [];
  const timer = setInterval(() => {
    void auditor.look().then((found) => alarms.push(...found.map(({ kind }) => kind)));
  }, 50);
  await playSample({
    db,
    log: silentLogger(),
    clock: world.belay.clock,
    workspaceId: world.workspaceId,
    secret: world.belay.secret,
  });
  clearInterval(timer);
  world.belay.core.forget(world.workspaceId);
  await world.belay.settle();
  alarms.push(...(await auditor.look()).map(({ kind }) => kind));
  assert.deepEqual(alarms, [], 'an invented past sets off no alarm, neither while nor after it');
  const { rows } = await sql<Record<string, number>>`
    select
      (select count(*)::int from ticket) as tickets,
      (select count(*)::int from escalation where state = 'closed') as closed_climbs,
      (select count(*)::int from escalation where state = 'active') as active_climbs,
      (select count(*)::int from escalation where requested_by = 'rule') as climbs_by_clock,
      (select count(*)::int from survey where score is not null) as ratings,
      (select count(*)::int from outbox where state in ('pending', 'sending', 'sent')) as letters,
      (
        select count(*)::int from agent
        where email like '%@tamarind.example' and presence = 'online'
      ) as invented_online,
      (select count(*)::int from notification where read_at is null) as unread,
      (select count(*)::int from event where at > ${new Date(world.now()).toISOString()}) as future
  `.execute(db);
  assert.equal(rows[0]?.['tickets'], 10);
  assert.equal(rows[0]?.['letters'], 0, 'nothing of the sample may leave');
  assert.equal(rows[0]?.['future'], 0);
  assert.equal(rows[0]?.['invented_online'], 0, 'live work is not given to invented people');
  assert.equal(rows[0]?.['unread'], 0, 'what happened days ago is no news');
  assert.ok((rows[0]?.['closed_climbs'] ?? 0) > 0);
  assert.ok((rows[0]?.['active_climbs'] ?? 0) > 0);
  assert.ok((rows[0]?.['climbs_by_clock'] ?? 0) > 0);
  assert.ok((rows[0]?.['ratings'] ?? 0) >= 3);
});
