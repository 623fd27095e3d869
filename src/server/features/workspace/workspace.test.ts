import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();
const { ada, minh, hoa } = world;
const url = '/api/v1/workspace';

test('an admin changes the workspace, others read it or not even that', async () => {
  const answer = await ada.browser.patch(url, {
    name: 'Acme Vietnam',
    language: 'vi',
    timeZone: 'Asia/Bangkok',
    currency: 'VND',
    catchAllAgentId: minh.id,
  });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.deepEqual(answer.body, {
    id: world.workspaceId,
    name: 'Acme Vietnam',
    language: 'vi',
    timeZone: 'Asia/Bangkok',
    currency: 'VND',
    catchAllAgentId: minh.id,
  });
  assert.deepEqual((await minh.browser.get(url)).body, answer.body);
  assert.equal((await minh.browser.patch(url, { name: 'Mine' })).status, 403);
  assert.equal((await hoa.browser.get(url)).status, 403);
});

test('what the world does not know is refused at its field', async () => {
  const answer = await ada.browser.patch(url, {
    language: 'tlh',
    timeZone: 'Asia/Atlantis',
    currency: 'ABC',
  });
  assert.equal(answer.status, 422);
  const text = JSON.stringify(answer.body['fields']);
  for (const field of ['language', 'timeZone', 'currency']) assert.match(text, new RegExp(field));
  const offset = await ada.browser.patch(url, { timeZone: '+07:00' });
  assert.equal(offset.status, 422);
});

test('the catch-all owner is somebody who works tickets here', async () => {
  await sql`
    update agent set role = 'auditor' where workspace_id = ${world.workspaceId} and id = ${hoa.id}
  `.execute(world.belay.db);
  const answer = await ada.browser.patch(url, { catchAllAgentId: hoa.id });
  assert.equal(answer.body['code'], 'reference_not_found');
});

test('the change is written down with what was before', async () => {
  const { rows } = await sql<{ details: Record<string, unknown> }>`
    select details from audit_entry
    where workspace_id = ${world.workspaceId} and action = 'workspace.changed'
  `.execute(world.belay.db);
  assert.deepEqual(rows[0]?.details['currency'], { from: 'USD', to: 'VND' });
});
