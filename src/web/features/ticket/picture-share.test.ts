import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginsIn, endsIn, frameOf, shareOf, splitAt } from './picture-share.ts';

const day = { from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z' };

test('a moment stands where it is in its day, and at the edges', () => {
  assert.equal(shareOf(day, '2026-03-02T06:00:00Z'), 0.25);
  assert.equal(shareOf(day, '2026-03-01T06:00:00Z'), 0);
  assert.equal(shareOf(day, '2026-03-04T06:00:00Z'), 1);
  const short = { from: '2026-03-28T23:00:00Z', to: '2026-03-29T22:00:00Z' };
  assert.equal(shareOf(short, '2026-03-29T10:30:00Z'), 0.5);
});

test('midnight is the end of one day for what ends, the start of the next for what begins', () => {
  assert.deepEqual([beginsIn(day, day.from), beginsIn(day, day.to)], [true, false]);
  assert.deepEqual([endsIn(day, day.from), endsIn(day, day.to)], [false, true]);
});

test('what counts is cut at now into what is gone and what is left', () => {
  const stretch = { from: '2026-03-02T09:00:00Z', to: '2026-03-02T17:00:00Z' };
  const noon = '2026-03-02T12:00:00Z';
  assert.deepEqual(splitAt(stretch, noon), {
    before: [{ from: stretch.from, to: noon }],
    after: [{ from: noon, to: stretch.to }],
  });
  assert.deepEqual(splitAt(stretch, day.to), { before: [stretch], after: [] });
  assert.deepEqual(splitAt(stretch, stretch.from), { before: [], after: [stretch] });
});

test('a clock of minutes is drawn on its hours, a longer one on whole days', () => {
  const picture = (moments: { startedAt: string; dueAt: string | null; now: string }, count = 1) =>
    ({
      ...moments,
      picture: { now: moments.now, endedAt: null, days: Array.from({ length: count }, () => day) },
    }) as unknown as Parameters<typeof frameOf>[0];
  const short = { startedAt: '2026-03-02T09:10:00Z', dueAt: '2026-03-02T09:40:00Z' };
  const now = '2026-03-02T10:40:00Z';
  const shown = day as Parameters<typeof frameOf>[1];
  assert.deepEqual(frameOf(picture({ ...short, now }), shown), {
    from: '2026-03-02T08:00:00.000Z',
    to: '2026-03-02T12:00:00.000Z',
  });
  assert.equal(frameOf(picture({ ...short, now: '2026-03-02T23:00:00Z' }), shown), shown);
  assert.equal(frameOf(picture({ ...short, now }, 2), shown), shown);
});
