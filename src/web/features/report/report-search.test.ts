import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readReportSearch } from './report-address.ts';
import { breachQueryOf, fittingBucket, periodOf, queryOfSearch } from './report-search.ts';

const today = '2026-03-31';

test('the address of a report is read without trusting it', () => {
  assert.deepEqual(readReportSearch({ period: 'last_7', bucket: 'week', teamId: 'x', evil: 'y' }), {
    period: 'last_7',
    bucket: 'week',
    teamId: 'x',
  });
  assert.deepEqual(readReportSearch({ from: '2026-03-02', to: '2026-03-01' }), {});
  assert.deepEqual(readReportSearch({ from: '2026-02-01', to: '2026-03-01' }), {
    from: '2026-02-01',
    to: '2026-03-01',
  });
});

test('a preset is dates of today, over the ends of months', () => {
  assert.deepEqual(periodOf({}, today), { from: '2026-03-02', to: today });
  assert.deepEqual(periodOf({ period: 'last_7' }, today), { from: '2026-03-25', to: today });
  assert.deepEqual(periodOf({ period: 'last_month' }, today), {
    from: '2026-02-01',
    to: '2026-02-28',
  });
  assert.deepEqual(periodOf({ period: 'this_month' }, today), { from: '2026-03-01', to: today });
});

test('a longer period is cut coarser, unless one chose', () => {
  assert.equal(fittingBucket({ from: '2026-03-01', to: today }), 'day');
  assert.equal(fittingBucket({ from: '2026-01-01', to: today }), 'week');
  assert.equal(fittingBucket({ from: '2025-01-01', to: today }), 'month');
  assert.equal(queryOfSearch({ period: 'last_90', bucket: 'day' }, today).bucket, 'day');
});

test('a date that no month has is thirty days instead', () => {
  const { from } = queryOfSearch({ from: '2026-02-30', to: '2026-03-01' }, today);
  assert.equal(from, '2026-03-02');
});

test('how the breaches are looked at stands in the address too; what it says wrongly is the default', () => {
  const search = readReportSearch({
    period: 'last_7',
    teamId: 'x',
    breachSet: 'solved',
    breachUntil: 'never',
    breachMetric: 'acknowledge',
  });
  assert.deepEqual(breachQueryOf(search, today), {
    teamId: 'x',
    from: '2026-03-25',
    to: today,
    set: 'solved',
    until: 'breach',
    endedBy: 'people',
    metric: 'acknowledge',
  });
  assert.deepEqual(queryOfSearch(search, today), {
    teamId: 'x',
    from: '2026-03-25',
    to: today,
    bucket: 'day',
  });
});
