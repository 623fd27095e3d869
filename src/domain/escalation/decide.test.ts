import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  act,
  agent,
  brief,
  contact,
  deskWith,
  escalate,
  makeAggregate,
  makeContext,
  makeMatrix,
  openHop,
  path,
  receiverText,
  step,
  system,
  toAdmins,
  toAgent,
  toLead,
  toTeam,
} from '#harness/escalation-desk.ts';
import { dayMs, plusMs } from '../kernel/instant.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import { readMarker } from './brief.ts';
import { decideEscalation } from './decide.ts';

const by = (name: string, changes = {}) => makeContext({ actor: agent(name), ...changes });

function started(changes: Parameters<typeof escalate>[0] = {}, context = by('lan')) {
  return act(makeAggregate(), escalate(changes), context).after;
}

function holder(aggregate: TicketAggregate): string {
  return receiverText(openHop(aggregate).to);
}

function timeOut(aggregate: TicketAggregate, context = makeContext()): TicketAggregate {
  const command = { type: 'acknowledgeTimedOut', hopId: openHop(aggregate).id } as const;
  return act(aggregate, command, context).after;
}

test('E1: an escalation takes the path of the matrix and keeps version, limit and time box', () => {
  const { after, events } = act(makeAggregate(), escalate(), by('lan'));
  const [escalation] = after.escalations;
  assert.equal(holder(after), 'team billing');
  assert.equal(escalation?.matrixVersionId, 'matrix-1');
  assert.equal(escalation?.startedBy, 'lan');
  assert.equal(escalation?.keepsOwner, true);
  assert.equal(escalation?.closeBy, plusMs(makeContext().now, 30 * dayMs));
  assert.deepEqual(openHop(after).from, { kind: 'agents', agentIds: ['lan'], teamId: 'care' });
  assert.deepEqual(
    events.map((event) => event.type),
    ['escalation.started', 'hop.offered'],
  );
});

test('a target chosen by hand takes its own step of the path, and the climb goes on above it', () => {
  const byHand = started({ target: toLead }, by('minh'));
  assert.equal(holder(byHand), 'hoa');
  assert.equal(openHop(byHand).stepIndex, 1);
  assert.equal(holder(timeOut(byHand)), 'mai+omar');
});

test('a target outside the path is followed by the path from its start', () => {
  const aside = started({ target: toTeam('experts') });
  assert.equal(openHop(aside).stepIndex, null);
  assert.equal(holder(timeOut(aside)), 'team billing');
});

test('whoever escalates, and their team, are not asked in return', () => {
  const matrix = makeMatrix({ fallback: [step('own', toTeam('care')), ...path] });
  assert.equal(holder(started({}, by('lan', { matrix }))), 'team billing');
  const onlyLead = makeMatrix({ fallback: [step('lead', toLead), step('admins', toAdmins)] });
  assert.equal(holder(started({}, by('hoa', { matrix: onlyLead }))), 'ada');
});

test('a target that reaches nobody is refused, so that the person chooses another', () => {
  const command = escalate({ target: toAgent('col') });
  const decided = decideEscalation(makeAggregate(), command, by('lan'));
  assert.equal(decided.ok ? 'accepted' : decided.reason, 'target_unreachable');
});

test('a second escalation is refused while one is active, with what helps to find it', () => {
  const first = started();
  const decided = decideEscalation(first, escalate(), by('dev'));
  assert.ok(!decided.ok);
  assert.equal(decided.reason, 'escalation_active');
  assert.equal(decided.facts?.['hopId'], openHop(first).id);
});

test('a solved or closed ticket is not escalated', () => {
  for (const state of ['solved', 'closed'] as const) {
    const decided = decideEscalation(makeAggregate({ state }), escalate(), by('lan'));
    assert.equal(decided.ok ? 'accepted' : decided.reason, 'ticket_closed');
  }
});

