import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Desk, deskAt, hopPolicy, on, policy, text } from '#harness/sla-desk.ts';
import { hourMs, minuteMs, plusMs } from '../kernel/instant.ts';
import { messageId } from '../simulation/world.ts';
import { type Clock, metrics } from './clock.ts';

const monday = on('mon', '09:00');

/** A ticket by the customer's mail on Monday at nine, answered at half past nine. */
const answered = () => deskAt(monday).open().to(on('mon', '09:30')).reply();

const withUpdates = () =>
  deskAt(monday, {
    policies: [policy({ update: { mode: 'periodic', scope: 'ticket' } }), hopPolicy()],
  });

describe('a reply that did not arrive', () => {
  it('fulfils nothing: the clock runs on from its start, and the customer waits', () => {
    const desk = answered().to(on('mon', '10:00')).bounce();
    const { status, startedAt, dueAt, fulfilledAt } = desk.clock('first_response');
    assert.deepEqual([status, fulfilledAt], ['running', null]);
    assert.equal(text(startedAt), '2026-03-02T09:00:00Z');
    assert.equal(text(dueAt), '2026-03-02T11:00:00Z');
    const { unansweredSince, firstHumanReplyAt, lastPublicReplyAt } = desk.state.ticket;
    assert.equal(text(unansweredSince), '2026-03-02T09:00:00Z');
    assert.deepEqual([firstHumanReplyAt, lastPublicReplyAt], [null, null]);
    const [event] = desk.eventsOf('clock.unfulfilled');
    assert.equal(event?.because, 'undelivered');
  });

  it('C37: that comes back a day later is a breach at the deadline, told now', () => {
    const desk = answered().to(on('tue', '10:00')).bounce();
    const { status, breachedAt, detectedAt } = desk.clock('first_response');
    assert.equal(status, 'breached');
    assert.equal(text(breachedAt), '2026-03-02T11:00:00Z');
    assert.equal(text(detectedAt), '2026-03-03T10:00:00Z');
    assert.equal(desk.eventsOf('clock.breached').length, 1);
    assert.equal(desk.state.escalations.length, 1, 'and it climbs as any breach does');
  });

  it('opens what waited for the customer, and that wait has been no pause', () => {
    const desk = deskAt(monday).open().reply('pending').to(on('mon', '10:00')).bounce();
    assert.equal(desk.state.ticket.state, 'open');
    assert.equal(text(desk.clock('first_response').dueAt), '2026-03-02T11:00:00Z');
    assert.equal(desk.clock('resolution').status, 'running');
  });

  it('opens what it had solved: the customer’s clocks run on, resolution by its kind (C19)', () => {
    const desk = deskAt(monday).open().to(on('mon', '10:00')).reply('solved');
    desk.to(on('mon', '10:30')).bounce();
    assert.equal(desk.state.ticket.state, 'open');
    assert.equal(desk.clock('first_response').status, 'running');
    assert.equal(text(desk.state.ticket.unansweredSince), '2026-03-02T09:00:00Z');
    assert.equal(desk.clock('resolution').pauses[0]?.reason, 'solved');
  });

  it('opens what was solved after it without a word', () => {
    const desk = answered().to(on('mon', '10:00')).become('solved');
    desk.to(on('mon', '10:30')).bounce();
    assert.equal(desk.state.ticket.state, 'open');
    assert.equal(desk.clock('first_response').status, 'running');
  });

  it('leaves a closed ticket closed: what was owed ended with the solution, and no breach is made up', () => {
    const desk = answered().to(on('mon', '10:00')).become('solved').become('closed');
    desk.to(on('thu', '10:00')).bounce();
    const { status, cancelReason, endedAt } = desk.clock('first_response');
    assert.equal(desk.state.ticket.state, 'closed');
    assert.deepEqual([status, cancelReason], ['cancelled', 'closed_by_resolution']);
    assert.equal(text(endedAt), '2026-03-02T10:00:00Z');
    assert.deepEqual(desk.eventsOf('clock.breached'), []);
  });

  it('breaches a closed ticket all the same when the deadline was before the solution', () => {
    const desk = answered().to(on('mon', '12:00')).become('solved').become('closed');
    desk.to(on('thu', '10:00')).bounce();
    assert.equal(text(desk.clock('first_response').breachedAt), '2026-03-02T11:00:00Z');
  });

  it('does not undo a silent solution that the customer has answered since', () => {
    const desk = answered().to(on('mon', '10:00')).become('solved');
    desk.to(on('mon', '10:15')).writes().to(on('mon', '10:30')).bounce();
    const { cancelReason, endedAt } = desk.clock('first_response');
    assert.equal(cancelReason, 'closed_by_resolution');
    assert.equal(text(endedAt), '2026-03-02T10:00:00Z');
    assert.equal(desk.clock('next_response').status, 'running');
    assert.equal(text(desk.state.ticket.unansweredSince), '2026-03-02T10:15:00Z');
  });

  it('takes back what it had started: the customer waits since the oldest message (C3, C4)', () => {
    const desk = answered().to(on('mon', '10:00')).writes().to(on('mon', '10:30')).bounce();
    assert.equal(desk.clock('next_response').cancelReason, 'undelivered');
    assert.equal(desk.clock('first_response').status, 'running');
    assert.equal(text(desk.state.ticket.unansweredSince), '2026-03-02T09:00:00Z');
  });

  it('tells nothing twice when the news comes a second time', () => {
    const desk = answered().to(on('thu', '10:00')).bounce();
    const before = desk.clockEvents.length;
    desk.bounce();
    assert.equal(desk.clockEvents.length, before);
  });

  it('of an automatic letter restarts no update', () => {
    const desk = withUpdates().open().reply().to(on('mon', '12:00')).automatic();
    desk.to(on('mon', '13:00')).bounce(Number(desk.lastReply) + 1);
    assert.equal(text(desk.clock('update').startedAt), '2026-03-02T12:00:00Z');
    assert.equal(desk.clock('update').cancelReason, 'undelivered');
    assert.equal(desk.cycles('update')[0]?.status, 'running');
    assert.equal(text(desk.cycles('update')[0]?.dueAt ?? null), '2026-03-02T17:00:00Z');
  });
});

