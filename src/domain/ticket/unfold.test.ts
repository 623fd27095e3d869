import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayMs, hourMs, minuteMs, plusMs } from '../kernel/instant.ts';
import { Story } from '../simulation/story.ts';
import {
  agentActor,
  contactId,
  contextAt,
  countingIds,
  messageId,
  noon,
  openingMail,
  people,
  teams,
} from '../simulation/world.ts';
import type { IncomingMessage, TicketCommand } from './command.ts';
import { unfold } from './unfold.ts';

const hoa = agentActor(people.hoa);

function opened(given: Parameters<typeof openingMail>[1] = {}): Story {
  const story = new Story(noon);
  story.give(openingMail(noon, given), { kind: 'contact', id: contactId });
  return story;
}

function reply(number: number, given: Partial<Extract<TicketCommand, { type: 'sendReply' }>> = {}) {
  return {
    type: 'sendReply',
    messageId: messageId(number),
    nextState: null,
    pauseReason: null,
    pausedUntil: null,
    ...given,
  } as const;
}

function mail(number: number, story: Story, given: Partial<IncomingMessage> = {}) {
  return {
    type: 'receiveMessage',
    messageId: messageId(number),
    contactId,
    channelKind: 'email',
    receivedAt: story.now,
    isAutomatic: false,
    signs: [],
    ...given,
  } as const;
}

function later(story: Story, ms: number): void {
  story.advanceTo(plusMs(story.now, ms));
}

describe('opening a ticket', () => {
  it('finds it a team and an owner, and starts its clocks', () => {
    const { ticket, clocks } = opened().state;
    assert.equal(ticket.teamId, teams.care);
    assert.ok(ticket.ownerId === people.hoa || ticket.ownerId === people.lead);
    assert.equal(ticket.state, 'new');
    assert.deepEqual(clocks.map(({ metric }) => metric).toSorted(), [
      'first_response',
      'resolution',
    ]);
  });

  it('keeps the owner it is opened with', () => {
    assert.equal(opened({ ownerId: people.minh }).state.ticket.ownerId, people.minh);
  });

  it('refuses an empty subject, an owner who has left and a state of the end', () => {
    const story = new Story(noon);
    const refused = (given: Parameters<typeof openingMail>[1]) =>
      story.give(openingMail(noon, given)).refusal?.reason;
    assert.equal(refused({ subject: ' \n ' }), 'subject_empty');
    assert.equal(refused({ ownerId: people.gone }), 'agent_cannot_own');
    assert.equal(refused({ ownerId: people.collaborator }), 'agent_cannot_own');
    assert.equal(refused({ state: 'solved' }), 'state_not_reachable');
  });

  it('brings imported history in as it was, without clocks, owner or effects', () => {
    const story = opened({ state: 'closed', isImported: true });
    assert.equal(story.state.ticket.state, 'closed');
    assert.deepEqual(story.state.clocks, []);
    assert.equal(story.state.ticket.ownerId, null);
    assert.deepEqual(story.steps[0]?.effects, []);
    assert.deepEqual(story.timers, []);
  });

  it('cuts no corner of the version: it counts commits', () => {
    const story = opened();
    assert.equal(story.state.ticket.version, 1);
    story.give(reply(2), hoa);
    assert.equal(story.state.ticket.version, 2);
    story.give({ type: 'changePriority', to: 'normal' }, hoa);
    assert.equal(story.state.ticket.version, 2);
  });
});

