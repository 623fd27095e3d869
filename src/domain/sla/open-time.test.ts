import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at, calendar, hours, on, text } from '#harness/sla-desk.ts';
import type { CalendarVersionId } from '../kernel/id.ts';
import { dayMs, hourMs, type Instant, instant, minuteMs } from '../kernel/instant.ts';
import type { Calendar } from './calendar.ts';
import type { Target } from './clock.ts';
import { alwaysOpenCalendar, noHours } from './defaults.ts';
import { workingDeadline, workingMsBetween } from './elapsed.ts';
import { isOpenAt, nextOpening, openIntervalsBetween, openTimeOf } from './open-time.ts';
import { unionOfOpenTimes } from './union-time.ts';

const minutes = (count: number): Target => ({ unit: 'minutes', minutes: count });

function due(hoursOf: Calendar | null, from: Instant, target: Target): string | null {
  return text(workingDeadline(hoursOf, from, target));
}

function openHours(hoursOf: Calendar, from: string, to: string): number {
  return workingMsBetween(hoursOf, at(from), at(to)) / hourMs;
}

describe('a working week', () => {
  it('C28: what starts on a closed evening stands at 0 until the next opening', () => {
    const office = calendar();
    assert.equal(workingMsBetween(office, on('mon', '19:00'), on('tue', '09:00')), 0);
    assert.equal(due(office, on('mon', '19:00'), minutes(30)), '2026-03-03T09:30:00Z');
    assert.equal(due(office, on('fri', '18:00'), minutes(30)), '2026-03-09T09:30:00Z');
  });

  it('C37: a target that runs out at closing is due at closing, not at the next opening', () => {
    assert.equal(due(calendar(), on('mon', '16:00'), minutes(60)), '2026-03-02T17:00:00Z');
  });

  it('C31: several intervals a day, and another day with other hours', () => {
    const shop = calendar({
      weekly: { ...noHours, mon: hours('09:00-12:00', '13:00-18:00'), sat: hours('10:00-14:00') },
    });
    assert.equal(isOpenAt(shop, on('mon', '12:00')), false);
    assert.equal(isOpenAt(shop, on('mon', '13:00')), true);
    assert.equal(due(shop, on('mon', '11:30'), minutes(60)), '2026-03-02T13:30:00Z');
    assert.equal(due(shop, on('mon', '17:00'), minutes(120)), '2026-03-07T11:00:00Z');
  });

  it('a list of open hours is clipped to what was asked and to how many', () => {
    const time = openTimeOf(calendar());
    const found = openIntervalsBetween(
      time,
      { from: on('mon', '16:00'), to: on('fri', '10:00') },
      2,
    );
    assert.deepEqual(
      found.map(({ open, close }) => `${text(open)} ${text(close)}`),
      ['2026-03-02T16:00:00Z 2026-03-02T17:00:00Z', '2026-03-03T09:00:00Z 2026-03-03T17:00:00Z'],
    );
  });

  it('an earlier moment than all asked before changes nothing that was said', () => {
    const office = calendar();
    const before = due(office, on('mon', '16:00'), minutes(600));
    assert.equal(openHours(office, '2011-01-03T00:00:00Z', '2011-01-10T00:00:00Z'), 40);
    assert.equal(due(office, on('mon', '16:00'), minutes(600)), before);
  });
});