describe('a later reply that did arrive', () => {
  it('counts instead, at its own time', () => {
    const desk = answered();
    const lost = desk.lastReply;
    desk.to(on('mon', '10:30')).reply('pending').to(on('thu', '10:00')).bounce(lost);
    const { status, fulfilledAt, fulfilledBy } = desk.clock('first_response');
    assert.equal(status, 'met');
    assert.equal(text(fulfilledAt), '2026-03-02T10:30:00Z');
    assert.equal(fulfilledBy, messageId(desk.lastReply));
    assert.equal(desk.state.ticket.state, 'pending', 'and the ticket stays as it is');
    assert.equal(text(desk.state.ticket.firstHumanReplyAt), '2026-03-02T10:30:00Z');
    assert.equal(desk.state.ticket.unansweredSince, null);
  });

  it('is late when the deadline was before it, and nobody is asked to climb for it', () => {
    const desk = answered();
    const lost = desk.lastReply;
    desk.to(on('mon', '12:00')).reply().to(on('tue', '10:00')).bounce(lost);
    const { status, breachedAt, fulfilledAt } = desk.clock('first_response');
    assert.equal(status, 'breached');
    assert.equal(text(breachedAt), '2026-03-02T11:00:00Z');
    assert.equal(text(fulfilledAt), '2026-03-02T12:00:00Z');
    assert.deepEqual(desk.state.escalations, []);
  });

  it('answers the older message, and not the newer one a second time', () => {
    const desk = answered();
    const lost = desk.lastReply;
    desk.to(on('mon', '10:00')).writes().to(on('mon', '10:30')).reply();
    desk.to(on('mon', '10:40')).bounce(lost);
    assert.equal(text(desk.clock('first_response').fulfilledAt), '2026-03-02T10:30:00Z');
    assert.equal(desk.clock('next_response').cancelReason, 'undelivered');
    assert.equal(desk.clock('next_response').fulfilledAt, null);
  });

  it('that is lost as well leaves the customer waiting', () => {
    const desk = answered();
    const lost = desk.lastReply;
    desk.to(on('mon', '10:00')).reply('solved').to(on('mon', '10:10')).bounce(lost);
    assert.equal(desk.clock('first_response').status, 'met');
    desk.bounce();
    assert.equal(desk.clock('first_response').status, 'running');
    assert.equal(desk.state.ticket.state, 'open');
  });
});

