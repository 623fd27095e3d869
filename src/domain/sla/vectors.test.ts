import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runVectors } from './vectors.ts';

const week = {
  mon: [['09:00', '17:00']],
  tue: [
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ],
};
const base = { schedule: week, tz: 'Europe/Paris', holidays: [], special_hours: {}, pauses: [] };
/** Monday 2 March 2026, 16:00 in Paris. */
const start = '2026-03-02T16:00:00+01:00';

const outcomeOf = (vector: unknown) => {
  const [outcome] = runVectors([vector]);
  assert.ok(outcome !== undefined);
  return outcome;
};

describe('a file of vectors', () => {
  it('adds working time, also backwards and by nothing', () => {
    const add = (seconds: number, from = start) =>
      outcomeOf({ ...base, op: 'add', start: from, seconds, accept: ['2026-03-03T09:00:00Z'] })
        .actual;
    assert.equal(add(7200), '2026-03-03T09:00:00.000Z');
    assert.equal(add(-3600), '2026-03-02T14:00:00.000Z');
    assert.equal(add(0, '2026-03-02T19:00:00+01:00'), '2026-03-03T08:00:00.000Z');
  });

  it('counts between moments in both directions, less the pauses', () => {
    const between = { ...base, op: 'between', start, end: '2026-03-03T10:00:00+01:00' };
    const pauses = [['2026-03-03T09:15:00+01:00', '2026-03-03T09:45:00+01:00']];
    assert.equal(outcomeOf({ ...between, reference: 7200 }).outcome, 'right');
    assert.equal(outcomeOf({ ...between, pauses, reference: 5400 }).outcome, 'right');
    const back = { ...between, start: between.end, end: start, reference: -7200 };
    assert.equal(outcomeOf(back).outcome, 'right');
  });

  it('tells open from closed, by holidays and special hours', () => {
    const open = (at: string, more: object = {}) =>
      outcomeOf({ ...base, op: 'is_open', at, open: true, ...more }).actual;
    assert.equal(open(start), 'true');
    assert.equal(open('2026-03-03T12:30:00+01:00'), 'false');
    assert.equal(open(start, { holidays: ['*-03-02'] }), 'false');
    assert.equal(open(start, { special_hours: { '2026-03-02': [['10:00', '12:00']] } }), 'false');
  });

  it('marks what differs as wrong, or as not graded where another convention is meant', () => {
    const vector = { ...base, op: 'add', start, seconds: 3600, accept: ['2026-03-03T08:00:00Z'] };
    assert.equal(outcomeOf(vector).outcome, 'wrong');
    assert.equal(outcomeOf({ ...vector, graded: false }).outcome, 'not_graded');
    assert.equal(outcomeOf({ ...vector, accept: ['2026-03-02T16:00:00Z'] }).outcome, 'right');
  });

  it('refuses at once what cannot be met, and names why', () => {
    const refusal = (vector: object) => {
      const { outcome, problems } = outcomeOf({ op: 'add', start, seconds: 60, ...vector });
      return outcome === 'refused' ? problems.join() : outcome;
    };
    assert.equal(refusal({ schedule: {} }), 'never_open at weekly');
    assert.equal(refusal({ schedule: week, seconds: 0 }), 'target_not_positive at seconds');
    assert.equal(refusal({ schedule: week, seconds: -300 }), 'target_not_positive at seconds');
    assert.equal(refusal({ schedule: week, seconds: 'soon' }), 'number_malformed at seconds');
    assert.equal(
      refusal({ schedule: { mon: [['26:00', '27:00']] } }).split(',')[0],
      'time_malformed at weekly.mon.0.opens',
    );
    assert.equal(
      refusal({ schedule: { sunday: [] } }).split(',')[0],
      'weekday_unknown at schedule.sunday',
    );
    assert.equal(refusal({ schedule: 'weekdays' }).split(',')[0], 'schedule_malformed at schedule');
    assert.equal(refusal({ schedule: week, tz: 'Mars/Base' }), 'time_zone_unknown at timeZone');
    assert.equal(refusal({ schedule: week, seconds: 1e15 }), 'target_unreachable at seconds');
    assert.equal(refusal({ schedule: week }), 'answered');
  });

  it('is a list of anything, and nothing else', () => {
    assert.equal(outcomeOf(null).outcome, 'refused');
    assert.equal(outcomeOf({ op: 'shift', id: 'x', schedule: week }).id, 'x');
    assert.deepEqual(runVectors([]), []);
    assert.throws(() => runVectors({ vectors: [] }), RangeError);
  });
});
