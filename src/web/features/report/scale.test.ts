import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linePieces, topOf } from './scale.ts';

test('an axis ends at a round number that holds every value', () => {
  assert.equal(topOf('count', [1, 3]), 4);
  assert.equal(topOf('count', [17, null]), 20);
  assert.equal(topOf('count', [301]), 400);
  assert.equal(topOf('share', [0.31]), 0.4);
  assert.equal(topOf('share', [1]), 1);
  assert.equal(topOf('duration', [50 * 60_000]), 3_600_000);
  assert.equal(topOf('mean', []), 4);
});

test('a line is broken where there was nothing to count', () => {
  assert.deepEqual(linePieces([0, 2, null, 4], 4), ['0.5,100 1.5,50', '3.5,0']);
  assert.deepEqual(linePieces([null, null], 4), []);
});
