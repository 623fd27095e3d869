import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openWorld } from '#harness/world.ts';

test('P19: the auditor pages, once, when a climb is left without a next step', async () => {
  const world = await openWorld();
  await world.customerWrites({ text: 'I want my money back.' });
  assert.deepEqual(await world.belay.auditor.look(), [], 'a healthy engine raises nothing');
  await world.advance('PT5H');
  await world.news();

  await sql`delete from timer`.execute(world.belay.db);
  const kinds = (await world.belay.auditor.look()).map(({ kind }) => kind);
  assert.ok(kinds.includes('climb_without_step'), `found ${kinds.join(', ')}`);
  assert.deepEqual(await world.news(), ['Ada: engine_stuck !']);
  await world.belay.auditor.look();
  assert.deepEqual(await world.news(), [], 'the same finding is not raised again');
  const told = await world.ada.browser.get('/api/v1/notifications');
  assert.equal(told.status, 200);
  const health = await world.ada.browser.get('/api/v1/health');
  assert.equal(health.body['status'], 'ill');
});

test('P19: a due thing that does not fire is found', async () => {
  const world = await openWorld();
  await world.customerWrites({ text: 'Where is my order?' });
  await sql`
    update timer
    set
      due_at = due_at - interval '1 day',
      retry_at = due_at + interval '1 day'
  `.execute(world.belay.db);
  const kinds = new Set((await world.belay.auditor.look()).map(({ kind }) => kind));
  assert.ok(kinds.has('timer_stuck'));
});

test('P19: a running clock without a timer is found before it is due', async () => {
  const world = await openWorld();
  await world.customerWrites({ text: 'Where is my order?' });
  await sql`delete from timer`.execute(world.belay.db);
  assert.deepEqual(await world.belay.auditor.look(), [], 'due in four hours: not looked at yet');
  await world.advance('PT3H5M');
  const kinds = (await world.belay.auditor.look()).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['clock_without_timer']);
});
