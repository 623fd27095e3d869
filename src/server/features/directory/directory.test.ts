import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { directory } from '#contract/directory.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();

test('the directory names everyone with their teams, and every team with its people', async () => {
  const answer = await world.sam.browser.get('/api/v1/directory');
  assert.equal(answer.status, 200);
  const { agents, teams } = directory.parse(answer.body);
  assert.deepEqual(
    agents.map(({ name }) => name),
    ['Ada', 'Hoa', 'Lan', 'Minh', 'Sam'],
  );
  const hoa = agents.find(({ name }) => name === 'Hoa');
  assert.deepEqual(hoa?.teamIds, [world.firstLineId]);
  assert.equal(hoa?.presence, 'online');
  const first = teams.find(({ id }) => id === world.firstLineId);
  assert.deepEqual(first?.memberIds, [world.hoa.id, world.sam.id]);
  assert.equal(first?.tier, 'L1');
});

test('whoever has left keeps a name but sits in no team; an archived team is gone', async () => {
  await sql`
    update agent set is_active = false where workspace_id = ${world.workspaceId} and id = ${world.lan.id}
  `.execute(world.belay.db);
  const { agents, teams } = directory.parse(
    (await world.sam.browser.get('/api/v1/directory')).body,
  );
  assert.equal(agents.find(({ name }) => name === 'Lan')?.isActive, false);
  assert.deepEqual(teams.find(({ id }) => id === world.secondLineId)?.memberIds, []);
  await sql`
    update team set archived_at = ${new Date(world.now())}
    where workspace_id = ${world.workspaceId} and id = ${world.secondLineId}
  `.execute(world.belay.db);
  const later = directory.parse((await world.sam.browser.get('/api/v1/directory')).body);
  assert.ok(!later.teams.some(({ id }) => id === world.secondLineId));
});

test('nobody reads the directory without signing in', async () => {
  const answer = await world.belay.app.inject({ method: 'GET', url: '/api/v1/directory' });
  assert.equal(answer.statusCode, 401);
});