test('no acknowledgement takes the next step, then the last resort, and tells who let it pass', () => {
  const first = started({}, by('minh'));
  const { after, events } = act(
    first,
    { type: 'acknowledgeTimedOut', hopId: openHop(first).id },
    makeContext(),
  );
  assert.equal(holder(after), 'hoa');
  const offered = events.find((event) => event.type === 'hop.offered');
  assert.deepEqual(offered?.tell, ['binh', 'mai']);
  assert.equal(offered?.why[0], `not_acknowledged:${openHop(first).id}`);
  const third = timeOut(after);
  assert.equal(holder(third), 'mai+omar');
  const fourth = timeOut(third);
  assert.equal(holder(fourth), 'ada');
  assert.equal(holder(timeOut(fourth)), 'ada+mai+omar');
});

test('P17: acknowledging races with expiry, and one of them wins', () => {
  const offered = started();
  const { id: hopId } = openHop(offered);
  const taken = act(offered, { type: 'acknowledge', hopId }, by('minh')).after;
  const late = decideEscalation(taken, { type: 'acknowledgeTimedOut', hopId }, makeContext());
  assert.equal(late.ok ? 'accepted' : late.reason, 'hop_already_acknowledged');
  const expired = timeOut(offered);
  const tooLate = decideEscalation(expired, { type: 'acknowledge', hopId }, by('minh'));
  assert.ok(!tooLate.ok);
  assert.equal(tooLate.reason, 'hop_ended');
  assert.equal(tooLate.facts?.['ending'], 'timed_out');
  const second = decideEscalation(taken, { type: 'acknowledge', hopId }, by('binh'));
  assert.ok(!second.ok);
  assert.equal(second.facts?.['acknowledgedBy'], 'minh');
});

test('a declined hop takes the next step with the reason kept', () => {
  const offered = started();
  const { id: hopId } = openHop(offered);
  const command = { type: 'decline', hopId, reason: 'Not ours' } as const;
  const { after } = act(offered, command, by('minh'));
  assert.equal(holder(after), 'hoa');
  const declined = after.escalations[0]?.hops[0];
  assert.equal(declined?.state === 'ended' && declined.words, 'Not ours');
});

test('E10: when two departments decline, the manager above both decides', () => {
  const matrix = makeMatrix({
    fallback: [step('dev', toTeam('developers')), step('exp', toTeam('experts')), ...path],
  });
  const offered = started({}, by('lan', { matrix }));
  const decline = (aggregate: TicketAggregate, name: string) =>
    act(aggregate, { type: 'decline', hopId: openHop(aggregate).id, reason: 'No' }, by(name)).after;
  const second = decline(decline(offered, 'dev'), 'dara');
  // Care has another manager than the two that declined, so each team's manager is asked.
  assert.equal(holder(second), 'mai+omar');
  const ownTeam = makeAggregate({ teamId: null, ownerId: null });
  const alone = act(ownTeam, escalate(), by('lan', { matrix })).after;
  assert.equal(holder(decline(decline(alone, 'dev'), 'dara')), 'omar');
});

test('E5: a third transfer goes to a manager instead, and a manager’s own choice stands', () => {
  const passOn = (aggregate: TicketAggregate, name: string, team: string) =>
    act(
      aggregate,
      { type: 'passOn', hopId: openHop(aggregate).id, target: toTeam(team), words: 'Yours' },
      by(name),
    );
  const one = passOn(started(), 'minh', 'experts').after;
  assert.equal(holder(one), 'team experts');
  const two = passOn(one, 'dara', 'developers').after;
  assert.equal(holder(two), 'team developers');
  const three = passOn(two, 'dev', 'care');
  assert.equal(receiverText(openHop(three.after).to), 'mai+omar');
  const offered = three.events.find((event) => event.type === 'hop.offered');
  assert.equal(offered?.why[0], 'transfer_limit:2');
  assert.equal(holder(passOn(three.after, 'mai', 'billing').after), 'team billing');
});