describe('a reply that is sent again', () => {
  it('counts from when it is', () => {
    const desk = answered().to(on('mon', '10:00')).bounce().to(on('mon', '10:45')).sendAgain();
    const { status, fulfilledAt } = desk.clock('first_response');
    assert.equal(status, 'met');
    assert.equal(text(fulfilledAt), '2026-03-02T10:45:00Z');
    assert.equal(desk.state.ticket.unansweredSince, null);
    assert.equal(desk.state.ticket.recallable, null);
  });

  it('and is lost again fulfils nothing', () => {
    const desk = answered().to(on('mon', '10:00')).bounce().to(on('mon', '10:45')).sendAgain();
    desk.to(on('mon', '10:50')).bounce();
    assert.equal(desk.clock('first_response').status, 'running');
    assert.equal(text(desk.clock('first_response').dueAt), '2026-03-02T11:00:00Z');
  });

  it('is refused on a closed ticket and on spam', () => {
    const desk = answered().become('solved').become('closed').bounce();
    assert.throws(() => desk.sendAgain(), /ticket_closed/);
    const spam = answered().bounce().do({ type: 'markSpam', isSpam: true });
    assert.throws(() => spam.sendAgain(), /ticket_is_spam/);
  });
});

type Step = 'writes' | 'reply' | 'automatic';

/** A breach that climbed would start clocks of its own, and at another time in the two lives. */
const unescalated = policy({
  update: { mode: 'periodic', scope: 'ticket' },
  marks: [],
  breachWaivers: metrics.map((metric) => ({ metric, reason: 'For the test' })),
});

/** A life of so many steps, 20 minutes apart; the reply at `lost` is left out, or comes back. */
function live(steps: readonly Step[], lost: number, isSent: boolean): Desk {
  const desk = deskAt(monday, { policies: [unescalated, hopPolicy()] }).open();
  let lostNumber: number | null = null;
  for (const [index, step] of steps.entries()) {
    desk.to(plusMs(desk.now, 20 * minuteMs));
    if (index === lost && !isSent) {
      desk.nextMessageId();
      continue;
    }
    desk[step]();
    if (index === lost) lostNumber = desk.lastReply;
  }
  desk.to(plusMs(desk.now, hourMs));
  return lostNumber === null ? desk : desk.bounce(lostNumber);
}

const facts = ({ metric, startedAt, fulfilledAt, fulfilledBy, breachedAt, dueAt, status }: Clock) =>
  [metric, startedAt, fulfilledAt, fulfilledBy, breachedAt, dueAt, status].join(' ');

it('random conversations: without the lost reply all is as if it had never been sent', () => {
  const step = fc.constantFrom<Step>('writes', 'reply', 'automatic');
  fc.assert(
    fc.property(fc.array(step, { maxLength: 24 }), fc.nat(24), (before, place) => {
      const lost = Math.min(place, before.length);
      const steps = [...before.slice(0, lost), 'reply' as const, ...before.slice(lost)];
      const [bounced, unsent] = [live(steps, lost, true), live(steps, lost, false)];
      const real = bounced.state.clocks.filter(
        ({ cancelReason }) => cancelReason !== 'undelivered',
      );
      assert.deepEqual(real.map(facts).toSorted(), unsent.state.clocks.map(facts).toSorted());
      const { unansweredSince, firstHumanReplyAt, lastPublicReplyAt } = bounced.state.ticket;
      const { ticket } = unsent.state;
      assert.deepEqual(
        [unansweredSince, firstHumanReplyAt, lastPublicReplyAt],
        [ticket.unansweredSince, ticket.firstHumanReplyAt, ticket.lastPublicReplyAt],
      );
    }),
    { numRuns: 300 },
  );
});
