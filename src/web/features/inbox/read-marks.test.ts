import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdsNews } from './read-marks.ts';

const marks = { since: '2026-03-02T00:00:00.000Z', read: { a: '2026-03-04T00:00:00.000Z' } };
const row = { id: 'b', channelKind: 'email', state: 'new' } as const;

test('a message after what was seen is news', () => {
  assert.equal(holdsNews({ ...row, lastMessageAt: '2026-03-03T00:00:00.000Z' }, marks), true);
  assert.equal(holdsNews({ ...row, lastMessageAt: '2026-03-01T00:00:00.000Z' }, marks), false);
  assert.equal(
    holdsNews({ ...row, id: 'a', lastMessageAt: '2026-03-03T00:00:00.000Z' }, marks),
    false,
  );
  assert.equal(holdsNews({ ...row, lastMessageAt: null }, marks), false);
});

test('history that was taken over is none, until somebody writes into it', () => {
  const imported = { ...row, channelKind: 'imported', lastMessageAt: '2026-03-03T00:00:00.000Z' };
  assert.equal(holdsNews({ ...imported, channelKind: 'imported', state: 'closed' }, marks), false);
  assert.equal(holdsNews({ ...imported, channelKind: 'imported', state: 'open' }, marks), true);
});
