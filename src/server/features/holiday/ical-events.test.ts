import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HolidayReading } from '#contract/holiday.ts';
import { readIcal } from './ical-events.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const years = [2026, 2027, 2028];

function calendarOf(...events: readonly string[][]): string {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

function readingOf(text: string): HolidayReading {
  const answer = readIcal({ text, timeZone, years });
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.reading;
}

/** Name, days and hours of each, one line each. */
function daysOf(...events: readonly string[][]): string[] {
  return readingOf(calendarOf(...events)).items.map(({ entry }) => {
    assert.equal(entry.kind, 'closed');
    const { name, on, closedHours } = entry.holiday;
    const days =
      on.kind === 'dates'
        ? on.dates.join(' ')
        : on.kind === 'range'
          ? `${on.from}/${on.to}`
          : `${on.month}-${on.day} yearly`;
    const hours = closedHours === 'whole_day' ? [] : closedHours;
    return [name, days, ...hours.map(({ opens, closes }) => `${opens}-${closes}`)].join(' | ');
  });
}

function faultsOf(text: string): string[] {
  const answer = readIcal({ text, timeZone, years });
  assert.ok(!answer.ok, 'it should be refused');
  return answer.problems.map(({ line, code, value }) => `${line} ${code} ${value}`);
}

const day = (name: string, start: string, ...more: string[]): string[] => [
  `SUMMARY:${name}`,
  `DTSTART;VALUE=DATE:${start}`,
  ...more,
];

test('all-day events: the end does not belong to it, and none means one day', () => {
  assert.deepEqual(
    daysOf(
      day('Tết', '20260216', 'DTEND;VALUE=DATE:20260221'),
      day('Labour Day', '20260501'),
      day('Own date as its end', '20260902', 'DTEND;VALUE=DATE:20260902'),
      day('Two days', '20261224', 'DURATION:P2D'),
    ),
    [
      'Tết | 2026-02-16/2026-02-20',
      'Labour Day | 2026-05-01',
      'Own date as its end | 2026-09-02',
      'Two days | 2026-12-24 2026-12-25',
    ],
  );
});

test('folded lines, escaped text and a byte-order mark are read as they are meant', () => {
  const text = `\uFEFF${calendarOf(
    day('Office party\\, with\\nsongs\\; and a very long na', '20261218', ' NOTE:no').slice(0, 2),
  ).replace('very long na', 'very long\r\n  name')}`;
  const [item] = readingOf(text).items;
  assert.ok(item?.entry.kind === 'closed');
  assert.equal(item.entry.holiday.name, 'Office party, with songs; and a very long name');
});

test('events with times close hours of the local date, over midnight too', () => {
  const timed = (name: string, start: string, end: string) => [
    `SUMMARY:${name}`,
    `DTSTART${start}`,
    end,
  ];
  assert.deepEqual(
    daysOf(
      timed('Half day', ';TZID=Asia/Ho_Chi_Minh:20261224T120000', 'DURATION:PT12H'),
      timed('In UTC', ':20260302T020000Z', 'DTEND:20260302T040000Z'),
      timed(
        'In Bangkok',
        ';TZID=Asia/Bangkok:20260303T090000',
        'DTEND;TZID=Asia/Tokyo:20260303T130000',
      ),
      timed('Floating', ':20260304T090000', 'DTEND:20260304T100000'),
      timed('Over midnight', ':20260305T220000', 'DTEND:20260307T060000'),
    ),
    [
      'In UTC | 2026-03-02 | 09:00-11:00',
      'In Bangkok | 2026-03-03 | 09:00-11:00',
      'Floating | 2026-03-04 | 09:00-10:00',
      'Over midnight | 2026-03-05 | 22:00-24:00',
      'Over midnight | 2026-03-06',
      'Over midnight | 2026-03-07 | 00:00-06:00',
      'Half day | 2026-12-24 | 12:00-24:00',
    ],
  );
});

test('a zone of the file, named as Windows names it, is read by its own rules', () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:SE Asia Standard Time',
    'BEGIN:STANDARD',
    'DTSTART:16010101T000000',
    'TZOFFSETFROM:+0700',
    'TZOFFSETTO:+0700',
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n');
  const event = [
    'SUMMARY:Move',
    'DTSTART;TZID=SE Asia Standard Time:20260302T090000',
    'DURATION:PT2H',
  ];
  const text = calendarOf(event).replace('VERSION:2.0', `VERSION:2.0\r\n${zone}`);
  const [item] = readingOf(text).items;
  assert.ok(item?.entry.kind === 'closed');
  assert.deepEqual(item.entry.holiday.closedHours, [{ opens: '09:00', closes: '11:00' }]);
});

