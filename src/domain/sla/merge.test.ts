import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Desk,
  deskAt,
  deskContext,
  escalateOn,
  hoa,
  hopPolicy,
  mark,
  on,
  policy,
  text,
} from '#harness/sla-desk.ts';
import type { ContactId, TicketId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import { messageId } from '../simulation/world.ts';
import type { OpenTicket } from '../ticket/command.ts';
import { mergeRefusal } from '../ticket/decide-merge.ts';
import { silence, type Talk } from '../ticket/talk.ts';
import type { Metric } from './clock.ts';

const given = deskContext({
  policies: [policy({ update: { mode: 'periodic', scope: 'ticket' } }), hopPolicy()],
});

/** The same, where a missed first answer starts no escalation that would keep them apart. */
const waived = deskContext({
  policies: [
    policy({
      update: { mode: 'periodic', scope: 'ticket' },
      marks: [mark('breach', 100)],
      breachWaivers: [{ metric: 'first_response', reason: 'Tested here' }],
    }),
    hopPolicy(),
  ],
});

const otherId = 'ticket-2' as TicketId;

/** A desk with the ticket that others are merged into. */
function targetAt(moment: Instant, opening: Partial<OpenTicket> = {}, actor?: typeof hoa): Desk {
  return deskAt(moment, given).open({ ticketId: otherId, number: 1043, ...opening }, actor);
}

function merged(source: Desk, target: Desk, resolutionStart: 'own' | 'earlier' = 'own') {
  const before = source.state;
  const into = target.state.ticket;
  target.do({ type: 'takeMerged', source: before, choice: { resolutionStart } }, hoa);
  source.do({ type: 'mergeInto', target: into }, hoa);
  const open = (metric: Metric) =>
    target.state.clocks.find((clock) => clock.metric === metric && clock.endedAt === null);
  return { source, target, open };
}

describe('merging', () => {
  const nine = on('mon', '09:00');
  const eleven = on('mon', '11:00');

  it('C21: the source’s clocks end as merged, never as met', () => {
    const source = deskAt(nine, given).open().reply().writes().to(eleven);
    const target = targetAt(nine).reply().to(eleven);
    const ended = merged(source, target).source.state.clocks.filter(
      ({ cancelReason }) => cancelReason !== null,
    );
    assert.deepEqual(
      ended
        .map(({ metric, status, cancelReason }) => `${metric} ${status} ${cancelReason}`)
        .toSorted(),
      ['next_response cancelled merged', 'resolution cancelled merged', 'update cancelled merged'],
    );
    const { ticket } = source.state;
    assert.deepEqual(
      [ticket.state, ticket.mergedInto, ticket.solvedAt, ticket.closedAt],
      ['closed', otherId, null, eleven],
    );
    assert.deepEqual(source.timers, []);
  });

  it('C21: what was missed before the merge stays missed', () => {
    const source = deskAt(nine, waived).open();
    source.to(on('mon', '12:00'));
    const target = targetAt(nine).reply().to(on('mon', '12:00'));
    merged(source, target);
    const first = source.clock('first_response');
    assert.deepEqual([first.status, first.cancelReason], ['breached', 'merged']);
  });

  it('C21: an unanswered message moves to the target, by its own time', () => {
    const source = deskAt(nine, given).open().reply().to(on('mon', '10:00')).writes().to(eleven);
    const target = targetAt(nine).reply().to(eleven);
    const clock = merged(source, target).open('next_response');
    assert.equal(text(clock?.startedAt ?? null), '2026-03-02T10:00:00Z');
    assert.equal(text(clock?.dueAt ?? null), '2026-03-02T14:00:00Z');
    assert.equal(text(target.state.ticket.unansweredSince), '2026-03-02T10:00:00Z');
  });

  it('C21: of two unanswered messages the older one counts, with its pauses', () => {
    const older = () =>
      deskAt(nine, given).open().reply().to(on('mon', '09:30')).writes().to(eleven);
    const newer = targetAt(nine).reply().to(on('mon', '10:30')).writes().to(eleven);
    const into = merged(older(), newer);
    assert.equal(text(into.open('next_response')?.startedAt ?? null), '2026-03-02T09:30:00Z');
    assert.equal(newer.cycles('next_response').length, 1);
    const other = deskAt(nine, given).open().reply().to(on('mon', '10:30')).writes().to(eleven);
    const target = targetAt(nine).reply().to(on('mon', '09:30')).writes().to(eleven);
    const kept = merged(other, target).open('next_response');
    assert.equal(text(kept?.startedAt ?? null), '2026-03-02T09:30:00Z');
  });

  it('C21: where the target was never answered the message awaits its first answer', () => {
    const source = deskAt(nine, waived).open().to(eleven);
    const target = deskAt(on('mon', '10:00'), waived)
      .open({ ticketId: otherId, firstMessage: null }, hoa)
      .to(eleven);
    const clock = merged(source, target).open('first_response');
    assert.equal(text(clock?.startedAt ?? null), '2026-03-02T09:00:00Z');
    // The two hours ran out at eleven, while both stood open.
    assert.equal(clock?.status, 'breached');
  });

  it('C21: a promised update moves with its own due date', () => {
    const source = deskAt(nine, given).open().reply().to(eleven);
    const target = targetAt(on('mon', '10:00')).to(eleven);
    assert.equal(target.has('update'), false);
    const clock = merged(source, target).open('update');
    assert.equal(text(clock?.dueAt ?? null), '2026-03-02T17:00:00Z');
  });

  it('C21: the resolution start may be the earlier of the two', () => {
    const pair = (): [Desk, Desk] => [
      deskAt(nine, given).open().reply().to(eleven),
      targetAt(on('mon', '10:00')).reply().to(eleven),
    ];
    const own = merged(...pair()).open('resolution');
    assert.equal(text(own?.startedAt ?? null), '2026-03-02T10:00:00Z');
    const earlier = merged(...pair(), 'earlier').open('resolution');
    assert.equal(text(earlier?.startedAt ?? null), '2026-03-02T09:00:00Z');
    assert.equal(text(earlier?.dueAt ?? null), '2026-03-03T17:00:00Z');
  });

  it('C21: pauses of the source before the target began stay out of the count', () => {
    const source = deskAt(nine, given).open().reply().become('on_hold');
    source.to(on('mon', '09:40')).become('open').to(eleven);
    const target = targetAt(on('mon', '10:00')).reply().to(eleven);
    const clock = merged(source, target, 'earlier').open('resolution');
    assert.equal(text(clock?.dueAt ?? null), '2026-03-04T09:40:00Z');
  });

  it('C21: an unanswered message opens a solved target, an answered one leaves it', () => {
    const solved = targetAt(nine).reply('solved').to(eleven);
    merged(deskAt(nine, given).open().reply().to(eleven), solved);
    assert.equal(solved.state.ticket.state, 'solved');
    assert.ok(solved.state.clocks.every(({ endedAt }) => endedAt !== null));
    const again = targetAt(nine).reply('solved').to(eleven);
    const waiting = deskAt(nine, given).open().reply().to(on('mon', '10:00')).writes().to(eleven);
    const opened = merged(waiting, again);
    assert.equal(again.state.ticket.state, 'open');
    assert.equal(text(opened.open('next_response')?.dueAt ?? null), '2026-03-02T14:00:00Z');
    assert.equal(again.clock('resolution').status, 'running');
  });

  it('C21: a merged ticket takes nothing more, and its timers and letters do nothing', () => {
    const source = deskAt(nine, given).open().reply().to(eleven);
    merged(source, targetAt(nine).reply().to(eleven));
    const refused = source.give({ type: 'changePriority', to: 'high' }, hoa).refusal;
    assert.deepEqual([refused?.reason, refused?.facts], ['ticket_merged', { ticketId: otherId }]);
    assert.equal(source.give({ type: 'autoClose' }).refusal, null);
    assert.equal(source.give({ type: 'wake' }).recorded.length, 0);
  });

  it('C21: is refused where a customer would read another’s words, or two would handle it', () => {
    const source = deskAt(nine, given).open();
    const target = targetAt(nine).state.ticket;
    const refusal = (from: Desk, into = target) => mergeRefusal(from.state, into)?.reason ?? null;
    assert.equal(refusal(source), null);
    assert.equal(refusal(source, source.state.ticket), 'merge_into_itself');
    const contactId = 'another' as ContactId;
    assert.equal(refusal(source, { ...target, contactId }), 'merge_other_customer');
    assert.equal(refusal(source, { ...target, isPractice: true }), 'merge_not_alike');
    assert.equal(refusal(source, { ...target, isSpam: true }), 'ticket_is_spam');
    assert.equal(refusal(source, { ...target, state: 'closed' }), 'merge_target_closed');
    assert.equal(refusal(source, { ...target, mergedInto: otherId }), 'ticket_merged');
    assert.equal(refusal(escalateOn(deskAt(nine, given).open())), 'escalation_open');
  });
});

describe('splitting', () => {
  const half = on('mon', '10:30');
  const talk: Talk = { ...silence, firstCustomerMessageAt: half, unansweredSince: half };
  const split = { fromId: otherId, fromNumber: 1043, startsAt: half, talk };
  const opening = { firstMessage: null, state: 'open', split } as const;

  it('C22: the new ticket counts from the split message’s time', () => {
    const desk = deskAt(on('mon', '12:00'), given).open(opening, hoa);
    assert.deepEqual(
      desk
        .eventsOf('clock.started')
        .map(({ metric, startedAt, dueAfter }) => [metric, text(startedAt), text(dueAfter)]),
      [
        ['resolution', '2026-03-02T10:30:00Z', '2026-03-04T10:30:00Z'],
        ['first_response', '2026-03-02T10:30:00Z', '2026-03-02T12:30:00Z'],
      ],
    );
    assert.equal(desk.state.ticket.createdAt, half);
    assert.equal(desk.state.ticket.splitFrom, otherId);
  });

  it('C22: what is overdue by then breaches at once; practice starts nothing', () => {
    const desk = deskAt(on('mon', '15:00'), given).open(opening, hoa);
    assert.ok(desk.eventsOf('clock.breached').some(({ isOnChange }) => isOnChange));
    const practice = deskAt(on('mon', '15:00'), given).open({ ...opening, isPractice: true }, hoa);
    assert.deepEqual(practice.state.clocks, []);
  });

  it('C22: what was answered before the split is not measured a second time', () => {
    const eleven = on('mon', '11:00');
    const answered = { ...silence, firstCustomerMessageAt: half, firstHumanReplyAt: eleven };
    const quiet = deskAt(on('mon', '12:00'), given).open(
      { ...opening, split: { ...split, talk: answered } },
      hoa,
    );
    assert.equal(quiet.has('first_response'), false);
    quiet.to(on('mon', '13:00')).writes();
    assert.equal(quiet.has('first_response'), false);
    assert.equal(text(quiet.clock('next_response').dueAt), '2026-03-02T17:00:00Z');
  });

  it('C22: the ticket it leaves waits for the oldest message that is still there', () => {
    const desk = deskAt(on('mon', '09:00'), given).open().reply();
    desk.to(on('mon', '09:30')).writes().to(on('mon', '10:00')).writes().to(on('mon', '11:00'));
    const left = { ...silence, firstCustomerMessageAt: on('mon', '09:00') };
    const off = {
      type: 'splitOff',
      messageId: messageId(3),
      newTicketId: otherId,
      newNumber: 1044,
      messageCount: 1,
    } as const;
    desk.do({ ...off, left: { ...left, unansweredSince: on('mon', '10:00') } }, hoa);
    assert.equal(text(desk.clock('next_response').dueAt), '2026-03-02T14:00:00Z');
    desk.do({ ...off, left }, hoa);
    const { status, cancelReason } = desk.clock('next_response');
    assert.deepEqual([status, cancelReason], ['cancelled', 'split']);
    assert.equal(desk.state.ticket.unansweredSince, null);
    const nothing = desk.give({ ...off, left: silence }, hoa).refusal;
    assert.equal(nothing?.reason, 'split_leaves_nothing');
  });
});
