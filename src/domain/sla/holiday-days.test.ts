import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Holiday } from './calendar.ts';
import {
  daysOf,
  feedChanges,
  hasEntry,
  type HolidayEntry,
  holidaysOfDays,
  withChange,
  withEntries,
} from './holiday-days.ts';

const whole = { closedHours: 'whole_day' } as const;
const empty = { holidays: [], extraWorkingDays: [], specialHours: [] };

function closed(name: string, on: Holiday['on'], feedId?: string): HolidayEntry {
  return {
    kind: 'closed',
    holiday: { name, on, ...whole, ...(feedId === undefined ? {} : { feedId }) },
  };
}

test('C32: days come back as the days they were, whatever they are written as', () => {
  const days = ['2026-12-31', '2026-02-16', '2026-02-17', '2026-02-18', '12-25', '2027-02-06'];
  const holidays = holidaysOfDays(days, { name: 'Tết', ...whole });
  assert.deepEqual(
    holidays.map(({ on }) => on),
    [
      { kind: 'yearly', month: 12, day: 25 },
      { kind: 'range', from: '2026-02-16', to: '2026-02-18' },
      { kind: 'dates', dates: ['2026-12-31', '2027-02-06'] },
    ],
  );
  assert.deepEqual(holidays.flatMap(daysOf).toSorted(), days.toSorted());
});

test('a range that runs backwards, or for a century, has no days', () => {
  const range = (from: string, to: string) => daysOf({ on: { kind: 'range', from, to } });
  assert.deepEqual(range('2026-02-18', '2026-02-16'), []);
  assert.deepEqual(range('2026-02-18', '2126-02-18'), []);
});

test('what is taken twice is there once, and years of one name stand together', () => {
  const first = withEntries(empty, [
    closed('Tết', { kind: 'dates', dates: ['2026-02-17'] }),
    closed('Tết', { kind: 'dates', dates: ['2026-02-17'] }),
    closed('Tết', { kind: 'dates', dates: ['2027-02-06'] }),
    { kind: 'worked', day: { name: 'Make-up', date: '2026-02-28', hoursOf: 'mon' } },
  ]);
  assert.deepEqual(
    first.holidays.map(({ on }) => on),
    [{ kind: 'dates', dates: ['2026-02-17', '2027-02-06'] }],
  );
  assert.equal(first.extraWorkingDays.length, 1);
  const again = closed('Lunar New Year', { kind: 'dates', dates: ['2027-02-06'] });
  assert.equal(hasEntry({ ...empty, ...first }, again), true, 'the date is closed by another name');
  const special = { ...empty, specialHours: [{ date: '2026-02-28' }] };
  const worked: HolidayEntry = {
    kind: 'worked',
    day: { name: 'Make-up', date: '2026-02-28', hoursOf: 'mon' },
  };
  assert.equal(hasEntry(special, worked), true, 'a date has one exception');
});

test('a date that is closed every year need not be taken again', () => {
  const yearly: Holiday = { name: 'New Year', on: { kind: 'yearly', month: 1, day: 1 }, ...whole };
  const entry = closed("New Year's Day", { kind: 'dates', dates: ['2027-01-01'] });
  assert.equal(hasEntry({ ...empty, holidays: [yearly] }, entry), true);
});

test('a reading says what is new and what is gone, and leaves the past and other days alone', () => {
  const holidays: Holiday[] = [
    {
      name: 'Eid',
      on: { kind: 'dates', dates: ['2025-03-30', '2026-12-20'] },
      ...whole,
      feedId: 'f',
    },
    { name: 'Party', on: { kind: 'dates', dates: ['2026-12-23'] }, ...whole },
  ];
  const read = [
    closed('Eid', { kind: 'dates', dates: ['2026-12-21'] }),
    closed('National Day', { kind: 'yearly', month: 9, day: 23 }),
  ];
  const changes = feedChanges(holidays, read, { feedId: 'f', today: '2026-11-01' });
  assert.deepEqual(changes, [
    { name: 'Eid', ...whole, added: ['2026-12-21'], gone: ['2026-12-20'] },
    { name: 'National Day', ...whole, added: ['09-23'], gone: [] },
  ]);
  let next: readonly Holiday[] = holidays;
  for (const change of changes) next = withChange(next, change, 'f');
  assert.deepEqual(next, [
    {
      name: 'Eid',
      on: { kind: 'dates', dates: ['2025-03-30', '2026-12-21'] },
      ...whole,
      feedId: 'f',
    },
    { name: 'Party', on: { kind: 'dates', dates: ['2026-12-23'] }, ...whole },
    { name: 'National Day', on: { kind: 'yearly', month: 9, day: 23 }, ...whole, feedId: 'f' },
  ]);
  const party = closed('Staff party', { kind: 'dates', dates: ['2026-12-23'] });
  const again = feedChanges(next, [...read, party], { feedId: 'f', today: '2026-11-01' });
  assert.deepEqual(again, [], 'what was taken, or is closed anyway, is no news');
});
