import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { onCallShift, team as teamShape } from '#contract/team.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();
const { ada, minh, hoa, sam, lan } = world;

test('teams are listed by tier, with their people', async () => {
  const answer = await minh.browser.get('/api/v1/teams');
  const items = teamShape.array().parse(answer.body['items']);
  const first = items.find(({ id }) => id === world.firstLineId);
  assert.deepEqual(first?.memberIds, [hoa.id, sam.id]);
  assert.equal(first?.leadId, hoa.id);
  assert.equal(first?.onCallId, null);
  assert.deepEqual(
    items,
    items.toSorted((a, b) => a.tier.localeCompare(b.tier)),
  );
  assert.equal((await hoa.browser.get('/api/v1/teams')).status, 403);
});

test('a manager makes a team, changes it, archives it and brings it back', async () => {
  const made = await minh.browser.post('/api/v1/teams', {
    name: 'Fraud',
    tier: 'L3',
    department: 'Risk',
    isRestricted: true,
    memberIds: [lan.id],
    managerId: minh.id,
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { id } = teamShape.parse(made.body);
  const url = `/api/v1/teams/${id}`;
  const changed = await minh.browser.patch(url, { memberIds: [lan.id, sam.id], managerId: null });
  const after = teamShape.parse(changed.body);
  assert.deepEqual(after.memberIds, [lan.id, sam.id]);
  assert.equal(after.managerId, null);
  assert.equal(after.department, 'Risk');
  assert.equal((await minh.browser.patch(url, { isArchived: true })).body['isArchived'], true);
  const archived = await minh.browser.get('/api/v1/teams?isArchived=true');
  assert.deepEqual(
    teamShape
      .array()
      .parse(archived.body['items'])
      .map(({ name }) => name),
    ['Fraud'],
  );
  assert.equal((await minh.browser.patch(url, { isArchived: false })).body['isArchived'], false);
  const { rows } = await sql<{ action: string }>`
    select action from audit_entry where subject_id = ${id} order by at, id
  `.execute(world.belay.db);
  assert.deepEqual(
    rows.map(({ action }) => action),
    ['team.created', 'team.changed', 'team.archived', 'team.restored'],
  );
});

test('a name is taken once, and what is not there cannot be named', async () => {
  const again = await ada.browser.post('/api/v1/teams', { name: 'fraud', tier: 'L2' });
  assert.equal(again.body['code'], 'conflict');
  const absent = '00000000-0000-7000-8000-000000000000';
  for (const body of [{ leadId: absent }, { memberIds: [absent] }, { calendarId: absent }]) {
    const answer = await ada.browser.post('/api/v1/teams', { name: 'New', tier: 'L2', ...body });
    assert.equal(answer.body['code'], 'reference_not_found');
    assert.deepEqual(answer.body['facts'], { field: Object.keys(body)[0] });
  }
  assert.equal((await ada.browser.post('/api/v1/teams', { name: '', tier: 'L9' })).status, 422);
  assert.equal((await hoa.browser.post('/api/v1/teams', { name: 'X', tier: 'L1' })).status, 403);
  assert.equal((await ada.browser.patch(`/api/v1/teams/${absent}`, {})).status, 404);
});

test('a team that the matrix still sends work to is not archived', async () => {
  const answer = await ada.browser.patch(`/api/v1/teams/${world.secondLineId}`, {
    isArchived: true,
  });
  assert.equal(answer.body['code'], 'in_use');
  assert.deepEqual(answer.body['facts'], { uses: 'matrix' });
});

test('who is on call follows the rota, and an override goes before it', async () => {
  const url = `/api/v1/teams/${world.secondLineId}/on-call-shifts`;
  const night = { fromAt: '2026-03-02T08:00:00+07:00', toAt: '2026-03-02T20:00:00+07:00' };
  const added = await minh.browser.post(url, { agentId: lan.id, ...night, weeks: 3 });
  assert.equal(added.status, 201, JSON.stringify(added.body));
  const shifts = onCallShift.array().parse(added.body['items']);
  assert.deepEqual(
    shifts.map(({ fromAt }) => fromAt),
    ['2026-03-02T01:00:00.000Z', '2026-03-09T01:00:00.000Z', '2026-03-16T01:00:00.000Z'],
  );
  const onCall = async (): Promise<unknown> =>
    (await minh.browser.get(`/api/v1/teams/${world.secondLineId}`)).body['onCallId'];
  assert.equal(await onCall(), lan.id);
  const clash = await minh.browser.post(url, { agentId: sam.id, ...night });
  assert.equal(clash.body['code'], 'conflict');
  const override = await minh.browser.post(url, { agentId: sam.id, ...night, isOverride: true });
  assert.equal(override.status, 201);
  assert.equal(await onCall(), sam.id);
  const items = onCallShift.array().parse(override.body['items']);
  const id = items.find(({ isOverride }) => isOverride)?.id ?? '';
  assert.equal((await minh.browser.delete(`${url}/${id}`)).status, 204);
  assert.equal(await onCall(), lan.id);
  assert.equal((await hoa.browser.get(url)).status, 200);
  assert.equal((await hoa.browser.post(url, { agentId: sam.id, ...night })).status, 403);
});

test('a shift of weeks keeps its hours over a change of summer time', async () => {
  await sql`
    update workspace set time_zone = 'Europe/Berlin' where id = ${world.workspaceId}
  `.execute(world.belay.db);
  const answer = await minh.browser.post(`/api/v1/teams/${world.firstLineId}/on-call-shifts`, {
    agentId: hoa.id,
    fromAt: '2026-03-27T18:00:00+01:00',
    toAt: '2026-03-28T08:00:00+01:00',
    weeks: 2,
  });
  const shifts = onCallShift.array().parse(answer.body['items']);
  assert.deepEqual(
    shifts.map(({ fromAt }) => fromAt),
    ['2026-03-27T17:00:00.000Z', '2026-04-03T16:00:00.000Z'],
  );
});

test('a shift that ends before it begins, or is over, is refused at its field', async () => {
  const url = `/api/v1/teams/${world.secondLineId}/on-call-shifts`;
  const wrong = [
    { fromAt: '2026-05-02T08:00:00Z', toAt: '2026-05-01T08:00:00Z' },
    { fromAt: '2025-05-01T08:00:00Z', toAt: '2025-05-02T08:00:00Z' },
  ];
  for (const span of wrong) {
    const answer = await minh.browser.post(url, { agentId: lan.id, ...span });
    assert.equal(answer.status, 422);
    assert.match(JSON.stringify(answer.body['fields']), /toAt/);
  }
});
