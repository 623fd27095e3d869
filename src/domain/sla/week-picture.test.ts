import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { at, calendar, calendarId, clock, hours, on, text } from '#harness/sla-desk.ts';
import { dayMs, hourMs, type Instant, plusMs } from '../kernel/instant.ts';
import type { Clock } from './clock.ts';
import { wholeMsOf } from './derive.ts';
import { type ClockPicture, pictureOfClock } from './week-picture.ts';

const office = calendar(
  {
    holidays: [
      { name: 'Founders', on: { kind: 'dates', dates: ['2026-03-03'] }, closedHours: 'whole_day' },
    ],
  },
  hours('09:00-12:00', '13:00-17:00'),
);
const calendars = new Map([[calendarId, office]]);
const timeZone = 'Asia/Ho_Chi_Minh';

function draw(own: Clock, now = on('mon', '10:00')): ClockPicture {
  return pictureOfClock(own, { calendars, now, timeZone });
}

function said(stretches: readonly { readonly from: Instant; readonly to: Instant }[] = []) {
  return stretches.map(({ from, to }) => `${text(from)?.slice(5, 16)}/${text(to)?.slice(5, 16)}`);
}

describe('the picture of a clock', () => {
  const paused = clock({
    startedAt: on('mon', '15:00'),
    pauses: [{ from: on('mon', '16:00'), to: on('wed', '10:00'), reason: 'pending' }],
  });

  it('P4: has a row for each day, with what is open, what counts, the pauses and the holidays', () => {
    const { days } = draw(paused);
    assert.deepEqual(
      days.map(({ date, holidays }) => [date, ...holidays]),
      [['2026-03-02'], ['2026-03-03', 'Founders'], ['2026-03-04']],
    );
    const [mon, tue, wed] = days;
    assert.deepEqual(said(mon?.open), ['03-02T09:00/03-02T12:00', '03-02T13:00/03-02T17:00']);
    assert.deepEqual(said(mon?.counted), ['03-02T15:00/03-02T16:00']);
    assert.deepEqual(said(mon?.paused), ['03-02T16:00/03-03T00:00']);
    assert.deepEqual(said(tue?.open), []);
    assert.deepEqual(said(tue?.paused), ['03-03T00:00/03-04T00:00']);
    assert.deepEqual(said(wed?.paused), ['03-04T00:00/03-04T10:00']);
    assert.deepEqual(said(wed?.counted), ['03-04T10:00/03-04T12:00', '03-04T13:00/03-04T14:00']);
  });

  it('while paused it reaches to now, and nothing beyond counts', () => {
    const still = clock({ pauses: [{ from: on('mon', '10:00'), to: null, reason: 'on_hold' }] });
    const { days } = draw(still, on('wed', '08:00'));
    assert.equal(days.length, 3);
    assert.equal(text(days.at(-1)?.paused[0]?.to ?? null), '2026-03-04T08:00:00Z');
    assert.deepEqual(
      days.map(({ counted }) => counted.length),
      [1, 0, 0],
    );
  });

  it('24×7 is drawn in the zone of the workspace, open all day', () => {
    const { days, timeZone: zone } = draw(clock({ calendarVersionId: null }));
    assert.equal(zone, timeZone);
    const [day] = days;
    assert.ok(day);
    assert.equal(text(day.from), '2026-03-01T17:00:00Z');
    assert.deepEqual(day.open, [{ from: day.from, to: day.to }]);
    assert.deepEqual(day.holidays, []);
  });

  it('a long clock keeps its start, a week around now, and its end', () => {
    const box = clock({ calendarVersionId: null, target: { unit: 'minutes', minutes: 30 * 1440 } });
    const { days } = draw(box, plusMs(box.startedAt, 12 * dayMs));
    assert.deepEqual(
      days.flatMap(({ gapBefore }, index) => (gapBefore === 0 ? [] : [[index, gapBefore]])),
      [
        [2, 7],
        [9, 13],
      ],
    );
    assert.equal(days.length, 11);
    assert.equal(days.at(-1)?.date, '2026-04-01');
  });

  it('C33: the day on which the clocks go forward has 23 hours', () => {
    const berlin = calendar({ timeZone: 'Europe/Berlin' });
    const own = clock({ startedAt: at('2026-03-28T12:00:00Z') });
    const { days } = pictureOfClock(own, {
      calendars: new Map([[calendarId, berlin]]),
      now: at('2026-03-28T12:00:00Z'),
      timeZone,
    });
    const lengths = days.map(({ from, to }) => (to - from) / hourMs);
    assert.deepEqual(lengths, [24, 23, 24]);
  });

  it('what counts in all its rows adds up to the target, whatever paused it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4 * dayMs }),
        fc.uniqueArray(fc.integer({ min: 1, max: 5 * dayMs }), { maxLength: 6 }),
        (startMs, edges) => {
          const startedAt = plusMs(on('mon', '00:00'), startMs);
          const moments = edges.toSorted((a, b) => a - b).map((ms) => plusMs(startedAt, ms));
          const pauses = moments.flatMap((from, index) => {
            const to = moments[index + 1];
            return index % 2 === 1 || to === undefined ? [] : [{ from, to, reason: 'pending' }];
          });
          const own = clock({ startedAt, pauses });
          const { days } = draw(own, startedAt);
          assert.ok(days.every(({ gapBefore }) => gapBefore === 0));
          const countedMs = days
            .flatMap(({ counted }) => counted)
            .reduce((sum, { from, to }) => sum + (to - from), 0);
          assert.equal(countedMs, wholeMsOf(own, calendars));
          for (const [index, day] of days.entries()) {
            assert.equal(day.from, days[index - 1]?.to ?? day.from);
            for (const { from, to } of [...day.open, ...day.counted, ...day.paused]) {
              assert.ok(from >= day.from && to <= day.to && from < to);
            }
          }
        },
      ),
    );
  });

  it('a clock that ended is drawn up to its end or its deadline, whichever is later', () => {
    const met = clock({
      status: 'met',
      fulfilledAt: on('mon', '10:00'),
      endedAt: on('mon', '10:00'),
    });
    assert.equal(draw(met, on('fri', '10:00')).days.length, 1);
  });
});
