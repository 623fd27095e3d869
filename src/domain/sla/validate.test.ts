import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  calendar,
  calendarId,
  hopPolicy,
  hours,
  mark,
  minutes,
  on,
  policy,
} from '#harness/sla-desk.ts';
import type { CalendarVersionId, PolicyVersionId, TeamId } from '../kernel/id.ts';
import type { Calendar } from './calendar.ts';
import {
  alwaysOpenCalendar,
  defaultCalendar,
  defaultCustomerPolicy,
  defaultHopPolicy,
  noHours,
} from './defaults.ts';
import type { Mark, PolicyVersion } from './policy.ts';
import { validateCalendar } from './validate-calendar.ts';
import { validatePolicy, validatePolicyOrder } from './validate-policy.ts';

const now = on('mon', '09:00');
const week = (...mon: readonly string[]) => ({ weekly: { ...noHours, mon: hours(...mon) } });

const ofCalendar = (changes: Partial<Calendar>) =>
  validateCalendar(calendar(changes), now).map(({ path, code }) => `${path} ${code}`);

const calendars = new Map([[calendarId, calendar()]]);

const ofPolicy = (changes: Partial<PolicyVersion>, base = policy) =>
  validatePolicy(base(changes), { calendars, now }).map(({ path, code }) => `${path} ${code}`);

const errorsOf = (problems: readonly { severity: string }[]) =>
  problems.filter(({ severity }) => severity === 'error');

describe('a calendar', () => {
  it('is right as a new workspace gets it', () => {
    const id = 'new' as CalendarVersionId;
    assert.deepEqual(validateCalendar(defaultCalendar(id, 'Asia/Bangkok'), now), []);
    assert.deepEqual(validateCalendar(alwaysOpenCalendar(id, 'Asia/Bangkok'), now), []);
  });

  it('C35: must open within a year', () => {
    assert.deepEqual(ofCalendar({ weekly: noHours }), ['weekly never_open']);
    const fair = (date: string) =>
      ofCalendar({
        weekly: noHours,
        specialHours: [{ name: 'Fair', date, intervals: hours('10:00-12:00') }],
      });
    assert.deepEqual(fair('2026-12-01'), []);
    assert.deepEqual(fair('2027-12-01'), ['weekly never_open']);
    assert.deepEqual(fair('2026-01-01'), ['weekly never_open']);
  });

  it('C35: a holiday that covers everything is found as well', () => {
    const on = { kind: 'range', from: '2026-01-01', to: '2028-01-01' } as const;
    const holidays = [{ name: 'Closed', on, closedHours: 'whole_day' }] as const;
    assert.deepEqual(ofCalendar({ holidays }), ['weekly never_open']);
  });

  it('names a zone it does not know', () => {
    assert.deepEqual(ofCalendar({ timeZone: 'Asia/Atlantis' }), ['timeZone time_zone_unknown']);
    assert.deepEqual(ofCalendar({ timeZone: '+07:00' }), ['timeZone time_zone_unknown']);
  });

  it('names times that are none, and 24:00 where a day would begin', () => {
    assert.deepEqual(ofCalendar(week('25:00-17:00')), ['weekly.mon.0.opens time_malformed']);
    assert.deepEqual(ofCalendar(week('09:00-18:60')), ['weekly.mon.0.closes time_malformed']);
    assert.deepEqual(ofCalendar(week('9-17')), [
      'weekly.mon.0.opens time_malformed',
      'weekly.mon.0.closes time_malformed',
    ]);
    assert.deepEqual(ofCalendar(week('24:00-24:00')), [
      'weekly.mon.0.opens time_malformed',
      'weekly.mon.0 interval_empty',
    ]);
    assert.deepEqual(ofCalendar(week('00:00-24:00')), []);
  });

  it('names intervals that overlap, on a day or into the next', () => {
    assert.deepEqual(ofCalendar(week('09:00-13:00', '12:00-17:00')), [
      'weekly.mon intervals_overlap',
    ]);
    const night = { ...noHours, mon: hours('22:00-06:00'), tue: hours('05:00-09:00') };
    assert.ok(ofCalendar({ weekly: night }).includes('weekly.mon intervals_overlap'));
    assert.deepEqual(ofCalendar(week('09:00-12:00', '12:00-17:00')), []);
  });

  it('C29: allows a night shift, and points at it in case two times were swapped', () => {
    const problems = validateCalendar(calendar(week('22:00-06:00')), now);
    assert.deepEqual(
      problems.map(({ code, severity }) => `${code} ${severity}`),
      ['interval_crosses_midnight warning'],
    );
    assert.deepEqual(ofCalendar(week('09:00-09:00')), ['weekly.mon.0 interval_empty']);
  });

  it('names a weekday that does not exist', () => {
    const seventh = { '7': hours('09:00-17:00') };
    const weekly: Calendar['weekly'] = { ...calendar().weekly, ...seventh };
    assert.deepEqual(ofCalendar({ weekly }), ['weekly.7 weekday_unknown']);
  });

  it('names dates that are none, reversed ranges and dates listed twice', () => {
    const whole = { name: 'x', closedHours: 'whole_day' } as const;
    const problems = ofCalendar({
      holidays: [
        { ...whole, on: { kind: 'dates', dates: ['2026-02-29', '2026-13-01', '2028-02-29'] } },
        { ...whole, on: { kind: 'range', from: '2026-05-02', to: '2026-05-01' } },
        { ...whole, on: { kind: 'yearly', month: 2, day: 30 } },
        { ...whole, on: { kind: 'yearly', month: 2, day: 29 } },
      ],
      specialHours: [
        { name: 'a', date: '2026-05-05', intervals: hours('10:00-12:00') },
        { name: 'b', date: 'soon', intervals: [] },
      ],
      extraWorkingDays: [
        { name: 'c', date: '2026-05-05', hoursOf: 'mon' },
        { name: 'd', date: '2026-05-09', hoursOf: 'sun' },
      ],
    });
    assert.deepEqual(problems, [
      'holidays.0.on.dates.0 date_malformed',
      'holidays.0.on.dates.1 date_malformed',
      'holidays.1.on.to range_reversed',
      'holidays.2.on date_malformed',
      'specialHours.1.date date_malformed',
      'extraWorkingDays.0.date date_listed_twice',
      'extraWorkingDays.1.hoursOf extra_day_closed',
    ]);
  });
});

