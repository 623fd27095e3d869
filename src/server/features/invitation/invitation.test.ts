import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { dayMs } from '#domain/kernel/instant.ts';
import { at } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';
import { goodPassword, openTestDesk, tokenIn } from '#harness/sign-in-desk.ts';

const desk = await openTestDesk();
await desk.addAgent({
  email: 'admin@acme.example',
  name: 'Ada',
  role: 'admin',
  password: goodPassword,
});
const admin = desk.browser();
await admin.signIn('admin@acme.example');
const acceptUrl = '/api/v1/auth/invitation';
let people = 0;

async function invite(body: object = {}) {
  people += 1;
  const email = `new${people}@acme.example`;
  const answer = await admin.post('/api/v1/invitations', {
    email,
    name: 'Minh',
    role: 'agent',
    ...body,
  });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  const { id, agentId, link } = answer.body as { id: string; agentId: string; link: string };
  return { id, agentId, email, token: tokenIn(link), answer };
}

function acceptance(token: string, more: object = {}) {
  return { token, name: 'Trần Minh', password: 'three green bicycles', language: 'vi', ...more };
}

test('An invited person gets a mail in their language, and cannot be given work before they accept', async () => {
  desk.mails.length = 0;
  const { email, agentId, token } = await invite({ language: 'en' });
  assert.equal(desk.mails[0]?.to.email, email);
  assert.match(desk.mails[0]?.text ?? '', /Ada/);
  assert.equal(tokenIn(desk.mails[0]?.text ?? ''), token);
  const found = await sql<{ active: boolean }>`
    select is_active as active from agent where id = ${agentId}
  `.execute(desk.db);
  assert.equal(found.rows[0]?.active, false);
});

test('Accepting makes the agent active, sets the password and signs in; the link works once', async () => {
  const { email, token } = await invite();
  const browser = desk.browser();
  const offer = await browser.post(acceptUrl, { token });
  assert.deepEqual(
    [offer.body['email'], offer.body['workspaceName'], offer.body['invitedByName']],
    [email, 'Acme', 'Ada'],
  );
  assert.ok(!('userId' in offer.body));
  const done = await browser.put(acceptUrl, acceptance(token));
  assert.deepEqual([done.status, done.body], [200, { state: 'signed_in' }]);
  const session = await browser.get('/api/v1/session');
  const agent = session.body['agent'] as Record<string, unknown>;
  assert.deepEqual([agent['name'], agent['language'], agent['role']], ['Trần Minh', 'vi', 'agent']);
  const again = await desk.browser().put(acceptUrl, acceptance(token));
  assert.deepEqual([again.status, again.body['code']], [410, 'link_invalid']);
  assert.equal((await desk.browser().post(acceptUrl, { token })).status, 410);
  assert.equal((await desk.browser().signIn(email, 'three green bicycles')).status, 200);
});

test('A weak password leaves the link usable', async () => {
  const { token } = await invite();
  const browser = desk.browser();
  const weak = await browser.put(acceptUrl, acceptance(token, { password: 'password1234' }));
  assert.equal(weak.body['code'], 'password_too_weak');
  assert.equal((await browser.put(acceptUrl, acceptance(token))).status, 200);
});

test('Of ten who accept one invitation at the same moment one gets in', async () => {
  const { token } = await invite();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => {
      const browser = desk.browser();
      browser.address = `198.51.100.${index}`;
      return browser.put(acceptUrl, acceptance(token));
    }),
  );
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
});

test('An invitation ends after a week', async () => {
  const { token, id } = await invite();
  await desk.clock.advance(7 * dayMs);
  assert.equal((await desk.browser().put(acceptUrl, acceptance(token))).status, 410);
  const list = await admin.get('/api/v1/invitations');
  const item = (list.body['items'] as { id: string; state: string }[]).find(
    (each) => each.id === id,
  );
  assert.equal(item?.state, 'expired');
});

test('A renewed invitation makes the link before worthless', async () => {
  const { id, token } = await invite();
  const renewed = await admin.post(`/api/v1/invitations/${id}/renewal`);
  assert.equal(renewed.status, 201);
  assert.equal((await desk.browser().put(acceptUrl, acceptance(token))).status, 410);
  const fresh = tokenIn(String(renewed.body['link']));
  assert.equal((await desk.browser().put(acceptUrl, acceptance(fresh))).status, 200);
});

test('A withdrawn invitation lets nobody in, and the person can be invited anew', async () => {
  const { id, token, email, agentId } = await invite();
  assert.equal((await admin.delete(`/api/v1/invitations/${id}`)).status, 204);
  assert.equal((await desk.browser().put(acceptUrl, acceptance(token))).status, 410);
  assert.equal((await admin.delete(`/api/v1/invitations/${id}`)).status, 404);
  const again = await admin.post('/api/v1/invitations', { email, name: 'Minh', role: 'manager' });
  assert.deepEqual(
    [again.status, again.body['agentId'], again.body['role']],
    [201, agentId, 'manager'],
  );
});

test('Somebody who works here already cannot be invited again', async () => {
  const answer = await admin.post('/api/v1/invitations', {
    email: 'ADMIN@acme.example',
    name: 'x',
    role: 'agent',
  });
  assert.equal(answer.body['code'], 'conflict');
});

test('An invitation puts the person into teams of this workspace only', async () => {
  const teamId = newId();
  await sql`
    insert into team (workspace_id, id, name, tier, created_at)
    values (${desk.workspaceId}, ${teamId}, 'Care', 'L1', ${at(desk.clock.now())})
  `.execute(desk.db);
  const { answer } = await invite({ teamIds: [teamId] });
  assert.deepEqual(answer.body['teamIds'], [teamId]);
  const foreign = await admin.post('/api/v1/invitations', {
    email: 'foreign@acme.example',
    name: 'x',
    role: 'agent',
    teamIds: [newId()],
  });
  assert.equal(foreign.status, 404);
});

test('Only admins invite, and only what the address is for is told to a stranger', async () => {
  await desk.addAgent({ email: 'lead@acme.example', role: 'manager', password: goodPassword });
  const lead = desk.browser();
  await lead.signIn('lead@acme.example');
  const body = { email: 'x@acme.example', name: 'x', role: 'admin' };
  assert.equal((await lead.post('/api/v1/invitations', body)).body['code'], 'not_permitted');
  assert.equal(
    (await desk.browser().post(acceptUrl, { token: 'guess' })).body['code'],
    'link_invalid',
  );
});
