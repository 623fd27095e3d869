import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  act,
  agent,
  deskWith,
  escalate,
  fold,
  makeAggregate,
  makeContext,
  monday,
  openHop,
  receiverText,
  system,
} from '#harness/escalation-desk.ts';
import type { ClockId, HopId, PolicyVersionId } from '../kernel/id.ts';
import { hourMs, minuteMs, plusMs } from '../kernel/instant.ts';
import { agentActor, customerPolicy, noon, openingMail, people } from '../simulation/world.ts';
import { Story } from '../simulation/story.ts';
import type { Clock, Metric } from '../sla/clock.ts';
import type { PolicyVersion } from '../sla/policy.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { TicketEvent } from '../ticket/event.ts';
import { activeEscalation } from './evolve.ts';
import { escalationReactions } from './reactions.ts';

const policyId = 'policy' as PolicyVersionId;
const policy = (changes: Partial<PolicyVersion>): PolicyVersion => ({
  ...customerPolicy,
  id: policyId,
  ...changes,
});

function clockOf(metric: Metric): Clock {
  return {
    id: metric as string as ClockId,
    metric,
    subject: { kind: 'ticket', ticketId: makeAggregate().ticket.id },
    cycle: 1,
    target: { unit: 'minutes', minutes: 60 },
    policyVersionId: policyId,
    calendarVersionId: null,
    unionCalendarVersionIds: [],
    earlierCalendars: [],
    startedAt: monday,
    pauses: [],
    status: 'breached',
    dueAt: monday,
    manualDue: null,
    fulfilledAt: null,
    fulfilledBy: null,
    breachedAt: monday,
    detectedAt: monday,
    endedAt: null,
    firedMarkIds: [],
    cancelReason: null,
  };
}

function breach(
  metric: Metric,
  changes: Partial<Extract<TicketEvent, { type: 'clock.breached' }>> = {},
) {
  return {
    type: 'clock.breached',
    clockId: metric as string as ClockId,
    metric,
    hopId: null,
    breachedAt: monday,
    isOnChange: false,
    ...changes,
  } as const;
}

function react(
  aggregate: TicketAggregate,
  events: readonly TicketEvent[],
  context = makeContext(),
) {
  const recorded = events.map((event) => ({ event, at: context.now, actor: system, cause: null }));
  const reactions = escalationReactions(aggregate, recorded, context);
  return { reactions, after: fold(aggregate, reactions, { now: context.now, actor: system }) };
}

const types = (events: readonly TicketEvent[]) => events.map(({ type }) => type);
const withClocks = (...metrics: readonly Metric[]): TicketAggregate => ({
  ...makeAggregate(),
  clocks: metrics.map(clockOf),
});
const later = (minutes: number, changes: Partial<DecisionContext> = {}) =>
  makeContext({ now: plusMs(monday, minutes * minuteMs), ...changes });

function escalated(context = makeContext({ actor: agent('lan') })): TicketAggregate {
  return act(makeAggregate(), escalate(), context).after;
}

test('D3: a breach escalates, and alerts the manager whatever the path says', () => {
  const { reactions, after } = react(withClocks('first_response'), [breach('first_response')]);
  assert.deepEqual(types(reactions), ['escalation.started', 'hop.offered']);
  const [escalation] = after.escalations;
  assert.equal(escalation?.reason, 'clock_breach');
  assert.equal(escalation?.requestedBy, 'rule');
  const offered = reactions.find((event) => event.type === 'hop.offered');
  assert.deepEqual(offered?.tell, ['mai']);
});

test('D3: without a manager every other manager is alerted, else the catch-all', () => {
  const orphan = deskWith({ teams: { care: { managerId: null } } });
  const one = react(makeAggregate(), [breach('resolution')], makeContext({ directory: orphan }));
  const tell = one.reactions.find((event) => event.type === 'hop.offered')?.tell;
  assert.deepEqual(tell, ['mai', 'omar']);
  const none = deskWith({ agents: { mai: { isActive: false }, omar: { isActive: false } } });
  const two = react(makeAggregate(), [breach('resolution')], makeContext({ directory: none }));
  assert.deepEqual(two.reactions.find((event) => event.type === 'hop.offered')?.tell, ['ada']);
});

