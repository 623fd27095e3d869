import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayMs, hourMs, minuteMs, plusMs } from '../kernel/instant.ts';
import { Story } from '../simulation/story.ts';
import {
  agentActor,
  contactId,
  contextAt,
  messageId,
  noon,
  openingMail,
  people,
} from '../simulation/world.ts';
import type { IncomingMessage, TicketCommand } from './command.ts';
import { decideTicket } from './decide.ts';
import { timerKinds } from './timer.ts';

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

describe('feedback', () => {
  it('is asked once for each solution, an hour after it', () => {
    const story = opened();
    story.give(reply(2, { nextState: 'solved' }), hoa);
    later(story, hourMs);
    const asked = () =>
      story.recorded.filter(({ event }) => event.type === 'feedback.requested').length;
    assert.equal(asked(), 1);
    story.give(mail(3, story));
    story.give(reply(4, { nextState: 'solved' }), hoa);
    later(story, hourMs);
    assert.equal(asked(), 2);
    later(story, dayMs);
    assert.equal(asked(), 2);
  });

  it('is not asked where nobody answered, and only by hand is refused', () => {
    const story = opened();
    story.give({ type: 'changeState', to: 'solved', reason: null, pausedUntil: null }, hoa);
    const ask = { type: 'requestFeedback', surveyId: 'x' } as const;
    assert.equal(story.give(ask, hoa).refusal?.reason, 'feedback_not_due');
    assert.deepEqual(story.give(ask).recorded, []);
  });

  it('takes one of five faces; a bad one tells a manager', () => {
    const story = opened();
    const give = (score: number) =>
      story.give({ type: 'giveFeedback', surveyId: 'x', score, hasComment: false });
    for (const score of [0, 6, 2.5, Number.NaN]) {
      assert.equal(give(score).refusal?.reason, 'score_out_of_range');
    }
    assert.deepEqual(give(3).effects, []);
    const told = give(2).effects.map((it) => (it.kind === 'notify' ? [it.agentId, it.about] : []));
    assert.deepEqual(told, [[people.manager, 'bad_feedback']]);
  });
});

describe('a ticket that lies still', () => {
  it('is brought up each week, when nothing else would', () => {
    const story = opened({ ownerId: people.hoa });
    story.give(reply(2, { nextState: 'pending' }), hoa);
    assert.deepEqual(
      story.timers.map(({ kind }) => kind),
      ['idle'],
    );
    later(story, 15 * dayMs);
    const told = story.steps.flatMap(({ effects }) =>
      effects.flatMap((it) => (it.kind === 'notify' && it.about === 'idle' ? [it.agentId] : [])),
    );
    assert.deepEqual(told, [people.hoa, people.hoa]);
  });
});

describe('the time box of an escalation', () => {
  const escalate = {
    type: 'escalation',
    command: {
      type: 'escalate',
      reason: 'needs_authority',
      requestedBy: 'agent',
      brief: { wants: 'A refund', tried: 'Looked it up', needed: 'Approval', neededBy: null },
    },
  } as const;

  it('E6: is reminded of on the way, and its end alarms a manager', () => {
    const story = opened({ ownerId: people.hoa });
    story.give(escalate, hoa);
    later(story, 31 * dayMs);
    const left = story.recorded.flatMap(({ event }) =>
      event.type === 'ticket.reminded' ? [event.daysLeft] : [],
    );
    assert.deepEqual(left, [14, 7, 3, 1]);
    const over = story.steps.find(({ recorded }) =>
      recorded.some(({ event }) => event.type === 'clock.breached' && event.metric === 'close'),
    );
    const told = (over?.effects ?? []).flatMap((it) => (it.kind === 'notify' ? [it.agentId] : []));
    assert.ok(told.includes(people.manager));
  });

  it('C41: reminders that fell due together are given as one', () => {
    const story = opened({ ownerId: people.hoa });
    story.give(escalate, hoa);
    const escalation = story.state.escalations[0];
    assert.ok(escalation !== undefined);
    // The server was away: nothing fired until a day before the end.
    const woken = new Story(plusMs(escalation.closeBy, -dayMs));
    const decided = decideTicket(
      story.state,
      { type: 'remindCloseBy', escalationId: escalation.id, reminder: '' },
      contextAt(woken.now),
    );
    const [event, ...others] = decided.ok ? decided.value : [];
    assert.deepEqual(others, []);
    assert.ok(event?.type === 'ticket.reminded');
    assert.equal(event.daysLeft, 1);
    assert.equal(event.reminders.length, 4);
  });

  it('an offer without a clock climbs by the minutes of its step', () => {
    const story = new Story(noon, { policies: [] });
    story.give(openingMail(noon, { ownerId: people.hoa }), { kind: 'contact', id: contactId });
    story.give(escalate, hoa);
    const timer = story.timers.find(({ kind }) => kind === 'hop_acknowledge');
    const first = story.state.escalations[0]?.hops[0];
    assert.ok(timer !== undefined && first !== undefined);
    assert.equal(timer.dueAt, plusMs(first.offeredAt, first.acknowledgeMinutes * minuteMs));
    story.advanceTo(timer.dueAt);
    assert.ok((story.state.escalations[0]?.hops.length ?? 0) > 1);
  });
});

it('every kind of timer is listed', () => {
  const story = opened();
  for (const { kind } of story.timers) assert.ok(timerKinds.includes(kind));
  assert.equal(timerKinds.length, 8);
});
