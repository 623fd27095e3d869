import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fullView } from './full-view.ts';

test('the first view that holds something is one that does', () => {
  assert.equal(fullView({ mine: 2, all: 9 }), 'mine');
  assert.equal(fullView({ mine: 0, unassigned: 0, team: 3, all: 9 }), 'team');
  assert.equal(fullView({ mine: 0, all: 9 }), 'all');
  assert.equal(fullView({ mine: 0, all: 0 }), null, 'nothing is anywhere');
});

test('an empty view leads to a full one, never in a circle', () => {
  assert.equal(fullView({ mine: 0, unassigned: 0, all: 9 }, 'mine'), 'all');
  assert.equal(fullView({ mine: 0, unassigned: 0, all: 9 }, 'unassigned'), 'all');
  assert.equal(fullView({ mine: 1, unassigned: 0 }, 'mine'), null, 'the count may be older');
});