test('several breaches found at once are one escalation and one hop', () => {
  const { reactions } = react(withClocks('first_response', 'resolution', 'update'), [
    breach('first_response'),
    breach('resolution'),
    breach('update'),
  ]);
  assert.deepEqual(types(reactions), ['escalation.started', 'hop.offered']);
});

test('a breach after an offer nobody acknowledged climbs; one that is worked on stays', () => {
  const offered = escalated();
  const late = later(20);
  const climbed = react(offered, [breach('resolution', { breachedAt: late.now })], late);
  assert.deepEqual(types(climbed.reactions), ['hop.ended', 'hop.offered']);
  assert.equal(receiverText(openHop(climbed.after).to), 'hoa');
  const command = { type: 'acknowledge', hopId: openHop(offered).id } as const;
  const worked = act(offered, command, makeContext({ actor: agent('minh') })).after;
  const left = react(worked, [breach('resolution', { breachedAt: late.now })], late);
  assert.deepEqual(left.reactions, []);
});

test('an offer that came after the deadline is its answer and is not climbed over', () => {
  const offered = escalated(makeContext({ actor: agent('lan'), now: plusMs(monday, minuteMs) }));
  const { reactions } = react(offered, [breach('resolution', { breachedAt: monday })], later(2));
  assert.deepEqual(reactions, []);
});

test('C23: a hop not acknowledged, or not handled, in time climbs', () => {
  const offered = escalated();
  const hopId = openHop(offered).id;
  const missed = react(offered, [breach('acknowledge', { hopId })], later(30));
  assert.deepEqual(types(missed.reactions), ['hop.ended', 'hop.offered']);
  const minh = makeContext({ actor: agent('minh') });
  const worked = act(offered, { type: 'acknowledge', hopId }, minh).after;
  assert.deepEqual(react(worked, [breach('acknowledge', { hopId })], later(30)).reactions, []);
  const slow = react(worked, [breach('handle', { hopId })], later(240));
  assert.deepEqual(types(slow.reactions), ['hop.ended', 'hop.offered']);
  const next = slow.reactions.find((event) => event.type === 'hop.offered');
  assert.ok(next?.tell.includes('minh' as never), 'whoever held it is told');
});

test('the breach of a hop that has ended meanwhile is no longer news', () => {
  const hopId = 'of-yesterday' as HopId;
  for (const metric of ['acknowledge', 'handle'] as const) {
    assert.deepEqual(react(escalated(), [breach(metric, { hopId })], later(30)).reactions, []);
  }
});

test('E6: the end of the time box goes to the manager above, unless one has it', () => {
  const offered = escalated();
  const over = react(offered, [breach('close')], later(60 * 24 * 30));
  assert.equal(receiverText(openHop(over.after).to), 'mai');
  const command = { type: 'acknowledge', hopId: openHop(over.after).id } as const;
  const held = act(over.after, command, makeContext({ actor: agent('mai') })).after;
  assert.deepEqual(react(held, [breach('close')], later(60 * 24 * 31)).reactions, []);
  assert.deepEqual(react(makeAggregate(), [breach('close')]).reactions, []);
});

test('D3: a breach that the policy consciously waives does not escalate', () => {
  const breachWaivers = [{ metric: 'update', reason: 'Told by phone' }] as const;
  const context = makeContext({ policies: [policy({ breachWaivers })] });
  assert.deepEqual(react(withClocks('update'), [breach('update')], context).reactions, []);
  const other = react(withClocks('resolution'), [breach('resolution')], context);
  assert.equal(other.reactions.length, 2);
  const past = makeContext({ pastPolicies: new Map([[policyId, policy({ breachWaivers })]]) });
  assert.deepEqual(react(withClocks('update'), [breach('update')], past).reactions, []);
});

