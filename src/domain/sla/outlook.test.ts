import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CalendarVersionId } from '../kernel/id.ts';
import { instantFromIso, toIso } from '../kernel/instant.ts';
import type { Calendar } from './calendar.ts';
import { outlookOf } from './outlook.ts';

const nineToSix = [{ opens: '09:00', closes: '18:00' }];
const calendar: Calendar = {
  id: '00000000-0000-7000-8000-000000000001' as CalendarVersionId,
  name: 'Office',
  timeZone: 'Asia/Ho_Chi_Minh',
  is24x7: false,
  weekly: {
    mon: nineToSix,
    tue: nineToSix,
    wed: nineToSix,
    thu: nineToSix,
    fri: nineToSix,
    sat: [],
    sun: [],
  },
  holidays: [
    {
      name: 'Tết',
      on: { kind: 'range', from: '2026-02-16', to: '2026-02-20' },
      closedHours: 'whole_day',
    },
    {
      name: 'Party',
      on: { kind: 'dates', dates: ['2026-02-13'] },
      closedHours: [{ opens: '15:00', closes: '24:00' }],
    },
  ],
  extraWorkingDays: [{ name: 'Make-up', date: '2026-02-28', hoursOf: 'mon' }],
  specialHours: [
    { name: 'Inventory', date: '2026-02-24', intervals: [{ opens: '10:00', closes: '12:00' }] },
  ],
  holidayCut: 'local_date',
};
const hourMs = 3_600_000;

test('the weeks begin on the Monday of the zone, with hours, totals and reasons', () => {
  const now = instantFromIso('2026-02-12T12:00:00+07:00');
  const { weeks } = outlookOf(calendar, now, 3);
  assert.deepEqual(
    weeks.map(({ days, openMs }) => `${days[0]?.date} ${openMs / hourMs}`),
    ['2026-02-09 42', '2026-02-16 0', '2026-02-23 47'],
  );
  const reasons = new Map(
    weeks.flatMap(({ days }) => days.map(({ date, reasons: why }) => [date, why])),
  );
  assert.deepEqual(reasons.get('2026-02-13'), [{ kind: 'partial_holiday', name: 'Party' }]);
  assert.deepEqual(reasons.get('2026-02-14'), [{ kind: 'weekday_closed', name: '' }]);
  assert.deepEqual(reasons.get('2026-02-16'), [{ kind: 'holiday', name: 'Tết' }]);
  assert.deepEqual(reasons.get('2026-02-24'), [{ kind: 'special_hours', name: 'Inventory' }]);
  assert.deepEqual(reasons.get('2026-02-28'), [{ kind: 'make_up_day', name: 'Make-up' }]);
  assert.deepEqual(reasons.get('2026-02-26'), []);
});

test('the next openings and closings begin with the one that comes first', () => {
  const at = (iso: string) =>
    outlookOf(calendar, instantFromIso(iso), 1)
      .changes.slice(0, 3)
      .map((change) => `${change.kind} ${toIso(change.at)}`);
  assert.deepEqual(at('2026-02-12T12:00:00+07:00'), [
    'closes 2026-02-12T11:00:00.000Z',
    'opens 2026-02-13T02:00:00.000Z',
    'closes 2026-02-13T08:00:00.000Z',
  ]);
  assert.deepEqual(at('2026-02-13T20:00:00+07:00').slice(0, 2), [
    'opens 2026-02-23T02:00:00.000Z',
    'closes 2026-02-23T11:00:00.000Z',
  ]);
});

test('a shift through midnight is one stretch, and a calendar without end has no edges', () => {
  const night = { opens: '22:00', closes: '24:00' };
  const early = { opens: '00:00', closes: '06:00' };
  const weekly = { ...calendar.weekly, thu: [night], fri: [early] };
  const shifts = outlookOf(
    { ...calendar, weekly, holidays: [] },
    instantFromIso('2026-02-12T20:00:00+07:00'),
    1,
  );
  assert.deepEqual(
    shifts.changes.slice(0, 2).map((change) => `${change.kind} ${toIso(change.at)}`),
    ['opens 2026-02-12T15:00:00.000Z', 'closes 2026-02-12T23:00:00.000Z'],
  );
  const always = outlookOf(
    { ...calendar, is24x7: true },
    instantFromIso('2026-02-12T20:00:00+07:00'),
    1,
  );
  assert.deepEqual([always.isOpen, always.opensAt, always.changes], [true, null, []]);
  assert.equal(always.weeks[0]?.openMs, 7 * 24 * hourMs);
});

test('C33: a day on which the clock is changed is as long as it is', () => {
  const berlin = { ...calendar, timeZone: 'Europe/Berlin', is24x7: true };
  const [week] = outlookOf(berlin, instantFromIso('2026-03-27T12:00:00Z'), 1).weeks;
  assert.deepEqual(
    week?.days.slice(-2).map(({ lengthMs }) => lengthMs / hourMs),
    [24, 23],
  );
});
