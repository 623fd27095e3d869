import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  calendar,
  calendarId,
  clock,
  deskAt,
  deskContext,
  hopPolicy,
  on,
  policy,
  text,
} from '#harness/sla-desk.ts';
import { contextAt } from '../simulation/world.ts';
import { explainClock } from './explain.ts';

const office = calendar({
  holidays: [
    { name: 'Founders', on: { kind: 'dates', dates: ['2026-03-03'] }, closedHours: 'whole_day' },
    { name: 'Labour Day', on: { kind: 'yearly', month: 5, day: 1 }, closedHours: 'whole_day' },
  ],
});
const given = deskContext({ calendars: new Map([[calendarId, office]]) });

describe('the explanation of a clock', () => {
  it('P4: shows the stretches that counted, and they add up to the target', () => {
    const own = clock({
      startedAt: on('mon', '15:00'),
      pauses: [{ from: on('wed', '09:30'), to: on('wed', '10:00'), reason: 'pending' }],
    });
    const told = explainClock(own, contextAt(on('mon', '16:00'), given));
    assert.deepEqual(
      told.counted.map(({ from, to }) => `${text(from)}/${text(to)}`),
      [
        '2026-03-02T15:00:00Z/2026-03-02T17:00:00Z',
        '2026-03-04T09:00:00Z/2026-03-04T09:30:00Z',
        '2026-03-04T10:00:00Z/2026-03-04T11:30:00Z',
      ],
    );
    const sum = told.counted.reduce((total, { workingMs }) => total + workingMs, 0);
    assert.equal(sum, told.targetMs);
    assert.equal(text(told.dueAt), '2026-03-04T11:30:00Z');
    assert.deepEqual(told.closedDates, [{ date: '2026-03-03', name: 'Founders' }]);
    assert.equal(told.percentUsed, 25);
    assert.equal(told.remainingMs, 3 * 3_600_000);
    assert.deepEqual(
      told.segments.map(({ state }) => state),
      ['running', 'paused', 'running'],
    );
  });

  it('P4: names the marks with their moments, fired or not', () => {
    const desk = deskAt(on('mon', '09:00'), given).open().reply().to(on('wed', '09:00'));
    const told = explainClock(desk.clock('resolution'), contextAt(desk.now, given));
    assert.deepEqual(
      told.marks.map(({ id, at, hasFired }) => [id, text(at), hasFired]),
      [
        ['warn-80', '2026-03-04T13:48:00Z', false],
        ['breach', '2026-03-04T17:00:00Z', false],
      ],
    );
  });

  it('C37: says how late a breach was noticed', () => {
    const breachedAt = on('mon', '13:00');
    const own = clock({ status: 'breached', breachedAt, detectedAt: on('mon', '13:02') });
    const told = explainClock(own, contextAt(on('mon', '14:00'), given));
    assert.equal(told.latenessMs, 120_000);
    assert.equal(told.remainingMs, 0);
  });

  it('while paused there is no due date, only what has been counted', () => {
    const own = clock({ pauses: [{ from: on('mon', '10:00'), to: null, reason: 'pending' }] });
    const told = explainClock(own, contextAt(on('mon', '16:00'), given));
    assert.equal(told.dueAt, null);
    assert.equal(told.elapsedMs, 3_600_000);
    assert.equal(told.counted.length, 1);
  });

  it('24×7 knows neither zone nor holidays', () => {
    const own = clock({ calendarVersionId: null });
    const told = explainClock(own, contextAt(on('mon', '10:00'), given));
    assert.deepEqual([told.timeZone, told.closedDates], [null, []]);
  });

  it('C28: a grace after opening is one of the pauses', () => {
    const policies = [policy({ graceMinutes: 30 }), hopPolicy()];
    const desk = deskAt(on('mon', '07:00'), { ...given, policies }).open();
    assert.deepEqual(
      desk
        .clock('first_response')
        .pauses.map(({ from, to, reason }) => [text(from), text(to), reason]),
      [['2026-03-02T09:00:00Z', '2026-03-02T09:30:00Z', 'grace']],
    );
    assert.equal(text(desk.clock('first_response').dueAt), '2026-03-02T11:30:00Z');
    const inside = deskAt(on('mon', '10:00'), { ...given, policies }).open();
    assert.deepEqual(inside.clock('first_response').pauses, []);
  });
});
