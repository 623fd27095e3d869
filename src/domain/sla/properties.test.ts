import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { calendar, calendarId, clock } from '#harness/sla-desk.ts';
import { type Instant, instant, minuteMs } from '../kernel/instant.ts';
import { type Calendar, type OpenInterval, weekdays } from './calendar.ts';
import type { Pause, Target } from './clock.ts';
import { noHours } from './defaults.ts';
import { deadlineOfClock, runningSegments, segmentsOfClock } from './derive.ts';
import { deadlineOf, elapsedMs, segmentsOf } from './elapsed.ts';
import {
  afterOpenMs,
  beforeOpenMs,
  dayEndsBetween,
  isOpenAt,
  openMsBetween,
  openTimeOf,
  workingDaysBetween,
} from './open-time.ts';

/*
 * Random calendars, moments and pauses. What is claimed holds for all of them; a counterexample
 * prints the calendar that breaks it.
 */

const zones = [
  'UTC',
  'Asia/Ho_Chi_Minh',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
];

const timeText = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Up to two intervals a day that do not overlap, the second perhaps past midnight. */
const dayHours = fc
  .uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 0, maxLength: 4 })
  .map((minutesOfDay): OpenInterval[] => {
    const sorted = minutesOfDay.toSorted((a, b) => a - b).map(timeText);
    const [a, b, c, d] = sorted;
    if (a === undefined || b === undefined) return [];
    if (c === undefined) return [{ opens: a, closes: b }];
    return [
      { opens: a, closes: b },
      { opens: c, closes: d ?? '24:00' },
    ];
  });

const calendars = fc
  .record({
    timeZone: fc.constantFrom(...zones),
    week: fc.array(dayHours, { minLength: 7, maxLength: 7 }),
    holidays: fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 6 }),
    isNight: fc.boolean(),
  })
  .map(({ timeZone, week, holidays, isNight }): Calendar => {
    const byDay = weekdays.map((weekday, index) => [weekday, week[index] ?? []] as const);
    const night = { wed: [{ opens: '21:15', closes: '05:45' }], thu: [] };
    return calendar({
      timeZone,
      weekly: {
        ...noHours,
        ...Object.fromEntries(byDay),
        ...(isNight ? night : {}),
        fri: [{ opens: '08:00', closes: '16:30' }],
      },
      holidays: holidays.map((offset) => ({
        name: `day ${offset}`,
        on: {
          kind: 'dates',
          dates: [new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10)],
        },
        closedHours: offset % 3 === 0 ? [{ opens: '00:00', closes: '12:00' }] : 'whole_day',
      })),
    });
  });

/** The hours of the week on the weekday of the date, in minutes; past midnight beyond 1440. */
function hoursOf(cal: Calendar, date: Temporal.ZonedDateTime) {
  const weekday = weekdays[date.dayOfWeek - 1] ?? 'mon';
  return cal.weekly[weekday].map(({ opens, closes }) => {
    const [from = 0, to = 0] = [opens, closes].map((time) => {
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      return hour * 60 + minute;
    });
    return { from, to: to < from ? to + 1440 : to };
  });
}

const moments = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 1) })
  .map((ms) => instant(ms));

const amounts = fc.integer({ min: 1, max: 300 * 60 * minuteMs });

const pauses = fc
  .tuple(moments, fc.array(fc.integer({ min: 1, max: 4 * 24 * 60 * minuteMs }), { maxLength: 8 }))
  .map(([from, lengths]) => {
    const list: Pause[] = [];
    let begin = from + 1;
    for (let index = 0; index + 1 < lengths.length; index += 2) {
      const start = begin + (lengths[index] ?? 0);
      const end = start + (lengths[index + 1] ?? 0);
      list.push({ from: instant(start), to: instant(end), reason: 'pending' });
      begin = end;
    }
    return { from, list };
  });

const runs = { numRuns: 300 };

