import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  calendar,
  calendarId,
  clocksAfter,
  decidedAt,
  deskAt,
  deskContext,
  hoa,
  hopPolicy,
  hours,
  minutes,
  on,
  policy,
  text,
  threeMarks,
} from '#harness/sla-desk.ts';
import type { CalendarVersionId, PolicyVersionId } from '../kernel/id.ts';
import { applyCalendar, applyPolicies, previewOf } from './apply.ts';
import type { Clock } from './clock.ts';
import { elapsedOf } from './derive.ts';
import { clockReactions } from './reactions.ts';

const monday = on('mon', '09:00');

const resolution = (clocks: readonly Clock[]) =>
  clocks.findLast(({ metric }) => metric === 'resolution');

describe('a change of priority', () => {
  it('C13: gives a new target with the same start and the same pauses', () => {
    const desk = deskAt(monday, threeMarks()).open().reply('on_hold');
    desk.to(on('mon', '11:00')).become('open').priority('high');
    const clock = desk.clock('resolution');
    assert.deepEqual(clock.target, { unit: 'minutes', minutes: 480 });
    assert.equal(text(clock.startedAt), '2026-03-02T09:00:00Z');
    assert.equal(text(clock.dueAt), '2026-03-03T11:00:00Z');
  });

  it('C13: or a fresh start, where the policy chooses it', () => {
    const desk = deskAt(monday, threeMarks({ onChange: 'fresh_start' }))
      .open()
      .reply('on_hold');
    desk.to(on('mon', '11:00')).become('open').priority('high');
    assert.equal(text(desk.clock('resolution').startedAt), '2026-03-02T11:00:00Z');
    assert.deepEqual(desk.clock('resolution').pauses, []);
    assert.equal(text(desk.clock('resolution').dueAt), '2026-03-03T11:00:00Z');
  });

  it('C13: what it makes overdue breaches once, tagged, with all marks passed in one firing', () => {
    const desk = deskAt(monday, threeMarks()).open().reply().to(on('tue', '12:00'));
    assert.equal(desk.clock('resolution').status, 'running');
    // Eleven hours are used: past the four of an urgent ticket.
    const events =
      desk
        .priority('urgent')
        .steps.at(-1)
        ?.recorded.map(({ event }) => event) ?? [];
    const breaches = events.filter(({ type }) => type === 'clock.breached');
    assert.equal(breaches.length, 1);
    const breach = breaches[0];
    assert.ok(breach?.type === 'clock.breached' && breach.isOnChange);
    assert.equal(text(breach.breachedAt), '2026-03-02T13:00:00Z');
    const fired = events.filter(({ type }) => type === 'clock.mark_reached');
    assert.equal(fired.length, 1);
    assert.ok(fired[0]?.type === 'clock.mark_reached');
    // `half` had fired on the way already.
    assert.deepEqual(fired[0].markIds, ['warn', 'breach']);
  });

  it('C13: a paused clock takes the new target too, and does not breach by it', () => {
    const desk = deskAt(monday, threeMarks())
      .open()
      .reply()
      .to(on('mon', '16:00'))
      .become('on_hold');
    desk.priority('urgent');
    assert.equal(desk.clock('resolution').status, 'paused');
    desk.become('open');
    assert.equal(desk.clock('resolution').status, 'breached');
    assert.equal(text(desk.clock('resolution').breachedAt), '2026-03-02T13:00:00Z');
  });

  it('C14: lowered after a breach, the breach stays and the new target opens beside it', () => {
    const desk = deskAt(monday, threeMarks()).open({ priority: 'urgent' }).reply();
    desk.to(on('mon', '14:00')).priority('normal');
    const [first, second] = desk.cycles('resolution');
    assert.equal(first?.status, 'breached');
    assert.equal(text(first?.breachedAt ?? null), '2026-03-02T13:00:00Z');
    assert.notEqual(first?.endedAt, null);
    assert.equal(second?.status, 'running');
    assert.equal(second?.cycle, 2);
    assert.equal(text(second?.startedAt ?? null), '2026-03-02T09:00:00Z');
    assert.equal(text(second?.dueAt ?? null), '2026-03-03T17:00:00Z');
  });

  it('C14: raised after a breach, the breach stays as it was', () => {
    const desk = deskAt(monday, threeMarks()).open({ priority: 'high' }).reply();
    desk.to(on('tue', '10:00')).priority('urgent');
    assert.equal(desk.cycles('resolution').length, 1);
    assert.equal(text(desk.clock('resolution').breachedAt), '2026-03-02T17:00:00Z');
    const breaches = desk.eventsOf('clock.breached');
    assert.equal(breaches.filter(({ metric }) => metric === 'resolution').length, 1);
  });

  it('C12: marks not yet fired move with the deadline', () => {
    const desk = deskAt(monday, threeMarks()).open().reply().priority('high');
    desk.to(on('mon', '13:30'));
    assert.deepEqual(desk.clock('resolution').firedMarkIds, ['half']);
    desk.to(on('mon', '15:30'));
    assert.deepEqual(desk.clock('resolution').firedMarkIds, ['half', 'warn']);
  });

  it('C12: a fired mark fires again only once the clock fell below its re-arm level', () => {
    const desk = deskAt(monday, threeMarks()).open({ priority: 'high' }).reply();
    desk.to(on('mon', '16:00'));
    assert.deepEqual(desk.clock('resolution').firedMarkIds, ['half', 'warn']);
    // Seven of sixteen hours are 44 %: below the 60 of `warn`, while `half` never fires twice.
    desk.priority('normal');
    assert.deepEqual(desk.clock('resolution').firedMarkIds, ['half']);
    desk.to(on('tue', '16:00'));
    const fired = desk
      .eventsOf('clock.mark_reached')
      .filter(({ metric }) => metric === 'resolution');
    assert.deepEqual(
      fired.map(({ markIds }) => markIds.join()),
      ['half', 'warn', 'warn'],
    );
  });

  it('a metric without a target at the new priority ends, and begins again with one', () => {
    const targets = { resolution: { normal: { unit: 'minutes', minutes: 960 } } } as const;
    const desk = deskAt(monday, threeMarks({ targets })).open().reply().priority('high');
    assert.equal(desk.clock('resolution').cancelReason, 'no_policy');
    desk.priority('normal');
    assert.equal(desk.clock('resolution').cycle, 2);
    assert.equal(text(desk.clock('resolution').startedAt), '2026-03-02T09:00:00Z');
  });
});