describe('around midnight', () => {
  const nights = calendar({
    weekly: { ...noHours, mon: hours('22:00-06:00'), fri: hours('22:00-06:00') },
  });

  it('C29: a night shift counts on past midnight and belongs to the day it starts on', () => {
    assert.equal(isOpenAt(nights, on('tue', '05:59')), true);
    assert.equal(isOpenAt(nights, on('tue', '06:00')), false);
    assert.equal(isOpenAt(nights, on('tue', '22:00')), false);
    assert.equal(due(nights, on('mon', '23:00'), minutes(180)), '2026-03-03T02:00:00Z');
  });

  it('known defect: an overnight shift is neither refused nor a year off', () => {
    assert.equal(due(nights, on('tue', '05:00'), minutes(120)), '2026-03-06T23:00:00Z');
    const target: Target = { unit: 'working_days', days: 1 };
    assert.equal(due(nights, on('tue', '02:00'), target), '2026-03-07T02:00:00Z');
  });

  it('C29: a holiday cuts a night shift by local date, or by shift where the calendar says so', () => {
    const holidays = [
      { name: 'Day', on: { kind: 'dates', dates: ['2026-03-03'] }, closedHours: 'whole_day' },
    ] as const;
    const byDate = { ...nights, holidays };
    const byShift = { ...nights, holidays, holidayCut: 'shift' } as const;
    assert.equal(openHours(byDate, '2026-03-02T20:00:00Z', '2026-03-03T20:00:00Z'), 2);
    assert.equal(openHours(byShift, '2026-03-02T20:00:00Z', '2026-03-03T20:00:00Z'), 8);
  });

  it('C29: the shift that begins on a holiday works from midnight on, or not at all', () => {
    const holidays = [
      { name: 'Day', on: { kind: 'dates', dates: ['2026-03-02'] }, closedHours: 'whole_day' },
    ] as const;
    const day = ['2026-03-02T12:00:00Z', '2026-03-03T12:00:00Z'] as const;
    assert.equal(openHours({ ...nights, holidays }, ...day), 6);
    assert.equal(openHours({ ...nights, holidays, holidayCut: 'shift' }, ...day), 0);
  });

  it('C30: 00:00–24:00 loses no minute at midnight, 00:00–23:59 does', () => {
    const full = calendar({}, hours('00:00-24:00'));
    const short = calendar({}, hours('00:00-23:59'));
    assert.equal(openHours(full, '2026-03-02T12:00:00Z', '2026-03-04T12:00:00Z'), 48);
    const lost = workingMsBetween(short, on('mon', '12:00'), on('wed', '12:00'));
    assert.equal(lost, 48 * hourMs - 2 * minuteMs);
  });

  it('C30: 24×7 is a flag that no week and no holiday can dent', () => {
    const always = {
      ...alwaysOpenCalendar('a' as CalendarVersionId, 'Europe/Berlin'),
      holidays: [
        { name: 'New Year', on: { kind: 'yearly', month: 1, day: 1 }, closedHours: 'whole_day' },
      ],
    } as const;
    assert.equal(openHours(always, '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'), 24);
    assert.equal(due(always, at('2026-12-31T23:30:00Z'), minutes(60)), '2027-01-01T00:30:00Z');
    assert.equal(due(null, at('2026-12-31T23:30:00Z'), minutes(60)), '2027-01-01T00:30:00Z');
  });
});

describe('holidays', () => {
  it('C32: whole days, ranges and dates that come every year', () => {
    const office = calendar({
      holidays: [
        {
          name: 'Year end',
          on: { kind: 'range', from: '2026-12-28', to: '2026-12-30' },
          closedHours: 'whole_day',
        },
        { name: 'New Year', on: { kind: 'yearly', month: 1, day: 1 }, closedHours: 'whole_day' },
      ],
    });
    // Friday 25 December 16:00; closed Monday to Wednesday, open Thursday, closed Friday.
    assert.equal(due(office, at('2026-12-25T16:00:00Z'), minutes(120)), '2026-12-31T10:00:00Z');
    assert.equal(due(office, at('2026-12-31T16:00:00Z'), minutes(120)), '2027-01-04T10:00:00Z');
    assert.equal(openHours(office, '2030-01-01T00:00:00Z', '2030-01-02T00:00:00Z'), 0);
  });

  it('C32: a half day closes only its hours', () => {
    const office = calendar({
      holidays: [
        {
          name: 'Eve',
          on: { kind: 'dates', dates: ['2026-03-03'] },
          closedHours: hours('12:00-24:00'),
        },
      ],
    });
    assert.equal(openHours(office, '2026-03-03T00:00:00Z', '2026-03-04T00:00:00Z'), 3);
  });

  it('C32: lunar holidays are dated lists, and a make-up day works with another day’s hours', () => {
    const office = calendar({
      timeZone: 'Asia/Shanghai',
      holidays: [
        {
          name: 'Spring Festival',
          on: { kind: 'dates', dates: ['2026-02-16', '2026-02-17', '2027-02-08'] },
          closedHours: 'whole_day',
        },
      ],
      extraWorkingDays: [{ name: 'Make-up', date: '2026-02-14', hoursOf: 'mon' }],
    });
    const day = (date: string) =>
      openHours(office, `${date}T00:00:00+08:00`, `${date}T23:59:59+08:00`);
    assert.deepEqual(
      ['2026-02-14', '2026-02-15', '2026-02-16', '2026-02-18'].map(day),
      [8, 0, 0, 8],
    );
    assert.equal(day('2027-02-08'), 0);
  });

  it('C32: special hours replace the week and win over a holiday of the same date', () => {
    const office = calendar({
      holidays: [
        { name: 'Eve', on: { kind: 'yearly', month: 12, day: 24 }, closedHours: 'whole_day' },
      ],
      specialHours: [{ name: 'Eve', date: '2026-12-24', intervals: hours('10:00-12:00') }],
    });
    assert.equal(openHours(office, '2026-12-24T00:00:00Z', '2026-12-25T00:00:00Z'), 2);
    assert.equal(openHours(office, '2027-12-24T00:00:00Z', '2027-12-25T00:00:00Z'), 0);
  });
});