describe('a reply', () => {
  it('touches a new ticket, answers it and meets its first response', () => {
    const story = opened();
    later(story, 10 * minuteMs);
    story.give(reply(2), hoa);
    const { ticket, clocks } = story.state;
    assert.equal(ticket.state, 'open');
    assert.equal(ticket.unansweredSince, null);
    assert.equal(ticket.firstHumanReplyAt, story.now);
    assert.equal(clocks.find(({ metric }) => metric === 'first_response')?.status, 'met');
  });

  it('carries the ticket to its next state', () => {
    const story = opened();
    story.give(reply(2, { nextState: 'solved' }), hoa);
    assert.equal(story.state.ticket.state, 'solved');
    assert.equal(story.state.ticket.solvedAt, story.now);
  });

  it('makes its writer the owner of a ticket without one', () => {
    const story = opened();
    story.give({ type: 'assign', ownerId: null }, hoa);
    assert.equal(story.state.ticket.ownerId, null);
    story.give(reply(2), agentActor(people.minh));
    assert.equal(story.state.ticket.ownerId, people.minh);
  });

  it('is refused on a closed ticket, on spam, and from a customer', () => {
    const story = opened();
    assert.equal(
      story.give(reply(2), { kind: 'contact', id: contactId }).refusal?.reason,
      'not_permitted',
    );
    story.give({ type: 'markSpam', isSpam: true }, hoa);
    assert.equal(story.give(reply(2), hoa).refusal?.reason, 'ticket_is_spam');
    story.give({ type: 'markSpam', isSpam: false }, hoa);
    story.give({ type: 'changeState', to: 'solved', reason: null, pausedUntil: null }, hoa);
    story.give({ type: 'changeState', to: 'closed', reason: null, pausedUntil: null }, hoa);
    assert.equal(story.give(reply(2), hoa).refusal?.reason, 'ticket_closed');
  });

  it('recalled in its undo window leaves everything as it was', () => {
    const story = opened();
    const before = story.state.ticket;
    later(story, minuteMs);
    story.give(reply(2, { nextState: 'solved' }), hoa);
    later(story, 9_000);
    assert.equal(story.give({ type: 'recallReply', messageId: messageId(2) }, hoa).refusal, null);
    const { ticket, clocks } = story.state;
    assert.deepEqual(
      { ...ticket, version: 0, updatedAt: 0 },
      { ...before, version: 0, updatedAt: 0 },
    );
    assert.deepEqual(
      clocks
        .filter(({ endedAt }) => endedAt === null)
        .map(({ metric }) => metric)
        .toSorted(),
      ['first_response', 'resolution'],
    );
  });

  it('cannot be recalled late, by another, or when another followed', () => {
    const story = opened();
    story.give(reply(2), hoa);
    const recall = { type: 'recallReply', messageId: messageId(2) } as const;
    assert.equal(story.give(recall, agentActor(people.minh)).refusal?.reason, 'not_permitted');
    later(story, 10_000);
    assert.equal(story.give(recall, hoa).refusal?.reason, 'undo_window_over');
    story.give(reply(3), hoa);
    assert.equal(story.give(recall, hoa).refusal?.reason, 'reply_not_recallable');
  });

  it('that was never delivered opens again what waited or was solved', () => {
    const story = opened();
    story.give(reply(2, { nextState: 'solved' }), hoa);
    const step = story.give({
      type: 'deliveryFailed',
      messageId: messageId(2),
      reason: 'recipient_refused',
      detail: 'no box',
      conversation: story.conversationWith(messageId(2)),
    });
    assert.equal(story.state.ticket.state, 'open');
    assert.ok(step.effects.some((it) => it.kind === 'notify' && it.about === 'delivery_failed'));
  });
});

describe("the customer's message", () => {
  for (const state of ['pending', 'on_hold'] as const) {
    it(`opens a ticket that is ${state}`, () => {
      const story = opened();
      const until = plusMs(noon, dayMs);
      story.give({ type: 'changeState', to: state, reason: 'waits', pausedUntil: until }, hoa);
      assert.equal(story.state.ticket.pausedUntil, until);
      story.give(mail(2, story));
      assert.equal(story.state.ticket.state, 'open');
      assert.equal(story.state.ticket.pausedUntil, null);
      assert.equal(story.state.ticket.reopenCount, 0);
    });
  }

  it('reopens a solved ticket, and counts it', () => {
    const story = opened();
    story.give(reply(2, { nextState: 'solved' }), hoa);
    later(story, hourMs / 2);
    story.give(mail(3, story));
    assert.equal(story.state.ticket.state, 'open');
    assert.equal(story.state.ticket.reopenCount, 1);
    assert.equal(story.state.ticket.solvedAt, null);
  });

  it('on a closed ticket is refused, so that a follow-up is opened', () => {
    const story = opened();
    story.give(reply(2, { nextState: 'solved' }), hoa);
    later(story, 7 * dayMs);
    assert.equal(story.state.ticket.state, 'closed');
    const { refusal } = story.give(mail(3, story));
    assert.equal(refusal?.reason, 'ticket_closed');
    assert.equal(refusal?.facts?.['followUpOf'], story.state.ticket.id);
  });

  it('sent by a machine is kept and moves nothing', () => {
    const story = opened();
    story.give(reply(2, { nextState: 'solved' }), hoa);
    const before = story.state;
    const step = story.give(mail(3, story, { isAutomatic: true }));
    assert.deepEqual(
      step.recorded.map(({ event }) => event.type),
      ['message.received'],
    );
    assert.deepEqual(step.effects, []);
    assert.deepEqual(story.state.ticket, { ...before.ticket, version: 3 });
  });

  it('wakes a snoozed ticket', () => {
    const story = opened();
    story.give({ type: 'snooze', until: plusMs(noon, dayMs) }, hoa);
    story.give(mail(2, story));
    assert.equal(story.state.ticket.snoozedUntil, null);
  });

  it('C44: counts from the time of receipt, and never from the future', () => {
    const story = opened();
    story.give(reply(2), hoa);
    later(story, hourMs);
    story.give(mail(3, story, { receivedAt: plusMs(story.now, -5 * minuteMs) }));
    assert.equal(story.state.ticket.unansweredSince, plusMs(story.now, -5 * minuteMs));
    story.give(reply(4), hoa);
    story.give(mail(5, story, { receivedAt: plusMs(story.now, dayMs) }));
    assert.equal(story.state.ticket.unansweredSince, story.now);
  });

  it('finds a new owner when the owner has left', () => {
    const { state } = opened();
    const left = { ...state, ticket: { ...state.ticket, ownerId: people.gone } };
    const story = opened();
    const unfolded = unfold(left, mail(2, story), contextAt(noon, { newId: countingIds(9_000) }));
    const owner = unfolded.ok ? unfolded.value.aggregate.ticket.ownerId : null;
    assert.ok(owner === people.hoa || owner === people.lead);
  });
});