describe('a change of policy', () => {
  const vip = policy({
    id: 'policy-vip' as PolicyVersionId,
    policyId: 'vip',
    conditions: [{ attribute: 'tag', isOneOf: ['vip'] }],
    targets: { first_response: minutes(60), resolution: minutes(240), update: minutes(120) },
  });

  it('C13: the ticket that comes under another policy takes its targets, from the same start', () => {
    const given = deskContext({ policies: [vip, policy(), hopPolicy()] });
    const desk = deskAt(monday, given).open().to(on('mon', '09:30'));
    desk.do({ type: 'changeTags', add: ['vip'], remove: [] }, hoa);
    assert.equal(desk.clock('resolution').policyVersionId, vip.id);
    assert.equal(text(desk.clock('resolution').dueAt), '2026-03-02T13:00:00Z');
    assert.equal(text(desk.clock('first_response').dueAt), '2026-03-02T10:00:00Z');
  });

  const newer = policy({
    id: 'policy-1b' as PolicyVersionId,
    targets: { resolution: minutes(480) },
  });

  it('C15: running clocks keep their version through changes of the ticket', () => {
    const desk = deskAt(monday, deskContext()).open().reply();
    const context = decidedAt(
      desk,
      deskContext({
        policies: [newer, hopPolicy()],
        pastPolicies: new Map([[policy().id, policy()]]),
      }),
    );
    const ticket = { ...desk.state.ticket, priority: 'high' } as const;
    const event = { type: 'ticket.priority_changed', from: 'normal', to: 'high' } as const;
    const recorded = { event, at: desk.now, actor: hoa, cause: null };
    const events = clockReactions({ ...desk.state, ticket }, [recorded], context);
    const [retargeted] = events;
    assert.ok(retargeted?.type === 'clock.retargeted');
    assert.equal(retargeted.policyVersionId, policy().id);
    assert.deepEqual(retargeted.target, { unit: 'minutes', minutes: 480 });
  });

  it('C15: applying to open tickets is explicit, and shows before and after first', () => {
    const desk = deskAt(monday, deskContext()).open().reply();
    const context = decidedAt(
      desk,
      deskContext({
        policies: [newer, hopPolicy()],
        pastPolicies: new Map([[policy().id, policy()]]),
      }),
    );
    const events = applyPolicies(desk.state, context);
    const [change] = previewOf(desk.state, events, context);
    assert.equal(text(change?.dueBefore ?? null), '2026-03-03T17:00:00Z');
    assert.equal(text(change?.dueAfter ?? null), '2026-03-02T17:00:00Z');
    assert.equal(change?.breachesAtOnce, false);
    assert.equal(resolution(clocksAfter(desk, events))?.policyVersionId, newer.id);
  });

  it('known defect: a policy that is gone takes no history with it', () => {
    const desk = deskAt(monday, deskContext()).open().reply().to(on('thu', '10:00'));
    const breached = desk.clock('resolution');
    const context = decidedAt(desk, deskContext({ policies: [hopPolicy()] }));
    const clocks = clocksAfter(desk, applyPolicies(desk.state, context));
    const { breachedAt, detectedAt, startedAt, status } = breached;
    const kept = clocks.find(({ id }) => id === breached.id);
    assert.deepEqual({ ...kept, breachedAt, detectedAt, startedAt, status }, kept);
    assert.equal(status, 'breached');
  });
});