test('a mark escalates early when the policy says so, and only once', () => {
  const marks = [
    {
      id: 'at-80',
      metrics: ['resolution'],
      at: { unit: 'percent', percent: 80, time: null },
      actions: [{ type: 'escalate', reason: 'clock_warning' }],
      rearmBelowPercent: null,
    },
  ] as const;
  const context = makeContext({ policies: [policy({ marks })] });
  const reached = {
    type: 'clock.mark_reached',
    clockId: 'resolution' as ClockId,
    metric: 'resolution',
    hopId: null,
    markIds: ['at-80'],
    reachedAt: monday,
  } as const;
  const { after } = react(withClocks('resolution'), [reached], context);
  assert.equal(after.escalations[0]?.reason, 'clock_warning');
  assert.deepEqual(react(after, [reached], context).reactions, []);
  const unknown = { ...reached, markIds: ['of-another-version'] };
  assert.deepEqual(react(withClocks('resolution'), [unknown], context).reactions, []);
});

test('solving the ticket ends the open hop and gives the escalation back', () => {
  const offered = escalated();
  const solved = { ...offered, ticket: { ...offered.ticket, state: 'solved' as const } };
  const change = {
    type: 'ticket.state_changed',
    from: 'open',
    to: 'solved',
    reason: null,
    pausedUntil: null,
  } as const;
  const { reactions, after } = react(solved, [change]);
  assert.deepEqual(types(reactions), ['hop.ended', 'escalation.returned']);
  assert.equal(after.escalations[0]?.state, 'returned');
  // A breach noticed in the same moment has nobody left to reach.
  assert.equal(react(solved, [change, breach('resolution')]).reactions.length, 2);
});

test('C45: spam ends its escalation; practice, spam and imports never climb by themselves', () => {
  const spam = react(escalated(), [{ type: 'ticket.marked_spam', isSpam: true }]);
  assert.equal(activeEscalation(spam.after.escalations), null);
  for (const silent of [{ isPractice: true }, { isSpam: true }, { isImported: true }]) {
    assert.deepEqual(react(makeAggregate(silent), [breach('resolution')]).reactions, []);
  }
});

test('P20: a ticket nobody ever touches climbs the whole path and stays with those above', () => {
  const story = new Story(noon);
  story.give(openingMail(noon), { kind: 'contact', id: openingMail(noon).contactId });
  story.advanceTo(plusMs(noon, 72 * hourMs));
  const offers = story.recorded.flatMap(({ event }) =>
    event.type === 'hop.offered' ? [event] : [],
  );
  assert.ok(offers.length >= 4);
  const asked = offers.map(({ to }) => receiverText(to));
  assert.equal(asked[0], people.manager, 'the lead, who owns it, is not asked about it');
  assert.ok(asked.at(-1)?.includes(people.admin));
  // The last resort's time to handle once ran out before its time to acknowledge.
  const reasons = offers.flatMap(({ why }) => why);
  assert.deepEqual(
    reasons.filter((reason) => reason.startsWith('not_handled')),
    [],
  );
  // Somebody who has just let it pass was once asked alone again.
  for (const [index, to] of asked.entries()) {
    assert.ok(to.includes('+') || to !== asked[index - 1], `${to} twice running`);
  }
  assert.notEqual(activeEscalation(story.state.escalations), null);
});

test('P17: the last acknowledgement before the deadline wins, the first after it comes too late', () => {
  const run = (afterMs: number) => {
    const story = new Story(noon);
    story.give(openingMail(noon), { kind: 'contact', id: openingMail(noon).contactId });
    const command = escalate({ target: { kind: 'agent', agentId: people.minh } });
    story.give({ type: 'escalation', command }, agentActor(people.hoa));
    const hop = openHop(story.state);
    const due = story.state.clocks.find(
      ({ metric, subject }) =>
        metric === 'acknowledge' && subject.kind === 'hop' && subject.hopId === hop.id,
    )?.dueAt;
    story.advanceTo(plusMs(due ?? noon, afterMs));
    const { refusal } = story.give(
      { type: 'escalation', command: { type: 'acknowledge', hopId: hop.id } },
      agentActor(people.minh),
    );
    return refusal?.reason ?? 'accepted';
  };
  assert.equal(run(-1), 'accepted');
  assert.equal(run(0), 'hop_ended');
});
