import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { minuteMs } from '#domain/kernel/instant.ts';
import { type Answer, goodPassword, openTestDesk, tokenIn } from '#harness/sign-in-desk.ts';

const desk = await openTestDesk();
const known = 'known@acme.example';
const unknown = 'nobody@acme.example';
await desk.addAgent({ email: known, name: 'Known', password: goodPassword });
await desk.addAgent({ email: 'linkonly@acme.example', name: 'No password yet' });

let lastAddress = 0;
/** Each try comes from an address of its own, so that the limits stay out of the picture. */
function stranger() {
  const browser = desk.browser();
  lastAddress += 1;
  browser.address = `203.0.${Math.floor(lastAddress / 200)}.${(lastAddress % 200) + 1}`;
  return browser;
}

async function forgetTries(): Promise<void> {
  await sql`delete from auth.attempt`.execute(desk.db);
}

/** All that a stranger sees, but for what differs with every answer. */
function seen({ status, body, headers, cookies }: Answer) {
  const { requestId: _requestId, ...rest } = body;
  return { status, rest, headers: Object.keys(headers).sort(), cookies };
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

test('A wrong password reads the same whether the address is known, unknown or without a password', async () => {
  const wrong = 'not the right one at all';
  const ofKnown = seen(await stranger().signIn(known, wrong));
  assert.deepEqual(seen(await stranger().signIn(unknown, wrong)), ofKnown);
  assert.deepEqual(seen(await stranger().signIn('linkonly@acme.example', wrong)), ofKnown);
  assert.equal(ofKnown.rest['code'], 'credentials_invalid');
});

test('A wrong password takes as long for an unknown address as for a known one', async () => {
  const rounds = 15;
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    await forgetTries();
    times.known.push((await stranger().signIn(known, 'not the right one at all')).ms);
    times.unknown.push((await stranger().signIn(unknown, 'not the right one at all')).ms);
    await desk.identity.background.settled();
  }
  // The hash takes 20 ms and more; without it the difference would be nearly all of the time.
  const ratio = median(times.known) / median(times.unknown);
  assert.ok(ratio > 0.6 && ratio < 1.67, `known ÷ unknown = ${ratio.toFixed(2)}`);
});

test('Asking for a new password answers the same, and mails only where somebody lives', async () => {
  await forgetTries();
  desk.mails.length = 0;
  const ask = (email: string) => stranger().post('/api/v1/auth/password-reset', { email });
  const ofKnown = seen(await ask(known));
  assert.deepEqual(seen(await ask(unknown)), ofKnown);
  assert.equal(ofKnown.status, 202);
  await desk.identity.background.settled();
  assert.deepEqual(
    desk.mails.map(({ to }) => to.email),
    [known],
  );
});

test('The link of a reset is built from the configured address, whatever Host a request names', async () => {
  await forgetTries();
  desk.mails.length = 0;
  const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
  await stranger().send('POST', '/api/v1/auth/password-reset', { email: known }, forged);
  await desk.identity.background.settled();
  assert.match(
    desk.mails[0]?.text ?? '',
    /\nhttps:\/\/desk\.example\/reset-password#token=[\w-]{43}$/,
  );
});

test('A reset link works once, ends all sessions, tells the owner, and does not sign in', async () => {
  await forgetTries();
  desk.mails.length = 0;
  const signedIn = stranger();
  await signedIn.signIn(known);
  await stranger().post('/api/v1/auth/password-reset', { email: known });
  await desk.identity.background.settled();
  const token = tokenIn(desk.mails[0]?.text ?? '');
  const browser = stranger();
  const weak = await browser.put('/api/v1/auth/password-reset', { token, password: 'short' });
  assert.deepEqual([weak.status, weak.body['code']], [422, 'password_too_weak']);
  const password = 'a brand new phrase';
  const done = await browser.put('/api/v1/auth/password-reset', { token, password });
  assert.deepEqual([done.status, done.cookies], [204, []]);
  assert.equal((await signedIn.get('/api/v1/session')).status, 401);
  assert.equal(
    (await stranger().put('/api/v1/auth/password-reset', { token, password })).status,
    410,
  );
  assert.equal((await stranger().signIn(known)).status, 401);
  assert.equal((await stranger().signIn(known, password)).status, 200);
  assert.match(desk.mails.at(-1)?.subject ?? '', /sign-in to Belay was changed/);
});

test('A reset link is worthless after half an hour', async () => {
  await forgetTries();
  desk.mails.length = 0;
  await stranger().post('/api/v1/auth/password-reset', { email: known });
  await desk.identity.background.settled();
  const token = tokenIn(desk.mails[0]?.text ?? '');
  await desk.clock.advance(31 * minuteMs);
  const late = await stranger().put('/api/v1/auth/password-reset', {
    token,
    password: 'a brand new phrase two',
  });
  assert.equal(late.body['code'], 'link_invalid');
});

test('Ten wrong passwords lock the account for that address only, known or not, and only for a while', async () => {
  await forgetTries();
  for (const email of [known, unknown]) {
    const guesser = stranger();
    const statuses: number[] = [];
    for (let guess = 0; guess < 11; guess += 1) {
      statuses.push((await guesser.signIn(email, `wrong guess number ${guess}`)).status);
    }
    assert.deepEqual(statuses, [...Array<number>(10).fill(401), 429], email);
    const limited = await guesser.signIn(email, 'a brand new phrase');
    assert.equal(limited.body['code'], 'rate_limited');
    assert.ok(Number(limited.headers['retry-after']) > 0);
  }
  assert.equal((await stranger().signIn(known, 'a brand new phrase')).status, 200);
});

test('Guesses from very many addresses at one account are slowed down too', async () => {
  await forgetTries();
  let isLimited = false;
  for (let guess = 0; guess < 62 && !isLimited; guess += 1) {
    isLimited = (await stranger().signIn(known, 'wrong')).status === 429;
  }
  assert.ok(isLimited);
});

test('One address that tries many accounts is slowed down, and a /64 of IPv6 is one address', async () => {
  await forgetTries();
  let isLimited = false;
  for (let guess = 0; guess < 102 && !isLimited; guess += 1) {
    const browser = desk.browser();
    browser.address = `2001:db8:1:2::${(guess + 1).toString(16)}`;
    isLimited = (await browser.signIn(`someone${guess}@acme.example`, 'wrong')).status === 429;
  }
  assert.ok(isLimited);
});

test('The right password does not count as a try', async () => {
  await forgetTries();
  const browser = stranger();
  for (let round = 0; round < 15; round += 1) {
    assert.equal((await browser.signIn(known, 'a brand new phrase')).status, 200);
  }
});

test('One mailbox gets no more than three reset mails an hour', async () => {
  await forgetTries();
  const statuses: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    statuses.push(
      (await stranger().post('/api/v1/auth/password-reset', { email: unknown })).status,
    );
  }
  assert.deepEqual(statuses, [202, 202, 202, 429]);
});
