import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { AuthenticatorDevice } from '#harness/authenticator-device.ts';
import { type Browser, goodPassword, openTestDesk } from '#harness/sign-in-desk.ts';

const desk = await openTestDesk();
let people = 0;

async function signedIn(): Promise<{ browser: Browser; email: string }> {
  people += 1;
  const email = `key${people}@acme.example`;
  await desk.addAgent({ email, name: 'Ahmed', password: goodPassword });
  const browser = desk.browser();
  await browser.signIn(email);
  return { browser, email };
}

async function add(browser: Browser, device: AuthenticatorDevice) {
  const challenge = await browser.post('/api/v1/session/passkeys/challenge');
  const options = challenge.body['options'] as Record<string, unknown>;
  return browser.post('/api/v1/session/passkeys', {
    name: 'Laptop',
    credential: device.make(options),
  });
}

async function prove(browser: Browser, device: AuthenticatorDevice) {
  const challenge = await browser.post('/api/v1/auth/passkey/challenge');
  const options = challenge.body['options'] as Record<string, unknown>;
  return browser.post('/api/v1/auth/passkey', { credential: device.prove(options) });
}

test('A passkey that was added signs in without a password, and its owner is told', async () => {
  const { browser, email } = await signedIn();
  const device = new AuthenticatorDevice(desk.baseUrl);
  const added = await add(browser, device);
  assert.deepEqual([added.status, added.body['name']], [201, 'Laptop']);
  assert.equal(desk.mails.at(-1)?.to.email, email);
  const fresh = desk.browser();
  const answer = await prove(fresh, device);
  assert.deepEqual([answer.status, answer.body], [200, { state: 'signed_in' }]);
  const session = await fresh.get('/api/v1/session');
  assert.equal((session.body['agent'] as { email: string }).email, email);
});

test('The browser is asked to verify the person, when adding and when signing in', async () => {
  const { browser } = await signedIn();
  const adding = await browser.post('/api/v1/session/passkeys/challenge');
  const options = adding.body['options'] as {
    authenticatorSelection: { userVerification: string };
  };
  assert.equal(options.authenticatorSelection.userVerification, 'required');
  const proving = await desk.browser().post('/api/v1/auth/passkey/challenge');
  assert.equal(
    (proving.body['options'] as { userVerification: string }).userVerification,
    'required',
  );
});

test('A device that only noticed a touch is refused, when adding and when signing in', async () => {
  const { browser } = await signedIn();
  const touched = new AuthenticatorDevice(desk.baseUrl);
  touched.isVerifying = false;
  assert.equal((await add(browser, touched)).status, 401);
  const device = new AuthenticatorDevice(desk.baseUrl);
  await add(browser, device);
  device.isVerifying = false;
  const fresh = desk.browser();
  assert.equal((await prove(fresh, device)).status, 401);
  assert.equal((await fresh.get('/api/v1/session')).status, 401);
});

test('An answer made for another site, with another key or for an older challenge is refused', async () => {
  const { browser } = await signedIn();
  const device = new AuthenticatorDevice(desk.baseUrl);
  await add(browser, device);
  const stranger = new AuthenticatorDevice(desk.baseUrl);
  assert.equal((await prove(desk.browser(), stranger)).body['code'], 'credentials_invalid');
  const fresh = desk.browser();
  const first = await fresh.post('/api/v1/auth/passkey/challenge');
  const credential = device.prove(first.body['options'] as Record<string, unknown>);
  assert.equal((await fresh.post('/api/v1/auth/passkey', { credential })).status, 200);
  assert.equal((await fresh.post('/api/v1/auth/passkey', { credential })).status, 401);
  assert.equal((await desk.browser().post('/api/v1/auth/passkey', { credential })).status, 401);
});

test('Adding a passkey needs a sign-in within the hour', async () => {
  const { browser, email } = await signedIn();
  await sql`
    update auth.session
    set created_at = created_at - interval '61 minutes'
    where user_id = (select user_id from agent where email = ${email})
  `.execute(desk.db);
  const refused = await browser.post('/api/v1/session/passkeys/challenge');
  assert.deepEqual([refused.status, refused.body['code']], [403, 'sign_in_stale']);
});

test('A removed passkey signs nobody in, and nobody removes the passkey of another', async () => {
  const { browser, email } = await signedIn();
  const device = new AuthenticatorDevice(desk.baseUrl);
  const added = await add(browser, device);
  const url = `/api/v1/session/passkeys/${added.body['id']}`;
  const other = await signedIn();
  assert.equal((await other.browser.delete(url)).status, 404);
  assert.equal((await prove(desk.browser(), device)).status, 200);
  assert.equal((await browser.delete(url)).status, 204);
  const told = desk.mails.at(-1);
  assert.equal(told?.to.email, email);
  assert.match(told.text, /a passkey was removed/);
  assert.equal((await prove(desk.browser(), device)).status, 401);
});

test('An address by number, or plain http, is said to carry no passkeys', async () => {
  for (const [baseUrl, isPossible] of [
    ['http://127.0.0.1:7300', false],
    ['http://localhost:7300', true],
    ['http://desk.example', false],
  ] as const) {
    const other = await openTestDesk({ baseUrl });
    await other.addAgent({ email: 'a@acme.example', password: goodPassword });
    const browser = other.browser();
    await browser.signIn('a@acme.example');
    const security = await browser.get('/api/v1/session/security');
    assert.equal(security.body['canUsePasskeys'], isPossible, baseUrl);
  }
});