describe('daylight saving', () => {
  it('C33: a day is 23 or 25 hours long, and real time counts', () => {
    const full = { ...noHours, sat: hours('00:00-24:00'), sun: hours('00:00-24:00') };
    const berlin = calendar({ timeZone: 'Europe/Berlin', weekly: full });
    assert.equal(openHours(berlin, '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'), 23);
    assert.equal(openHours(berlin, '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'), 25);
  });

  it('C33: edges follow the wall clock on the days around the change', () => {
    const berlin = calendar({ timeZone: 'Europe/Berlin' });
    assert.equal(due(berlin, at('2026-03-27T15:00:00Z'), minutes(120)), '2026-03-30T08:00:00Z');
    assert.equal(due(berlin, at('2026-10-23T14:00:00Z'), minutes(120)), '2026-10-26T09:00:00Z');
  });

  it('C33: an edge in the gap goes to the next valid instant', () => {
    const berlin = calendar({
      timeZone: 'Europe/Berlin',
      weekly: { ...noHours, sun: hours('02:30-04:00') },
    });
    // 02:00 becomes 03:00 at 01:00Z.
    assert.equal(
      text(nextOpening(openTimeOf(berlin), at('2026-03-28T12:00:00Z'))),
      '2026-03-29T01:00:00Z',
    );
    assert.equal(openHours(berlin, '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z'), 1);
  });

  it('C33: in the overlap opening takes the first instant and closing the last', () => {
    const opening = calendar({
      timeZone: 'Europe/Berlin',
      weekly: { ...noHours, sun: hours('02:30-04:00') },
    });
    const closing = { ...opening, weekly: { ...noHours, sun: hours('00:00-02:30') } };
    // 02:00–03:00 comes twice, at 00:00Z and at 01:00Z.
    assert.equal(openHours(opening, '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z'), 2.5);
    assert.equal(openHours(closing, '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z'), 3.5);
  });

  it('C33: half-hour changes and zones whose change falls on midnight', () => {
    const lordHowe = calendar({ timeZone: 'Australia/Lord_Howe' }, hours('00:00-24:00'));
    const wholeWeek = {
      ...lordHowe,
      weekly: { ...lordHowe.weekly, sat: hours('00:00-24:00'), sun: hours('00:00-24:00') },
    };
    assert.equal(openHours(wholeWeek, '2026-04-04T13:00:00Z', '2026-04-05T13:30:00Z'), 24.5);
    const saoPaulo = calendar({ timeZone: 'America/Sao_Paulo' }, hours('00:00-24:00'));
    // Friday 16 to Monday 19 February 2018: 24:00 of Saturday came an hour late.
    assert.equal(
      due(saoPaulo, at('2018-02-16T12:00:00-02:00'), minutes(780)),
      '2018-02-19T04:00:00Z',
    );
  });

  it('C33: a date that a zone left out has no hours', () => {
    const apia = calendar({ timeZone: 'Pacific/Apia' }, hours('09:00-17:00'));
    // Samoa had no Friday 30 December 2011.
    assert.equal(openHours(apia, '2011-12-29T10:00:00Z', '2012-01-01T00:00:00Z'), 8);
  });
});