test('E5: what goes back and forth between the same two stops at a manager', () => {
  const matrix = makeMatrix({ transferLimit: 9 });
  const passOn = (aggregate: TicketAggregate, name: string, team: string) =>
    act(
      aggregate,
      { type: 'passOn', hopId: openHop(aggregate).id, target: toTeam(team), words: 'Yours' },
      by(name, { matrix }),
    );
  const there = passOn(started({}, by('lan', { matrix })), 'minh', 'experts').after;
  const back = passOn(there, 'dara', 'billing').after;
  assert.equal(holder(back), 'team billing');
  const again = passOn(back, 'minh', 'experts');
  const offered = again.events.find((event) => event.type === 'hop.offered');
  assert.equal(offered?.why[0], 'ping_pong');
  assert.equal(holder(again.after), 'mai+omar');
});

test('passing on to where it is already is refused', () => {
  const offered = started();
  const { id: hopId } = openHop(offered);
  const words = 'Yours';
  for (const target of [toTeam('billing'), toAgent('minh')]) {
    const decided = decideEscalation(offered, { type: 'passOn', hopId, target, words }, by('minh'));
    assert.equal(decided.ok ? 'accepted' : decided.reason, 'target_is_current');
  }
});

test('the customer may ask for somebody higher, in their own words', () => {
  const command = { type: 'customerRequests', words: 'Cho tôi gặp quản lý' } as const;
  const { after } = act(makeAggregate(), command, makeContext({ actor: contact }));
  const [escalation] = after.escalations;
  assert.equal(escalation?.reason, 'customer_request');
  assert.equal(escalation?.type, 'hierarchical');
  assert.equal(escalation?.requestedBy, 'customer');
  assert.equal(escalation?.startedBy, null);
  assert.equal(escalation?.brief.wants, 'Cho tôi gặp quản lý');
  assert.equal(readMarker(escalation?.brief.tried ?? '')?.code, 'no_reply_yet');
});

test('a rule’s escalation is automatic and briefed from facts, in no language', () => {
  const command = escalate({ brief: null, reason: 'clock_breach', requestedBy: 'rule' });
  const { after } = act(makeAggregate(), command, makeContext({ actor: system }));
  const [escalation] = after.escalations;
  assert.equal(escalation?.type, 'automatic');
  assert.equal(escalation?.brief.wants, 'Refund not received');
  assert.deepEqual(readMarker(escalation?.brief.needed ?? ''), {
    code: 'needed',
    values: { reason: 'clock_breach' },
  });
});

test('an agent’s click is never a rule’s doing', () => {
  const { after } = act(makeAggregate(), escalate({ requestedBy: 'rule' }), by('lan'));
  assert.equal(after.escalations[0]?.requestedBy, 'agent');
  assert.notEqual(after.escalations[0]?.type, 'automatic');
});

test('P18: a matrix published later changes nothing of a running escalation', () => {
  const running = started();
  const later = makeMatrix({
    id: 'matrix-2' as never,
    fallback: [step('x', toTeam('experts'))],
    transferLimit: 0,
  });
  const next = timeOut(running, makeContext({ matrix: later }));
  assert.equal(holder(next), 'hoa');
  assert.equal(next.escalations[0]?.matrixVersionId, 'matrix-1');
  const words = 'Yours';
  const passed = act(
    running,
    { type: 'passOn', hopId: openHop(running).id, target: toTeam('experts'), words },
    by('minh', { matrix: later }),
  );
  assert.equal(holder(passed.after), 'team experts');
});

test('P20: when everybody has left, the catch-all’s name still stands', () => {
  const empty = deskWith({
    agents: Object.fromEntries(
      ['lan', 'hoa', 'minh', 'binh', 'dara', 'dev', 'mai', 'omar', 'ada'].map((name) => [
        name,
        { isActive: false },
      ]),
    ),
  });
  const command = escalate({ brief, requestedBy: 'rule', reason: 'clock_breach' });
  const { after } = act(makeAggregate(), command, makeContext({ directory: empty }));
  assert.equal(holder(after), 'ada');
});