test('what repeats every year is one day of every year; other rules become dates', () => {
  assert.deepEqual(
    daysOf(
      day('Christmas', '19701225', 'RRULE:FREQ=YEARLY'),
      day('Boxing Day', '19701226', 'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=26;INTERVAL=1'),
      day('Memorial Day', '20200525', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO'),
      day('Twice', '20260601', 'RRULE:FREQ=YEARLY;COUNT=2'),
      day('Until', '20250701', 'RRULE:FREQ=YEARLY;UNTIL=20260701'),
      day('Leap day bridge', '20240229', 'RRULE:FREQ=YEARLY;INTERVAL=2'),
      day('Stand-up', '20260105', 'RRULE:FREQ=MONTHLY;COUNT=3', 'EXDATE;VALUE=DATE:20260205'),
      day('Moon', '20260320', 'RDATE;VALUE=DATE:20270309,20280226'),
    ),
    [
      'Christmas | 12-25 yearly',
      'Boxing Day | 12-26 yearly',
      'Stand-up | 2026-01-05 2026-03-05',
      'Moon | 2026-03-20',
      'Memorial Day | 2026-05-25',
      'Twice | 2026-06-01',
      'Until | 2026-07-01',
      'Moon | 2027-03-09',
      'Memorial Day | 2027-05-31',
      'Twice | 2027-06-01',
      'Moon | 2028-02-26',
      'Leap day bridge | 2028-02-29',
      'Memorial Day | 2028-05-29',
    ],
  );
});

test('one occurrence of a series may be moved or struck out in another zone', () => {
  const series = [
    'UID:1',
    'SUMMARY:Training',
    'DTSTART;TZID=Asia/Ho_Chi_Minh:20260301T090000',
    'DURATION:PT1H',
    'RRULE:FREQ=DAILY;COUNT=4',
    'EXDATE:20260302T020000Z',
  ];
  const moved = [
    'UID:1',
    'SUMMARY:Training',
    'RECURRENCE-ID:20260303T020000Z',
    'DTSTART;TZID=Asia/Ho_Chi_Minh:20260310T090000',
    'DURATION:PT1H',
  ];
  assert.deepEqual(daysOf(series, moved), [
    'Training | 2026-03-01 2026-03-04 2026-03-10 | 09:00-10:00',
  ]);
});

test('what is cancelled, without length or of other years is left out and counted', () => {
  const { items, leftOutCount, name } = readingOf(
    calendarOf(
      day('Off', '20260101', 'STATUS:CANCELLED'),
      ['SUMMARY:Reminder', 'DTSTART:20260101T090000'],
      day('Old', '20100101'),
    ).replace('VERSION:2.0', 'X-WR-CALNAME:Holidays in Viet Nam'),
  );
  assert.deepEqual([items.length, leftOutCount, name], [0, 3, 'Holidays in Viet Nam']);
});

test('every fault has its line, its reason and the words that are wrong', () => {
  assert.deepEqual(faultsOf(''), ['1 not_a_calendar ']);
  assert.deepEqual(faultsOf('<!doctype html>\n<p>Sign in'), ['1 not_a_calendar <!doctype html>']);
  assert.deepEqual(
    faultsOf(
      calendarOf(
        day('Month 13', '20261301'),
        day('No February 30', '20260230'),
        ['SUMMARY:No start'],
        day('Backwards', '20260105', 'DTEND;VALUE=DATE:20260104'),
        day('Half of it a time', '20260105', 'DTEND:20260106T090000'),
        day('A century', '20260105', 'DTEND;VALUE=DATE:21260105'),
        day('Never', '20260105', 'RRULE:FREQ=NEVER'),
        day('No step', '20260105', 'RRULE:FREQ=YEARLY;INTERVAL=0'),
        day('Too often', '20260105', 'RRULE:FREQ=SECONDLY'),
        ['SUMMARY:Where', 'DTSTART;TZID=Mars/Olympus:20260105T090000', 'DURATION:PT1H'],
        day('How long', '20260105', 'DURATION:X'),
      ),
    ),
    [
      '5 date_malformed 20261301',
      '9 date_malformed 20260230',
      '11 start_missing BEGIN:VEVENT',
      '17 end_before_start DTEND;VALUE=DATE:20260104',
      '22 end_before_start DTEND:20260106T090000',
      '27 event_too_long DTEND;VALUE=DATE:21260105',
      '32 recurrence_malformed RRULE:FREQ=NEVER',
      '37 recurrence_malformed RRULE:FREQ=YEARLY;INTERVAL=0',
      '42 recurrence_unsupported FREQ=SECONDLY',
      '46 time_zone_unknown Mars/Olympus',
      '52 property_malformed DURATION:X',
    ],
  );
});

test('a file that is cut off or out of order says where', () => {
  const whole = calendarOf(day('Tết', '20260216'));
  assert.deepEqual(faultsOf(whole.replace('END:VCALENDAR', '')), [
    '1 component_unclosed BEGIN:VCALENDAR',
  ]);
  assert.deepEqual(faultsOf(whole.replace('END:VEVENT\r\n', '')), [
    '6 end_unexpected END:VCALENDAR',
  ]);
  assert.deepEqual(faultsOf(whole.replace('SUMMARY:Tết', 'Tết')), ['4 line_malformed Tết']);
});