describe('states', () => {
  it('refuse what cannot follow, by name', () => {
    const story = opened();
    const to = (state: 'new' | 'closed' | 'open', pausedUntil: typeof noon | null = null) =>
      story.give({ type: 'changeState', to: state, reason: null, pausedUntil }, hoa).refusal
        ?.reason;
    assert.equal(to('closed'), 'state_not_reachable');
    assert.equal(to('open', plusMs(noon, 1)), 'pause_not_allowed');
    assert.equal(to('open'), undefined);
    assert.equal(to('new'), 'state_not_reachable');
  });

  it('end by themselves: a pause at its limit, a solution after a week', () => {
    const story = opened();
    const limit = plusMs(noon, hourMs);
    story.give({ type: 'changeState', to: 'pending', reason: 'asked', pausedUntil: limit }, hoa);
    story.advanceTo(limit);
    assert.equal(story.state.ticket.state, 'open');
    story.give({ type: 'changeState', to: 'solved', reason: null, pausedUntil: null }, hoa);
    later(story, 7 * dayMs - 1);
    assert.equal(story.state.ticket.state, 'solved');
    later(story, 1);
    assert.equal(story.state.ticket.state, 'closed');
  });

  it('a snooze ends by itself and tells whoever has the ticket', () => {
    const story = opened();
    story.give({ type: 'snooze', until: plusMs(noon, 5 * minuteMs) }, hoa);
    later(story, 5 * minuteMs);
    assert.equal(story.state.ticket.snoozedUntil, null);
    const told = story.steps.at(-1)?.effects ?? [];
    assert.deepEqual(
      told.map((effect) => (effect.kind === 'notify' ? effect.about : effect.kind)),
      ['snooze_ended'],
    );
  });

  it('an early timer does nothing', () => {
    const story = opened();
    story.give({ type: 'snooze', until: plusMs(noon, dayMs) }, hoa);
    for (const type of ['wake', 'endPause', 'autoClose'] as const) {
      assert.deepEqual(story.give({ type }).recorded, []);
    }
  });
});

describe('escalations and the ticket', () => {
  const escalate = {
    type: 'escalation',
    command: {
      type: 'escalate',
      reason: 'needs_authority',
      requestedBy: 'agent',
      brief: { wants: 'A refund', tried: 'Looked it up', needed: 'Approval', neededBy: null },
    },
  } as const;

  it('escalating is a first touch, and every open hop has a timer', () => {
    const story = opened({ ownerId: people.hoa });
    assert.equal(story.give(escalate, hoa).refusal, null);
    assert.equal(story.state.ticket.state, 'open');
    assert.ok(story.timers.some(({ kind }) => kind === 'clock_mark'));
  });

  it('a ticket does not close before its escalation has its cause', () => {
    const story = opened({ ownerId: people.hoa });
    story.give(escalate, hoa);
    story.give({ type: 'changeState', to: 'solved', reason: null, pausedUntil: null }, hoa);
    assert.equal(
      story.give({ type: 'changeState', to: 'closed', reason: null, pausedUntil: null }, hoa)
        .refusal?.reason,
      'escalation_open',
    );
    assert.ok(!story.timers.some(({ kind }) => kind === 'auto_close'));
    const escalationId = story.state.escalations[0]?.id;
    assert.ok(escalationId !== undefined);
    story.give(
      {
        type: 'escalation',
        command: { type: 'closeEscalation', escalationId, cause: 'policy', lesson: 'None: rare.' },
      },
      hoa,
    );
    assert.ok(story.timers.some(({ kind }) => kind === 'auto_close'));
  });

  it('P4: what follows from a breach names its clock, and a climb its rule', () => {
    const story = opened({ ownerId: people.hoa });
    later(story, 4 * hourMs);
    const started = story.recorded.find(({ event }) => event.type === 'escalation.started');
    assert.equal(started?.actor.kind, 'system');
    assert.equal(started?.cause?.metric, 'first_response');
    assert.ok(started?.cause?.clockId !== undefined);
    assert.ok(started?.cause?.matrixVersionId !== undefined);
    assert.ok(started?.cause?.dueAt !== undefined);
  });
});
