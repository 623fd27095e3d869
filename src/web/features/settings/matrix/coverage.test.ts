import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PathCoverage } from '#contract/matrix.ts';
import { heatOf, worstOf } from './coverage.ts';

function path(minutesToHuman: (number | null)[], who: number): PathCoverage {
  return {
    ruleId: null,
    minutesToHuman,
    who: minutesToHuman.map(() => who),
    isCovered: minutesToHuman.map((minutes) => minutes !== null && minutes < 60),
    worstMinutes: 90 + who,
  };
}

test('the worst of all paths is taken hour by hour, and nobody is worse than any wait', () => {
  const worst = worstOf([path([10, 500, 20], 0), path([30, null, 5], 1)]);
  assert.deepEqual(worst.minutesToHuman, [30, null, 20]);
  assert.deepEqual(worst.who, [1, 1, 0]);
  assert.deepEqual(worst.isCovered, [true, false, true]);
  assert.equal(worst.worstMinutes, 91);
});

test('the heat of an hour follows its minutes', () => {
  assert.deepEqual([5, 30, 60, 61, 240, 241, null].map(heatOf), [
    'calm',
    'calm',
    'warm',
    'hot',
    'hot',
    'breached',
    'breached',
  ]);
});
