import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Browser, goodPassword, openTestDesk, tokenIn } from '#harness/sign-in-desk.ts';
import { createSignInLink } from './public.ts';

const desk = await openTestDesk();
const codeUrl = '/api/v1/auth/second-factor';
let people = 0;

/** RFC 6238 with SHA-1, six digits and thirty seconds, as every authenticator does. */
function codeOf(secret: string, shiftSeconds = 0): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor((Date.now() / 1000 + shiftSeconds) / 30)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function withSecondFactor(): Promise<{
  email: string;
  secret: string;
  recoveryCodes: string[];
  browser: Browser;
}> {
  people += 1;
  const email = `factor${people}@acme.example`;
  await desk.addAgent({ email, name: 'Minh', password: goodPassword });
  const browser = desk.browser();
  browser.address = `198.51.100.${people}`;
  await browser.signIn(email);
  const offer = await browser.put('/api/v1/session/second-factor/offer', {
    password: goodPassword,
  });
  assert.equal(offer.status, 200);
  const secret = String(offer.body['secret']);
  const on = await browser.put('/api/v1/session/second-factor', { code: codeOf(secret) });
  assert.equal(on.status, 204);
  return { email, secret, recoveryCodes: offer.body['recoveryCodes'] as string[], browser };
}

test('With a second factor the password alone opens nothing', async () => {
  const { email, secret, browser: first } = await withSecondFactor();
  assert.equal((await first.get('/api/v1/session')).status, 200);
  assert.equal((await first.get('/api/v1/session/security')).body['hasSecondFactor'], true);
  const browser = desk.browser();
  const half = await browser.signIn(email);
  assert.deepEqual([half.status, half.body], [200, { state: 'second_factor_required' }]);
  assert.ok(!half.cookies.some((cookie) => /session_token=[^;]/.test(cookie)));
  assert.equal((await browser.get('/api/v1/session')).status, 401);
  const wrong = await browser.post(codeUrl, { code: '000000', kind: 'authenticator' });
  assert.equal(wrong.body['code'], 'credentials_invalid');
  const right = await browser.post(codeUrl, { code: codeOf(secret), kind: 'authenticator' });
  assert.deepEqual([right.status, right.body], [200, { state: 'signed_in' }]);
  assert.equal((await browser.get('/api/v1/session')).status, 200);
});

test('A code without the password, or of another browser, opens nothing', async () => {
  const { email, secret } = await withSecondFactor();
  await desk.browser().signIn(email);
  const other = desk.browser();
  const answer = await other.post(codeUrl, { code: codeOf(secret), kind: 'authenticator' });
  assert.equal(answer.status, 401);
});

test('A code lets in once: whoever looks over a shoulder comes too late', async () => {
  const { email, secret } = await withSecondFactor();
  const code = codeOf(secret, 30);
  const [first, second] = [desk.browser(), desk.browser()];
  await first.signIn(email);
  await second.signIn(email);
  assert.equal((await first.post(codeUrl, { code, kind: 'authenticator' })).status, 200);
  const replay = await second.post(codeUrl, { code, kind: 'authenticator' });
  assert.deepEqual([replay.status, replay.cookies], [401, []]);
  assert.equal((await second.get('/api/v1/session')).status, 401);
});

test('Five wrong codes end the challenge, the right one included', async () => {
  const { email, secret } = await withSecondFactor();
  const browser = desk.browser();
  await browser.signIn(email);
  for (let guess = 0; guess < 6; guess += 1) {
    await browser.post(codeUrl, { code: `00000${guess}`, kind: 'authenticator' });
  }
  const answer = await browser.post(codeUrl, { code: codeOf(secret), kind: 'authenticator' });
  assert.equal(answer.status, 401);
});

test('Somebody signed in as one person cannot guess the codes of another past the limit', async () => {
  const own = await withSecondFactor();
  const victim = await withSecondFactor();
  await own.browser.signIn(victim.email);
  const half = await own.browser.post(codeUrl, { code: codeOf(own.secret), kind: 'authenticator' });
  assert.equal(half.status, 401);
});

test('A recovery code works once', async () => {
  const { email, recoveryCodes } = await withSecondFactor();
  assert.equal(recoveryCodes.length, 10);
  const body = { code: recoveryCodes[3] ?? '', kind: 'recovery' };
  const [first, second] = [desk.browser(), desk.browser()];
  await first.signIn(email);
  assert.equal((await first.post(codeUrl, body)).status, 200);
  await second.signIn(email);
  assert.equal((await second.post(codeUrl, body)).status, 401);
});

test('New recovery codes replace the old ones and ask for the password', async () => {
  const { email, recoveryCodes, browser } = await withSecondFactor();
  const url = '/api/v1/session/recovery-codes';
  assert.equal((await browser.put(url, { password: 'wrong' })).status, 401);
  const renewed = await browser.put(url, { password: goodPassword });
  const fresh = renewed.body['recoveryCodes'] as string[];
  assert.equal(fresh.length, 10);
  const told = desk.mails.at(-1);
  assert.equal(told?.to.email, email);
  assert.match(told.text, /new recovery codes were made/);
  const old = desk.browser();
  await old.signIn(email);
  assert.equal(
    (await old.post(codeUrl, { code: recoveryCodes[0] ?? '', kind: 'recovery' })).status,
    401,
  );
  assert.equal((await old.post(codeUrl, { code: fresh[0] ?? '', kind: 'recovery' })).status, 200);
});

test('Until a first code confirms it, an offered second factor changes nothing', async () => {
  const email = 'halfway@acme.example';
  await desk.addAgent({ email, password: goodPassword });
  const browser = desk.browser();
  await browser.signIn(email);
  await browser.put('/api/v1/session/second-factor/offer', { password: goodPassword });
  assert.equal((await desk.browser().signIn(email)).body['state'], 'signed_in');
});

test('Switching it on or off asks for the password and is told by mail', async () => {
  const { email, browser } = await withSecondFactor();
  assert.match(desk.mails.at(-1)?.text ?? '', /two-factor sign-in was switched on/);
  const url = '/api/v1/session/second-factor/removal';
  assert.equal((await browser.put(url, { password: 'wrong' })).status, 401);
  assert.equal((await browser.put(url, { password: goodPassword })).status, 204);
  assert.match(desk.mails.at(-1)?.text ?? '', /two-factor sign-in was switched off/);
  assert.equal((await desk.browser().signIn(email)).body['state'], 'signed_in');
});

test('The secret and the recovery codes are encrypted where they lie', async () => {
  const { secret, recoveryCodes } = await withSecondFactor();
  const kept = await sql<{ row: string }>`
    select factor::text as row
    from auth.second_factor as factor
  `.execute(desk.db);
  const text = JSON.stringify(kept.rows);
  assert.ok(!text.includes(secret) && !text.includes(recoveryCodes[0] ?? '-'));
});

test('A link from the server is the way back for somebody who lost the second factor', async () => {
  const { email } = await withSecondFactor();
  const found = await sql<{ id: string }>`select id from agent where email = ${email}`.execute(
    desk.db,
  );
  const agentId = found.rows[0]?.id as never;
  const link = await createSignInLink(desk.identity, { workspaceId: desk.workspaceId, agentId });
  const browser = desk.browser();
  assert.equal((await browser.post('/api/v1/auth/link', { token: tokenIn(link) })).status, 200);
  assert.equal((await browser.get('/api/v1/session')).status, 200);
});
