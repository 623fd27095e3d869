import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { instantFromIso } from '#domain/kernel/instant.ts';
import { VirtualClock } from '../clock.ts';
import { createHttpApp } from './app.ts';
import { mountTestClock } from './test-clock.ts';

async function open() {
  const clock = new VirtualClock(instantFromIso('2026-03-02T09:00:00Z'));
  const app = await createHttpApp({
    routes: [],
    mounts: [mountTestClock(clock)],
    pages: [],
    authenticator: { authenticate: async () => null },
    idempotency: null,
    baseUrl: new URL('http://localhost'),
    now: () => clock.now(),
    log: pino({ level: 'silent' }),
    version: '0.0.0',
    fileLimitBytes: 1000,
  });
  const move = async (payload: object, remoteAddress = '127.0.0.1') =>
    app.inject({ method: 'POST', url: '/__test/clock', payload, remoteAddress });
  return { clock, move };
}

test('a test moves the clock by a duration or to a moment, and what was due is done by then', async () => {
  const { clock, move } = await open();
  let isWoken = false;
  clock.callAt(instantFromIso('2026-03-02T09:20:00Z'), () => (isWoken = true));
  assert.deepEqual((await move({ advance: 'PT30M' })).json(), { now: '2026-03-02T09:30:00.000Z' });
  assert.ok(isWoken);
  assert.deepEqual((await move({ set: '2026-03-03T07:00:00+07:00' })).json(), {
    now: '2026-03-03T00:00:00.000Z',
  });
});

test('anything else is refused with the way to ask, and from elsewhere it is not there', async () => {
  const { move } = await open();
  for (const payload of [
    {},
    { advance: '30 minutes' },
    { set: 'now' },
    { advance: 'PT1M', set: '' },
  ]) {
    const answer = await move(payload);
    assert.equal(answer.json().code, 'malformed_request');
    assert.match(answer.json().detail, /PT30M/);
  }
  assert.equal((await move({ advance: 'PT1M' }, '192.0.2.1')).json().code, 'not_found');
});