describe('elapsed time and deadline', () => {
  it('C36: a deadline is the exact inverse of elapsed time', () => {
    fc.assert(
      fc.property(calendars, pauses, amounts, (cal, { from, list }, ms) => {
        const segments = segmentsOf(openTimeOf(cal), from, list);
        const due = deadlineOf(segments, { unit: 'minutes', minutes: ms / minuteMs });
        assert.ok(due !== null);
        assert.equal(elapsedMs(segments, due), ms);
        assert.equal(elapsedMs(segments, instant(due - 1)), ms - 1);
      }),
      runs,
    );
  });

  it('C34: working days and their ends are inverted exactly too', () => {
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 1, max: 40 }), (cal, from, days) => {
        const time = openTimeOf(cal);
        const count = (unit: Target['unit'], to: number) =>
          unit === 'working_days'
            ? workingDaysBetween(time, from, to)
            : dayEndsBetween(time, from, to);
        for (const unit of ['working_days', 'end_of_working_day'] as const) {
          const due = deadlineOf(segmentsOf(time, from), { unit, days });
          assert.ok(due !== null);
          assert.ok(count(unit, due) >= days - 1e-9);
          assert.ok(count(unit, due - 1) < days);
        }
      }),
      runs,
    );
  });

  it('looking back from a deadline by the same time leads to the start or to a closed stretch', () => {
    fc.assert(
      fc.property(calendars, moments, amounts, (cal, from, ms) => {
        const time = openTimeOf(cal);
        const due = afterOpenMs(time, from, ms);
        const back = due === null ? null : beforeOpenMs(time, due, ms);
        assert.ok(back !== null && due !== null);
        assert.equal(openMsBetween(time, back, due), ms);
        assert.equal(openMsBetween(time, Math.min(back, from), Math.max(back, from)), 0);
      }),
      runs,
    );
  });

  it('splitting a stretch anywhere changes nothing', () => {
    fc.assert(
      fc.property(calendars, fc.tuple(moments, moments, moments), (cal, cuts) => {
        const [a, b, c] = cuts.toSorted((x, y) => x - y);
        assert.ok(a !== undefined && b !== undefined && c !== undefined);
        const time = openTimeOf(cal);
        const whole = openMsBetween(time, a, c);
        assert.equal(openMsBetween(time, a, b) + openMsBetween(time, b, c), whole);
      }),
      runs,
    );
  });

  it('a closed minute never counts, an open one always does', () => {
    fc.assert(
      fc.property(calendars, moments, (cal, moment) => {
        const counted = openMsBetween(openTimeOf(cal), moment, moment + 1);
        assert.equal(counted, isOpenAt(cal, moment) ? 1 : 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('is open when the wall clock of the zone says so, read by Temporal itself', () => {
    fc.assert(
      fc.property(calendars, moments, (cal, moment) => {
        const wall = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(
          cal.timeZone,
        );
        // Around a change of offset the rules of C33 decide, which have examples of their own.
        fc.pre(wall.add({ days: 2 }).offset === wall.subtract({ days: 2 }).offset);
        const minute = wall.hour * 60 + wall.minute;
        const [today, before] = [wall, wall.subtract({ days: 1 })].map((date) =>
          hoursOf(cal, date),
        );
        const isWorked =
          (today ?? []).some(({ from, to }) => from <= minute && minute < to) ||
          (before ?? []).some(({ from, to }) => from <= minute + 1440 && minute + 1440 < to);
        const isHoliday = cal.holidays.some(
          ({ on, closedHours }) =>
            on.kind === 'dates' &&
            on.dates.includes(wall.toPlainDate().toString()) &&
            (closedHours === 'whole_day' || minute < 720),
        );
        assert.equal(isOpenAt(cal, moment), isWorked && !isHoliday);
      }),
      { numRuns: 1000 },
    );
  });

  it('C9: a pause moves the deadline by its working part and by nothing else', () => {
    fc.assert(
      fc.property(calendars, pauses, amounts, (cal, { from, list }, ms) => {
        const time = openTimeOf(cal);
        const target: Target = { unit: 'minutes', minutes: ms / minuteMs };
        const due = deadlineOf(segmentsOf(time, from, list), target);
        assert.ok(due !== null);
        const paused = list.reduce(
          (sum, pause) => sum + openMsBetween(time, pause.from, Math.min(pause.to ?? due, due)),
          0,
        );
        assert.equal(openMsBetween(time, from, due), ms + paused);
      }),
      runs,
    );
  });

  it('a longer target is never due earlier, a later start neither', () => {
    fc.assert(
      fc.property(calendars, moments, fc.tuple(amounts, amounts), (cal, from, [ms, more]) => {
        const time = openTimeOf(cal);
        const due = (start: Instant, amount: number) => afterOpenMs(time, start, amount) ?? 0;
        assert.ok(due(from, ms) <= due(from, ms + more));
        assert.ok(due(from, ms) <= due(instant(from + more), ms));
      }),
      runs,
    );
  });
});

describe('segments', () => {
  it('cover the life of a clock without a hole, and running ones hold its elapsed time', () => {
    fc.assert(
      fc.property(calendars, pauses, (cal, { from, list }) => {
        const own = clock({ startedAt: from, pauses: list });
        const segments = segmentsOfClock(own);
        for (const [index, segment] of segments.entries()) {
          const next = segments[index + 1];
          if (next !== undefined) assert.equal(segment.to, next.from);
        }
        const by = new Map([[calendarId, cal]]);
        const due = deadlineOfClock(own, by);
        assert.ok(due !== null);
        const running = segments.filter(({ state }) => state === 'running');
        assert.equal(running.length, runningSegments(own, by).length);
      }),
      { numRuns: 100 },
    );
  });
});