describe('a policy', () => {
  it('is right as a new workspace gets it, and so is the order', () => {
    const id = (name: string) => name as PolicyVersionId;
    const customer = defaultCustomerPolicy(id('a'), 'a', calendarId);
    const hop = defaultHopPolicy(id('b'), 'b');
    for (const each of [customer, hop])
      assert.deepEqual(validatePolicy(each, { calendars, now }), []);
    assert.deepEqual(validatePolicyOrder([customer, hop]), []);
  });

  it('C35: needs targets that are positive and can be reached', () => {
    const target = (count: number) => ({ targets: { resolution: minutes(count) } });
    assert.ok(ofPolicy(target(0)).includes('targets.resolution.normal target_not_positive'));
    assert.ok(ofPolicy(target(-300)).includes('targets.resolution.normal target_not_positive'));
    assert.ok(ofPolicy(target(Number.NaN)).includes('targets.resolution.low target_not_positive'));
    assert.ok(ofPolicy(target(1e12)).includes('targets.resolution.low target_unreachable'));
    const half = { resolution: { normal: { unit: 'end_of_working_day', days: 1.5 } } } as const;
    assert.ok(ofPolicy({ targets: half }).includes('targets.resolution.normal target_not_whole'));
    assert.ok(ofPolicy({ targets: {} }).includes('targets targets_missing'));
  });

  it('C35: needs a calendar that is there and opens', () => {
    const other = 'gone' as CalendarVersionId;
    assert.deepEqual(ofPolicy({ calendarVersionId: other }), [
      'calendarVersionId calendar_unknown',
    ]);
    const shut = new Map([[calendarId, calendar({ weekly: noHours })]]);
    const problems = validatePolicy(policy(), { calendars: shut, now });
    assert.equal(problems[0]?.code, 'calendar_never_opens');
  });

  it('D3: a breach needs a mark that escalates and tells a manager, or a waiver with a reason', () => {
    const targets = { resolution: minutes(60) };
    const silent = ofPolicy({ targets, marks: [] });
    assert.deepEqual(silent, ['targets.resolution breach_without_mark']);
    const toOwner: Mark = mark('breach', 100, {
      actions: [{ type: 'notify', whom: [{ kind: 'owner' }] }],
    });
    assert.deepEqual(ofPolicy({ targets, marks: [toOwner] }), [
      'targets.resolution breach_does_not_escalate',
      'targets.resolution breach_does_not_tell_manager',
    ]);
    const waiver = (reason: string) => ({
      targets,
      marks: [mark('breach', 100)],
      breachWaivers: [{ metric: 'resolution', reason }] as const,
    });
    assert.deepEqual(ofPolicy(waiver('A pilot without escalation')), []);
    assert.deepEqual(ofPolicy(waiver(' ')), ['breachWaivers.0.reason waiver_without_reason']);
  });

  it('names marks that do nothing, stand nowhere or stand twice', () => {
    const { marks } = policy();
    const own: readonly Mark[] = [
      ...marks,
      mark('idle', 50, { actions: [] }),
      mark('idle', 60, { actions: [{ type: 'notify', whom: [] }] }),
      mark('', 0),
      mark('nowhere', 70, { metrics: [] }),
      mark('hook', 75, { actions: [{ type: 'webhook', url: 'hooks.example' }] }),
      mark('early', 0, { at: { unit: 'minutes', minutes: -240, time: null } }),
      mark('rearm', 50, { rearmBelowPercent: 70 }),
    ];
    assert.deepEqual(ofPolicy({ marks: own }), [
      'marks.2.actions mark_without_action',
      'marks.3.id mark_id_twice',
      'marks.3.actions mark_without_action',
      'marks.4.id mark_id_missing',
      'marks.4.at mark_point_not_allowed',
      'marks.5.metrics mark_without_metric',
      'marks.6.actions.0.url webhook_not_a_url',
      'marks.7.at mark_before_start',
      'marks.8.rearmBelowPercent rearm_level_not_allowed',
    ]);
  });

  it('names conditions, metrics and pauses that are not of its kind', () => {
    const receiving = { attribute: 'receiving_team', isOneOf: ['t' as TeamId] } as const;
    const empty = { attribute: 'tag', isOneOf: [] } as const;
    assert.deepEqual(ofPolicy({ conditions: [receiving, empty] }), [
      'conditions.0 condition_not_of_kind',
      'conditions.1 condition_empty',
    ]);
    const every = policy().marks.map((each) => ({
      ...each,
      metrics: [...each.metrics, 'handle' as const],
    }));
    assert.deepEqual(ofPolicy({ marks: every, targets: { handle: minutes(60) } }), [
      'targets.handle metric_not_of_kind',
    ]);
    assert.deepEqual(ofPolicy({ pauses: { resolution: ['open'], first_response: ['pending'] } }), [
      'pauses.resolution pause_state_not_allowed',
      'pauses.first_response pause_unusual',
    ]);
  });

  it('names numbers out of range and a missing name', () => {
    assert.deepEqual(
      ofPolicy({ name: ' ', graceMinutes: -1, resolution: { kind: 'fresh', afterDays: -1 } }),
      [
        'name name_missing',
        'graceMinutes grace_not_allowed',
        'resolution.afterDays reopen_days_not_allowed',
      ],
    );
  });

  it('a priority without a target is pointed out, and may be meant', () => {
    const targets = { resolution: { urgent: { unit: 'minutes', minutes: 60 } } } as const;
    const problems = validatePolicy(policy({ targets }), { calendars, now });
    assert.equal(problems.length, 3);
    assert.deepEqual(errorsOf(problems), []);
  });

  it('the order needs a last hop policy for everyone, and nothing behind it', () => {
    const all = hopPolicy();
    const codes = (...policies: readonly PolicyVersion[]) =>
      validatePolicyOrder(policies).map(({ code, severity }) => `${code} ${severity}`);
    assert.deepEqual(codes(policy(), all, hopPolicy()), ['never_matches warning']);
    assert.deepEqual(codes(policy()), ['no_catch_all error']);
    assert.deepEqual(codes(all), ['no_catch_all warning']);
  });
});