describe('far away and never', () => {
  it('known defect: a long target is not cut at a year', () => {
    assert.equal(due(calendar(), on('mon', '09:00'), minutes(2000 * 60)), '2027-02-12T17:00:00Z');
    const decade = workingDeadline(calendar(), on('mon', '09:00'), minutes(20_000 * 60));
    assert.equal(
      decade === null ? 0 : workingMsBetween(calendar(), on('mon', '09:00'), decade),
      20_000 * hourMs,
    );
  });

  it('known defect: a calendar without working days ends at once instead of looping', () => {
    const shut = calendar({}, []);
    assert.equal(workingDeadline(shut, on('mon', '09:00'), minutes(1)), null);
    assert.equal(
      workingDeadline(shut, on('mon', '09:00'), { unit: 'working_days', days: 1 }),
      null,
    );
    assert.equal(
      workingDeadline(shut, on('mon', '09:00'), { unit: 'end_of_working_day', days: 1 }),
      null,
    );
    assert.equal(nextOpening(openTimeOf(shut), on('mon', '09:00')), null);
  });

  it('C35: hours on a few dates only end with the last of them', () => {
    const fair = calendar({
      weekly: noHours,
      specialHours: [{ name: 'Fair', date: '2029-05-05', intervals: hours('10:00-12:00') }],
    });
    assert.equal(due(fair, on('mon', '09:00'), minutes(60)), '2029-05-05T11:00:00Z');
    assert.equal(due(fair, on('mon', '09:00'), minutes(121)), null);
  });

  it('C36: a deadline weeks away costs well under 50 µs', () => {
    const berlin = calendar({ timeZone: 'Europe/Berlin' });
    const measure = () => {
      const begun = process.hrtime.bigint();
      for (let count = 0; count < 2000; count += 1) {
        const from = instant(on('mon', '09:00') + count * hourMs);
        const end = workingDeadline(berlin, from, minutes(80 * 60));
        workingMsBetween(berlin, from, end ?? from);
      }
      return Number(process.hrtime.bigint() - begun) / 2000 / 1000;
    };
    // The best of five: what is measured is the work, not what else the machine does meanwhile.
    const best = Math.min(...Array.from({ length: 5 }, measure));
    assert.ok(best < 50, `a deadline and its elapsed time took ${best} µs`);
  });
});

describe('follow the sun', () => {
  const asia = calendar({ timeZone: 'Asia/Tokyo' });
  const america = calendar({ id: 'b' as CalendarVersionId, timeZone: 'America/New_York' });

  it('C27: the union is open whenever one of them is, and counts no minute twice', () => {
    const union = unionOfOpenTimes([openTimeOf(asia), openTimeOf(america), openTimeOf(asia)]);
    const found = openIntervalsBetween(
      union,
      { from: on('tue', '00:00'), to: on('wed', '00:00') },
      10,
    );
    assert.deepEqual(
      found.map(({ open, close }) => `${text(open)}/${text(close)}`),
      ['2026-03-03T00:00:00Z/2026-03-03T08:00:00Z', '2026-03-03T14:00:00Z/2026-03-03T22:00:00Z'],
    );
  });

  it('C27: with a team that is always there it is 24×7', () => {
    const union = unionOfOpenTimes([openTimeOf(asia), openTimeOf(null)]);
    assert.equal(union.isAlwaysOpen, true);
    assert.equal(unionOfOpenTimes([openTimeOf(asia)]), openTimeOf(asia));
  });
});

describe('units', () => {
  it('C34: minutes, working days and the end of a working day differ', () => {
    const office = calendar({}, hours('09:00-12:00', '13:00-18:00'));
    const from = on('mon', '11:00');
    assert.equal(due(office, from, { unit: 'minutes', minutes: 480 }), '2026-03-03T11:00:00Z');
    assert.equal(due(office, from, { unit: 'working_days', days: 1 }), '2026-03-03T11:00:00Z');
    assert.equal(
      due(office, from, { unit: 'end_of_working_day', days: 1 }),
      '2026-03-02T18:00:00Z',
    );
    assert.equal(
      due(office, from, { unit: 'end_of_working_day', days: 2 }),
      '2026-03-03T18:00:00Z',
    );
  });

  it('C34: a working day is one day, short or long, and weekends are none', () => {
    const office = calendar({ weekly: { ...calendar().weekly, fri: hours('09:00-13:00') } });
    // From the middle of Thursday: the rest of it is half a day, the other half is half of Friday.
    assert.equal(
      due(office, on('thu', '13:00'), { unit: 'working_days', days: 1 }),
      '2026-03-06T11:00:00Z',
    );
    assert.equal(
      due(office, on('thu', '13:00'), { unit: 'working_days', days: 10 }),
      '2026-03-19T13:00:00Z',
    );
  });

  it('C34: started on a closed day, the first working day is the next that opens', () => {
    const target: Target = { unit: 'end_of_working_day', days: 1 };
    assert.equal(due(calendar(), on('sat', '12:00'), target), '2026-03-09T17:00:00Z');
    assert.equal(due(calendar(), on('mon', '17:00'), target), '2026-03-03T17:00:00Z');
  });

  it('C34: by the clock round, a working day is a day of its zone, whatever its length', () => {
    const always = alwaysOpenCalendar('a' as CalendarVersionId, 'Europe/Berlin');
    const target: Target = { unit: 'end_of_working_day', days: 1 };
    assert.equal(due(always, at('2026-03-29T09:00:00Z'), target), '2026-03-29T22:00:00Z');
    const noon = at('2026-06-01T10:00:00Z');
    assert.equal(
      due(always, noon, { unit: 'working_days', days: 2 }),
      text(instant(noon + 2 * dayMs)),
    );
  });
});
