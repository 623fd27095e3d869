import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { gathered } from './loop.ts';

test('hints that pour in are gathered; the first is heard at once and the last is never lost', async () => {
  let calls = 0;
  const { ask, take } = gathered(20, () => {
    calls += 1;
  });
  ask();
  assert.equal(calls, 1, 'at once');
  for (let count = 0; count < 100; count += 1) ask();
  assert.equal(calls, 1, 'gathered');
  while (calls < 2) await wait(5);
  await wait(60);
  assert.equal(calls, 2, 'once for all of them');
  ask();
  assert.equal(calls, 3, 'at once again');
  ask();
  assert.equal(take(), true, 'whoever takes what is owed makes the call');
  await wait(60);
  assert.equal(calls, 3);
});
