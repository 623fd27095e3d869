import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isScore, needsFollowUp, satisfactionRate } from './score.ts';

it('L1: a score is one of five faces', () => {
  assert.deepEqual([0, 1, 3, 5, 6, 2.5, Number.NaN].map(isScore), [
    false,
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

it('L2: the two bad faces ask for a follow-up', () => {
  assert.deepEqual([1, 2, 3, 4, 5].map(needsFollowUp), [true, true, false, false, false]);
});

it('the rate counts the two good faces, and nobody is no rate', () => {
  assert.equal(satisfactionRate([5, 4, 3, 1]), 0.5);
  assert.equal(satisfactionRate([]), null);
});
