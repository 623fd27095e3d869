import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openWorld } from '#harness/world.ts';
import { plusMs } from '#domain/kernel/instant.ts';
import { at } from '#server/platform/db/parameters.ts';
import { holdLoops } from '#server/platform/hold.ts';
import { newId } from '#server/platform/ids.ts';
import { post } from '#server/platform/outbox.ts';
import { followHolds, startAuditor } from './auditor.ts';

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
  const issues = health.body['issues'] as { code: string; facts: { count: number } }[];
  const found = issues.find(({ code }) => code === 'climb_without_step');
  assert.equal(found?.facts.count, 1, 'how many there are is a fact of its own');
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

test('P19: two processes that find the same page once', async () => {
  const world = await openWorld();
  await world.customerWrites({ text: 'I want my money back.' });
  await world.advance('PT5H');
  await world.news();
  await sql`delete from timer`.execute(world.belay.db);
  const other = startAuditor(world.belay);
  after(() => other.stop());
  await Promise.all([world.belay.auditor.look(), other.look()]);
  assert.deepEqual(await world.news(), ['Ada: engine_stuck !']);
});

test('P19: the timer of another clock does not stand in for the one that is missing', async () => {
  const world = await openWorld();
  const ticketId = await world.customerWrites({ text: 'Where is my order?' });
  await sql`
    delete from timer t
    using clock c
    where c.ticket_id = ${ticketId}
      and c.metric = 'first_response'
      and t.payload ->> 'clockId' = c.id::text
  `.execute(world.belay.db);
  const { rows } = await sql`select key from timer where fired_at is null`.execute(world.belay.db);
  assert.ok(rows.length > 0, 'the ticket has others');
  world.belay.timekeeper.wake();
  await world.advance('PT3H30M');
  const kinds = (await world.belay.auditor.look()).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['clock_without_timer']);
});

test('P19: a letter that waits for the one before it is no alarm, one whose sender died is', async () => {
  const world = await openWorld();
  const ticketId = await world.customerWrites({ text: 'Where is my order?' });
  await world.advance('PT1M');
  const { db, clock, core } = world.belay;
  await core.commit(async (tx) => {
    for (const id of [newId(), newId()]) {
      await post(tx, {
        id,
        workspaceId: world.workspaceId,
        kind: 'message.email',
        orderKey: 'ticket:of two letters',
        ticketId,
        payload: {},
        // Nothing delivers it before the test has looked.
        notBefore: plusMs(clock.now(), 60 * 60_000),
        createdAt: clock.now(),
      });
    }
  });
  const [first] = (
    await sql<{ id: string }>`
      select id from outbox where order_key = 'ticket:of two letters' order by sequence
    `.execute(db)
  ).rows;
  await sql`
    update outbox
    set not_before = ${at(plusMs(clock.now(), -60_000))}
    where order_key = 'ticket:of two letters'
      and id <> ${first?.id}
  `.execute(db);
  assert.deepEqual(await world.belay.auditor.look(), [], 'it waits its turn');

  await sql`
    update outbox
    set
      state = 'sending',
      attempts = 1,
      lease_until = ${at(plusMs(clock.now(), 60 * 60_000))}
    where id = ${first?.id}
  `.execute(db);
  assert.deepEqual(await world.belay.auditor.look(), [], 'it is being sent');
  await world.belay.outbox.stop();
  await world.advance('PT61M');
  const kinds = (await world.belay.auditor.look()).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['letter_stuck']);
});

test('P19: what a person climbs on an exercise alarms nobody', async () => {
  const world = await openWorld();
  const ticketId = await world.customerWrites({ text: 'Where is my order?' });
  await sql`update ticket set is_practice = true where id = ${ticketId}`.execute(world.belay.db);
  const brief = { wants: 'Her order', tried: 'Nothing', needed: 'An answer' };
  const climbed = await world.hoa.browser.post(`/api/v1/tickets/${ticketId}/escalation`, {
    reason: 'needs_expertise',
    brief,
  });
  assert.equal(climbed.status, 201, JSON.stringify(climbed.body));
  const kinds = (await world.belay.auditor.look()).map(({ kind }) => kind);
  assert.ok(!kinds.includes('climb_without_step'), kinds.join());
});

test('P19: what waits because the loops are held is not stuck', async () => {
  const world = await openWorld();
  await world.customerWrites({ text: 'Where is my order?' });
  await holdLoops(world.belay.db, async () => {
    await sql`update timer set due_at = due_at - interval '1 day'`.execute(world.belay.db);
    assert.deepEqual(await world.belay.auditor.look(), []);
  });
  const told = await world.news();
  assert.equal(told.filter((each) => each.includes('engine_stuck')).length, 0);
});

test('P19: a hold is respected until what it kept had time to catch up, and not for ever', () => {
  let now = 0;
  const isWaiting = followHolds(() => now);
  assert.equal(isWaiting(false), false);
  assert.equal(isWaiting(true), true);
  now += 15_000;
  assert.equal(isWaiting(false), true, 'the loops have just been let go');
  now += 30_000;
  assert.equal(isWaiting(false), false);
  assert.equal(isWaiting(true), true, 'another hold');
  now += 16 * 60_000;
  assert.equal(isWaiting(true), false, 'a hold without an end is a fault');
});