describe('a changed calendar', () => {
  const longer = calendar({ id: 'office-2' as CalendarVersionId }, hours('09:00-21:00'));
  const given = () => {
    const known = deskContext().calendars ?? new Map();
    return { ...threeMarks(), calendars: new Map([...known, [longer.id, longer]]) };
  };
  const change = { from: calendarId, to: longer.id };

  it('C16: counts only for the future part, and both deadlines are kept', () => {
    const desk = deskAt(monday, given()).open().reply().to(on('tue', '11:00'));
    const [event] = applyCalendar(desk.state, change, decidedAt(desk, given()));
    assert.ok(event?.type === 'clock.calendar_changed');
    // Ten hours were used by the old calendar, six are left on a Tuesday that now ends at nine.
    assert.equal(text(event.dueBefore), '2026-03-03T17:00:00Z');
    assert.equal(text(event.dueAfter), '2026-03-03T17:00:00Z');
    const clocks = clocksAfter(desk, [event]);
    const moved = resolution(clocks);
    assert.ok(moved !== undefined);
    const context = decidedAt(desk, given());
    assert.equal(elapsedOf(moved, context.calendars, on('mon', '20:00')), 8 * 3_600_000);
    assert.equal(elapsedOf(moved, context.calendars, on('tue', '20:00')), 19 * 3_600_000);
  });

  it('C16: moves a deadline that lies on a later day, and leaves a breach alone', () => {
    const desk = deskAt(monday, given()).open().reply().to(on('mon', '11:00'));
    const clocks = clocksAfter(desk, applyCalendar(desk.state, change, decidedAt(desk, given())));
    // Two hours used; ten until nine in the evening, four on Tuesday.
    assert.equal(text(resolution(clocks)?.dueAt ?? null), '2026-03-03T13:00:00Z');
    desk.to(on('thu', '12:00'));
    assert.deepEqual(applyCalendar(desk.state, change, decidedAt(desk, given())), []);
  });

  it('C16: a clock paused over the change stays paused', () => {
    const desk = deskAt(monday, given()).open().reply('on_hold').to(on('mon', '11:00'));
    const clocks = clocksAfter(desk, applyCalendar(desk.state, change, decidedAt(desk, given())));
    assert.equal(resolution(clocks)?.status, 'paused');
    assert.equal(resolution(clocks)?.dueAt, null);
  });
});
