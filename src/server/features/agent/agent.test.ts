import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { agent as agentShape } from '#contract/agent.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();
const { ada, minh, hoa, sam, lan } = world;

async function auditOf(agentId: string): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`
    select action from audit_entry
    where workspace_id = ${world.workspaceId} and subject_id = ${agentId}
    order by at, id
  `.execute(world.belay.db);
  return rows.map(({ action }) => action);
}

async function ownerOf(ticketId: string): Promise<string | null> {
  const { rows } = await sql<{ ownerId: string | null }>`
    select owner_id as "ownerId" from ticket where id = ${ticketId}
  `.execute(world.belay.db);
  return rows[0]?.ownerId ?? null;
}

test('the list names everybody with teams and capacity; who only works tickets may not read it', async () => {
  const answer = await minh.browser.get('/api/v1/agents');
  assert.equal(answer.status, 200);
  const items = agentShape.array().parse(answer.body['items']);
  assert.deepEqual(
    items.map(({ name }) => name),
    ['Ada', 'Hoa', 'Lan', 'Minh', 'Sam'],
  );
  const found = items.find(({ id }) => id === hoa.id);
  assert.deepEqual(found?.teamIds, [world.firstLineId]);
  assert.equal(found?.ticketCapacity, 40);
  assert.equal((await hoa.browser.get('/api/v1/agents')).status, 403);
});

test('an admin changes skills, capacity and teams, and it is written down', async () => {
  const answer = await ada.browser.patch(`/api/v1/agents/${lan.id}`, {
    skills: ['billing', 'refunds', 'billing'],
    languages: ['vi', 'zh-Hant'],
    ticketCapacity: 7,
    teamIds: [world.firstLineId, world.secondLineId],
  });
  assert.equal(answer.status, 200);
  const changed = agentShape.parse(answer.body);
  assert.deepEqual(changed.skills, ['billing', 'refunds']);
  assert.deepEqual(changed.languages, ['vi', 'zh-Hant']);
  assert.equal(changed.ticketCapacity, 7);
  assert.deepEqual(changed.teamIds, [world.firstLineId, world.secondLineId]);
  assert.deepEqual(await auditOf(lan.id), ['agent.changed']);
});

test('a manager changes nobody, and nonsense is refused at its field', async () => {
  const url = `/api/v1/agents/${sam.id}`;
  assert.equal((await minh.browser.patch(url, { name: 'Samuel' })).status, 403);
  const bad = await ada.browser.patch(url, { ticketCapacity: -1, languages: ['not a language'] });
  assert.equal(bad.status, 422);
  const fields = JSON.stringify(bad.body['fields']);
  assert.match(fields, /ticketCapacity/);
  assert.match(fields, /languages\.0/);
  const absent = '00000000-0000-7000-8000-000000000000';
  const team = await ada.browser.patch(url, { teamIds: [absent] });
  assert.equal(team.body['code'], 'reference_not_found');
  assert.equal((await ada.browser.patch(`/api/v1/agents/${absent}`, {})).status, 404);
});

test('the last admin stays one, whoever asks', async () => {
  const url = `/api/v1/agents/${ada.id}`;
  assert.equal((await ada.browser.patch(url, { role: 'agent' })).body['code'], 'last_admin');
  assert.equal((await ada.browser.patch(url, { isActive: false })).body['code'], 'last_admin');
});

test('the catch-all owner cannot leave before another is named', async () => {
  const promoted = await ada.browser.patch(`/api/v1/agents/${minh.id}`, { role: 'admin' });
  assert.equal(promoted.status, 200);
  const answer = await ada.browser.patch(`/api/v1/agents/${ada.id}`, { isActive: false });
  assert.equal(answer.body['code'], 'in_use');
  assert.deepEqual(answer.body['facts'], { uses: 'catch_all' });
  await ada.browser.patch(`/api/v1/agents/${minh.id}`, { role: 'manager' });
});

test('whoever leaves is signed out at once, and their tickets go back to the queue', async () => {
  const ticketId = await world.customerWrites({ text: 'Where is my order?' });
  const taken = await sam.browser.patch(`/api/v1/tickets/${ticketId}`, { ownerId: sam.id });
  assert.equal(taken.status, 200, JSON.stringify(taken.body));
  const answer = await ada.browser.patch(`/api/v1/agents/${sam.id}`, { isActive: false });
  assert.equal(answer.status, 200);
  assert.equal(answer.body['presence'], 'offline');
  assert.equal((await sam.browser.get('/api/v1/session')).status, 401);
  assert.equal(await ownerOf(ticketId), null);
  assert.deepEqual(await auditOf(sam.id), ['agent.deactivated']);
  const back = await ada.browser.patch(`/api/v1/agents/${sam.id}`, { isActive: true });
  assert.equal(back.status, 200);
});

test('time off is noted and taken back by a manager, never in the past', async () => {
  const url = `/api/v1/agents/${lan.id}/time-off`;
  const body = { fromAt: '2026-03-09T00:00:00+07:00', toAt: '2026-03-14T00:00:00+07:00' };
  const noted = await minh.browser.post(url, body);
  assert.equal(noted.status, 201);
  assert.equal(noted.body['fromAt'], '2026-03-08T17:00:00.000Z');
  const read = agentShape.parse((await minh.browser.get(`/api/v1/agents/${lan.id}`)).body);
  assert.deepEqual(read.timeOff, [noted.body]);
  const past = { fromAt: '2025-01-01T00:00:00Z', toAt: '2025-01-02T00:00:00Z' };
  assert.equal((await minh.browser.post(url, past)).status, 422);
  const reversed = { fromAt: body.toAt, toAt: body.fromAt };
  assert.equal((await minh.browser.post(url, reversed)).status, 422);
  assert.equal((await hoa.browser.post(url, body)).status, 403);
  const one = `${url}/${String(noted.body['id'])}`;
  assert.equal((await minh.browser.delete(one)).status, 204);
  assert.equal((await minh.browser.delete(one)).status, 404);
});

test('everybody says for themselves whether they are at the desk', async () => {
  const answer = await hoa.browser.put('/api/v1/session/presence', { presence: 'away' });
  assert.deepEqual(answer.body, { presence: 'away' });
  const read = await minh.browser.get(`/api/v1/agents/${hoa.id}`);
  assert.equal(read.body['presence'], 'away');
  const bad = await hoa.browser.put('/api/v1/session/presence', { presence: 'asleep' });
  assert.equal(bad.status, 422);
});
