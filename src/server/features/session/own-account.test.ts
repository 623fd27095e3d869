import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { goodPassword, openTestDesk } from '#harness/sign-in-desk.ts';

const desk = await openTestDesk();
let people = 0;

async function signedIn(agent: { role?: 'admin' | 'agent' } = {}) {
  people += 1;
  const email = `own${people}@acme.example`;
  const agentId = await desk.addAgent({ email, name: 'Hoa', password: goodPassword, ...agent });
  const browser = desk.browser();
  await browser.signIn(email);
  return { email, agentId, browser };
}

test('The list of sessions names browsers and addresses, marks the current one, and shows no token', async () => {
  const { email, browser } = await signedIn();
  const phone = desk.browser();
  phone.address = '192.0.2.77';
  await phone.signIn(email);
  const { body } = await browser.get('/api/v1/sessions');
  const items = body['items'] as { isCurrent: boolean; address: string; userAgent: string }[];
  assert.deepEqual(items.map(({ isCurrent }) => isCurrent).sort(), [false, true]);
  assert.ok(items.some(({ address, isCurrent }) => address === '192.0.2.77' && !isCurrent));
  assert.equal(items[0]?.userAgent, 'test browser');
  const token = decodeURIComponent(phone.jar.get('__Host-belay.session_token') ?? '').split('.')[0];
  assert.ok(!JSON.stringify(body).includes(token ?? '-'));
});

test('A revoked session is refused at its next request', async () => {
  const { email, browser } = await signedIn();
  const phone = desk.browser();
  await phone.signIn(email);
  const { body } = await browser.get('/api/v1/sessions');
  const items = body['items'] as { id: string; isCurrent: boolean }[];
  const other = items.find(({ isCurrent }) => !isCurrent);
  assert.equal((await browser.delete(`/api/v1/sessions/${other?.id}`)).status, 204);
  assert.equal((await phone.get('/api/v1/session')).status, 401);
  assert.equal((await browser.get('/api/v1/session')).status, 200);
});

test('Nobody can revoke the session of somebody else, or learn that it exists', async () => {
  const victim = await signedIn();
  const { browser } = await signedIn({ role: 'admin' });
  const { body } = await victim.browser.get('/api/v1/sessions');
  const id = (body['items'] as { id: string }[])[0]?.id;
  const theirs = await browser.delete(`/api/v1/sessions/${id}`);
  const none = await browser.delete('/api/v1/sessions/019aaaaa-0000-7000-8000-000000000000');
  assert.deepEqual([theirs.status, theirs.body['code']], [none.status, none.body['code']]);
  assert.equal((await victim.browser.get('/api/v1/session')).status, 200);
});

test('Signing out everywhere but here leaves only here', async () => {
  const { email, browser } = await signedIn();
  const others = [desk.browser(), desk.browser()];
  for (const other of others) await other.signIn(email);
  const answer = await browser.delete('/api/v1/sessions');
  assert.deepEqual(answer.body, { revokedCount: 2 });
  for (const other of others) assert.equal((await other.get('/api/v1/session')).status, 401);
  assert.equal((await browser.get('/api/v1/session')).status, 200);
});

test('Changing the password asks for the current one, ends other sessions and is told by mail', async () => {
  const { email, browser } = await signedIn();
  const other = desk.browser();
  await other.signIn(email);
  const url = '/api/v1/session/password';
  const newPassword = 'another phrase of mine';
  const wrong = await browser.put(url, { currentPassword: 'guess', newPassword });
  assert.equal(wrong.body['code'], 'credentials_invalid');
  const absent = await browser.put(url, { currentPassword: null, newPassword });
  assert.equal(absent.body['code'], 'credentials_invalid');
  assert.equal(
    (await browser.put(url, { currentPassword: goodPassword, newPassword })).status,
    204,
  );
  assert.equal((await other.get('/api/v1/session')).status, 401);
  assert.equal((await browser.get('/api/v1/session')).status, 200);
  assert.equal(desk.mails.at(-1)?.to.email, email);
  assert.equal((await desk.browser().signIn(email)).status, 401);
  assert.equal((await desk.browser().signIn(email, newPassword)).status, 200);
});

test('An unattended browser cannot guess the password without end', async () => {
  const { browser } = await signedIn();
  const body = { currentPassword: 'guess', newPassword: 'another phrase of mine' };
  const statuses: number[] = [];
  for (let guess = 0; guess < 11; guess += 1) {
    statuses.push((await browser.put('/api/v1/session/password', body)).status);
  }
  assert.deepEqual([statuses[9], statuses[10]], [401, 429]);
});

test('A weak password is refused with what is wrong with it', async () => {
  const { browser } = await signedIn();
  const faults = new Map([
    ['short one', 'password_too_short'],
    ['PasswordPassword1!', 'password_too_common'],
    ['aaaaaaaaaaaaaaaa', 'password_too_common'],
    ['123456789012345', 'password_too_common'],
    ['own1@acme.example', 'password_too_common'],
    [`${'long'.repeat(40)}x`, 'password_too_long'],
  ]);
  for (const [newPassword, fault] of faults) {
    const own = await signedIn();
    const answer = await own.browser.put('/api/v1/session/password', {
      currentPassword: goodPassword,
      newPassword: newPassword === 'own1@acme.example' ? own.email : newPassword,
    });
    assert.equal(answer.body['code'], 'password_too_weak', newPassword);
    assert.equal((answer.body['facts'] as { fault: string }).fault, fault, newPassword);
  }
  assert.equal((await browser.get('/api/v1/session')).status, 200);
});

test('Preferences are the own ones, and a part of them can be changed alone', async () => {
  const { browser } = await signedIn();
  const first = await browser.patch('/api/v1/session', { theme: 'dark', language: 'vi' });
  const agent = first.body['agent'] as Record<string, unknown>;
  assert.deepEqual([agent['theme'], agent['language'], agent['name']], ['dark', 'vi', 'Hoa']);
  const shortcuts = { isOn: false, keys: { reply: 'y' } };
  const second = await browser.patch('/api/v1/session', { shortcuts, presence: 'away' });
  const after = second.body['agent'] as Record<string, unknown>;
  assert.deepEqual(
    [after['theme'], after['presence'], after['shortcuts']],
    ['dark', 'away', shortcuts],
  );
});

test('Nobody changes their own role, workspace or address by their preferences', async () => {
  const { browser, email } = await signedIn();
  await browser.patch('/api/v1/session', { role: 'admin', email: 'x@y.example', isActive: false });
  const { body } = await browser.get('/api/v1/session');
  const agent = body['agent'] as Record<string, unknown>;
  assert.deepEqual([agent['role'], agent['email']], ['agent', email]);
});

test('Preferences of an older version that no longer fit are replaced one by one', async () => {
  const { browser, agentId } = await signedIn();
  await sql`
    update agent
    set preferences = '{"theme": "sepia", "shortcuts": {"isOn": false, "keys": {}}}'
    where id = ${agentId}
  `.execute(desk.db);
  const { body } = await browser.get('/api/v1/session');
  const agent = body['agent'] as Record<string, unknown>;
  assert.deepEqual([agent['theme'], agent['shortcuts']], ['system', { isOn: false, keys: {} }]);
});
