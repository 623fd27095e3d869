import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hourMs, toIso } from '../kernel/instant.ts';
import { dateTextOf } from '../sla/local-date.ts';
import { bucketUnits, dayCountOf, periodBefore } from './period.ts';
import { bucketsOf, spanOf } from './span.ts';

describe('the period of a report', () => {
  it('is whole days of the workspace’s zone, the last one included', () => {
    const span = spanOf({ from: '2026-03-02', to: '2026-03-02' }, 'Asia/Ho_Chi_Minh');
    assert.equal(toIso(span.from), '2026-03-01T17:00:00.000Z');
    assert.equal(span.to - span.from, 24 * hourMs);
  });

  it('counts a day of 23 hours and one of 25 as a day each', () => {
    const hours = (date: string) => {
      const span = spanOf({ from: date, to: date }, 'Europe/Berlin');
      return (span.to - span.from) / hourMs;
    };
    assert.deepEqual(['2026-03-29', '2026-10-25', '2026-10-26'].map(hours), [23, 25, 24]);
  });

  it('cuts weeks at Monday and months at the first', () => {
    const starts = (unit: 'week' | 'month') =>
      bucketsOf({ from: '2025-12-30', to: '2026-02-03' }, unit, 'UTC').map(({ start }) => start);
    assert.deepEqual(starts('month'), ['2025-12-30', '2026-01-01', '2026-02-01']);
    assert.deepEqual(starts('week').slice(0, 3), ['2025-12-30', '2026-01-05', '2026-01-12']);
  });

  it('is compared with as many days before it', () => {
    const before = periodBefore({ from: '2026-03-01', to: '2026-03-31' });
    assert.deepEqual(before, { from: '2026-01-29', to: '2026-02-28' });
  });

  it('is none when a date is not real or the end comes first', () => {
    assert.equal(dayCountOf({ from: '2026-02-30', to: '2026-03-01' }), null);
    assert.equal(dayCountOf({ from: '2026-03-02', to: '2026-03-01' }), null);
    assert.equal(dayCountOf({ from: '2026-03-01', to: '2026-03-02' }), 2);
  });

  it('falls apart into buckets without a gap and without an overlap, in every zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 15_000, max: 25_000 }),
        fc.integer({ min: 0, max: 400 }),
        fc.constantFrom(...bucketUnits),
        fc.constantFrom('UTC', 'Asia/Bangkok', 'America/New_York', 'Asia/Tehran', 'Africa/Cairo'),
        (first, length, unit, timeZone) => {
          const period = { from: dateTextOf(first), to: dateTextOf(first + length) };
          const span = spanOf(period, timeZone);
          const buckets = bucketsOf(period, unit, timeZone);
          assert.equal(buckets[0]?.from, span.from);
          assert.equal(buckets.at(-1)?.to, span.to);
          for (const [index, bucket] of buckets.entries()) {
            assert.ok(bucket.from < bucket.to);
            if (index > 0) assert.equal(bucket.from, buckets[index - 1]?.to);
          }
        },
      ),
    );
  });
});
