import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hourMs, minuteMs, plusMs } from '#domain/kernel/instant.ts';
import { createTestClock, testStart } from '#harness/clock.ts';
import { SystemClock, VirtualClock } from './clock.ts';

test('a virtual clock stands still until it is moved', async () => {
  const clock = createTestClock();
  assert.equal(clock.now(), testStart);
  await clock.advance(minuteMs);
  assert.equal(clock.now(), plusMs(testStart, minuteMs));
});

test('sleepers wake in the order of their moments, each at its own moment', async () => {
  const clock = createTestClock();
  const woken: [string, number][] = [];
  const note = (name: string) => () => woken.push([name, clock.now() - testStart]);
  clock.callAt(plusMs(testStart, 300), note('third'));
  clock.callAt(plusMs(testStart, 100), note('first'));
  clock.callAt(plusMs(testStart, 100), note('second'));
  clock.callAt(plusMs(testStart, 900), note('too late'));
  await clock.advance(500);
  assert.deepEqual(woken, [
    ['first', 100],
    ['second', 100],
    ['third', 300],
  ]);
  assert.equal(clock.now(), plusMs(testStart, 500));
});

test('a sleeper that sleeps again on waking wakes again during the same advance', async () => {
  const clock = createTestClock();
  const beats: number[] = [];
  const stopping = new AbortController();
  const loop = (async () => {
    while ((await clock.sleepUntil(plusMs(clock.now(), 100), stopping.signal)) === 'reached') {
      beats.push(clock.now() - testStart);
    }
  })();
  await clock.advance(350);
  assert.deepEqual(beats, [100, 200, 300]);
  stopping.abort();
  await loop;
});

test('time goes on only after the work that fell due has settled', async () => {
  const clock = createTestClock();
  const seen: string[] = [];
  let pending = false;
  clock.callAt(plusMs(testStart, 100), () => {
    pending = true;
  });
  clock.callAt(plusMs(testStart, 200), () => seen.push(pending ? 'work left' : 'work done'));
  const withdraw = clock.settleWith(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    pending = false;
  });
  await clock.advance(hourMs);
  assert.deepEqual(seen, ['work done']);
  withdraw();
});

test('a withdrawn call never comes, and an aborted sleep says so', async () => {
  const clock = createTestClock();
  let calls = 0;
  clock.callAt(plusMs(testStart, 10), () => (calls += 1))();
  const stopping = new AbortController();
  const sleep = clock.sleepUntil(plusMs(testStart, 10), stopping.signal);
  stopping.abort();
  assert.equal(await sleep, 'aborted');
  assert.equal(await clock.sleepUntil(testStart, AbortSignal.abort()), 'aborted');
  await clock.advance(100);
  assert.equal(calls, 0);
});

test('what is due already is called at once, but never inside callAt', async () => {
  const clock = createTestClock();
  let isCalled = false;
  clock.callAt(testStart, () => {
    isCalled = true;
  });
  assert.equal(isCalled, false);
  assert.equal(await clock.sleepUntil(plusMs(testStart, -5)), 'reached');
  assert.equal(isCalled, true);
});

test('going back wakes nobody, and moments passed twice fire once', async () => {
  const clock = createTestClock();
  let calls = 0;
  clock.callAt(plusMs(testStart, 100), () => (calls += 1));
  await clock.set(plusMs(testStart, -1000));
  assert.equal(calls, 0);
  await clock.set(plusMs(testStart, 200));
  await clock.set(testStart);
  await clock.advance(500);
  assert.equal(calls, 1);
  assert.throws(() => void clock.advance(-1), RangeError);
});

test('two movements at once happen one after the other', async () => {
  const clock = createTestClock();
  await Promise.all([clock.advance(100), clock.advance(200)]);
  assert.equal(clock.now() - testStart, 300);
});

test('a running virtual clock follows real time and can still be moved', async () => {
  const clock = new VirtualClock(testStart, { isRunning: true });
  assert.equal(await clock.sleepUntil(plusMs(testStart, 20)), 'reached');
  assert.ok(clock.now() - testStart >= 20);
  let calls = 0;
  clock.callAt(plusMs(testStart, hourMs), () => (calls += 1));
  await clock.advance(2 * hourMs);
  assert.equal(calls, 1);
  assert.ok(clock.now() - testStart >= 2 * hourMs);
});

test('the system clock never wakes early', async () => {
  const clock = new SystemClock();
  for (const ms of [1, 2, 7, 13]) {
    const at = plusMs(clock.now(), ms);
    assert.equal(await clock.sleepUntil(at), 'reached');
    assert.ok(clock.now() >= at);
  }
});
