import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deskAt, deskContext, hoa, hopPolicy, on, policy, text } from '#harness/sla-desk.ts';
import { plusMs } from '../kernel/instant.ts';
import { contactId, messageId } from '../simulation/world.ts';
import type { ResolutionKind } from './policy.ts';

const monday = on('mon', '09:00');

/** A ticket by the customer's mail on Monday at nine, answered at half past nine. */
const answered = () => deskAt(monday).open().to(on('mon', '09:30')).reply();

describe('first_response', () => {
  it('C1: is met by the first public reply of a person', () => {
    const desk = answered();
    assert.equal(desk.clock('first_response').status, 'met');
    assert.equal(text(desk.clock('first_response').fulfilledAt), '2026-03-02T09:30:00Z');
  });

  it('C1: an automatic message, a note and a change of state do not count', () => {
    const desk = deskAt(monday).open().automatic().become('open').become('on_hold');
    desk.do(
      { type: 'addNote', messageId: messageId(40), mentionedAgentIds: [], mentionedTeamIds: [] },
      hoa,
    );
    assert.equal(desk.clock('first_response').status, 'running');
  });

  it('C1: solving without a word ends it, neither met nor breached', () => {
    const clock = deskAt(monday).open().become('solved').clock('first_response');
    assert.equal(clock.status, 'cancelled');
    assert.equal(clock.cancelReason, 'closed_by_resolution');
  });

  it('C2: on a ticket that an agent opened it starts at the customer’s first message, if any', () => {
    const desk = deskAt(monday).open({ firstMessage: null }, hoa).reply();
    assert.equal(desk.has('first_response'), false);
    desk.to(on('mon', '11:00')).writes();
    assert.equal(text(desk.clock('first_response').startedAt), '2026-03-02T11:00:00Z');
    assert.equal(desk.has('next_response'), false);
  });

  it('C2: an auto-reply of the customer’s side is no message', () => {
    const desk = deskAt(monday).open({ firstMessage: null }, hoa).writes({ isAutomatic: true });
    assert.equal(desk.has('first_response'), false);
  });

  it('C44: counts from when the server received the mail, not from when it was read in', () => {
    const desk = deskAt(on('mon', '10:00'));
    desk.open({
      firstMessage: {
        messageId: messageId(1),
        contactId,
        channelKind: 'email',
        receivedAt: on('mon', '09:10'),
        isAutomatic: false,
        signs: [],
      },
    });
    assert.equal(text(desk.clock('first_response').dueAt), '2026-03-02T11:10:00Z');
  });

  it('C18: reopening never restarts it', () => {
    const desk = answered().become('solved').to(on('mon', '12:00')).become('open');
    assert.equal(desk.cycles('first_response').length, 1);
    assert.equal(desk.clock('first_response').status, 'met');
  });

  it('C18: solved unanswered and written to again, the message has a clock all the same', () => {
    const desk = deskAt(monday).open().become('solved').to(on('mon', '12:00')).writes();
    assert.equal(desk.cycles('first_response').length, 1);
    assert.equal(desk.clock('next_response').status, 'running');
  });
});

describe('next_response', () => {
  it('C3: runs from the oldest unanswered message, and later ones do not restart it', () => {
    const desk = answered().to(on('mon', '10:00')).writes().to(on('mon', '11:00')).writes();
    assert.equal(desk.cycles('next_response').length, 1);
    assert.equal(text(desk.clock('next_response').startedAt), '2026-03-02T10:00:00Z');
    assert.equal(text(desk.clock('next_response').dueAt), '2026-03-02T14:00:00Z');
  });

  it('C3: each answered turn is a cycle of its own', () => {
    const desk = answered().to(on('mon', '10:00')).writes().to(on('mon', '10:20')).reply();
    assert.equal(desk.clock('next_response').status, 'met');
    desk.to(on('mon', '11:00')).writes();
    assert.equal(desk.clock('next_response').cycle, 2);
    assert.equal(desk.clock('next_response').status, 'running');
  });

  it('C4: is not active until first_response is fulfilled', () => {
    const desk = deskAt(monday).open().to(on('mon', '09:20')).writes();
    assert.equal(desk.has('next_response'), false);
    desk.reply().to(on('mon', '09:40')).writes();
    assert.equal(desk.clock('next_response').status, 'running');
  });

  it('C4: without a target for the first answer it waits for a first answer all the same', () => {
    const { next_response } = policy().targets;
    const only = policy({ targets: next_response === undefined ? {} : { next_response } });
    const desk = deskAt(monday, { policies: [only, hopPolicy()] }).open();
    assert.equal(desk.has('next_response'), false);
    desk.reply().writes();
    assert.equal(desk.clock('next_response').status, 'running');
  });

  it('C5: solving ends it as closed by resolution: neither met nor breached', () => {
    const clock = answered().writes().become('solved').clock('next_response');
    assert.equal(clock.status, 'cancelled');
    assert.equal(clock.cancelReason, 'closed_by_resolution');
    assert.equal(clock.breachedAt, null);
  });
});

describe('update', () => {
  const withUpdates = (mode: 'periodic' | 'pausable', scope: 'ticket' | 'escalation' = 'ticket') =>
    deskContext({ policies: [policy({ update: { mode, scope } }), hopPolicy()] });

  it('C6: each public message restarts it, an automatic one too', () => {
    const desk = deskAt(monday, withUpdates('periodic')).open();
    assert.equal(desk.has('update'), false);
    desk.reply();
    assert.equal(text(desk.clock('update').dueAt), '2026-03-02T17:00:00Z');
    desk.to(on('mon', '12:00')).automatic();
    assert.deepEqual(
      desk.cycles('update').map(({ status }) => status),
      ['met', 'running'],
    );
    assert.equal(text(desk.clock('update').dueAt), '2026-03-03T12:00:00Z');
  });

  it('C6: a message at the very moment it begins is what it counts from', () => {
    const desk = deskAt(monday, withUpdates('periodic')).open().reply().automatic();
    assert.deepEqual(
      desk.cycles('update').map(({ status }) => status),
      ['running'],
    );
  });

  it('C6: periodic never pauses, pausable does', () => {
    const periodic = deskAt(monday, withUpdates('periodic')).open().reply('pending');
    assert.equal(periodic.clock('update').status, 'running');
    const pausable = deskAt(monday, withUpdates('pausable')).open().reply('pending');
    assert.equal(pausable.clock('update').status, 'paused');
  });

  it('C6: solving ends it, and nothing is owed afterwards', () => {
    const desk = deskAt(monday, withUpdates('periodic')).open().reply('solved');
    assert.equal(
      desk.cycles('update').some(({ endedAt }) => endedAt === null),
      false,
    );
  });
});

describe('pauses', () => {
  it('C7: pending pauses resolution and next_response, on_hold resolution only', () => {
    const states = (to: 'pending' | 'on_hold') => {
      const desk = answered().writes().become(to);
      return [desk.clock('resolution').status, desk.clock('next_response').status];
    };
    assert.deepEqual(states('pending'), ['paused', 'paused']);
    assert.deepEqual(states('on_hold'), ['paused', 'running']);
  });

  it('C7: nothing pauses first_response', () => {
    const desk = deskAt(monday).open().become('pending');
    assert.equal(desk.clock('first_response').status, 'running');
  });

  it('C7: the matrix is the policy’s own', () => {
    const own = policy({ pauses: { next_response: ['on_hold'] } });
    const desk = deskAt(monday, { policies: [own, hopPolicy()] })
      .open()
      .reply()
      .writes();
    desk.become('on_hold');
    assert.equal(desk.clock('resolution').status, 'running');
    assert.equal(desk.clock('next_response').status, 'paused');
  });

  it('C8: what starts in a paused state is paused in the same transaction', () => {
    const desk = answered().to(on('mon', '10:00'));
    const own = policy({
      pauses: { resolution: ['on_hold'], update: ['on_hold'] },
      update: { mode: 'pausable', scope: 'ticket' },
    });
    const held = deskAt(monday, { policies: [own, hopPolicy()] })
      .open()
      .become('on_hold')
      .reply();
    assert.equal(held.clock('update').status, 'paused');
    const step = held.steps.at(-1)?.recorded.map(({ event }) => event.type) ?? [];
    assert.ok(step.indexOf('clock.paused') > step.indexOf('clock.started'));
    assert.equal(desk.clock('resolution').status, 'running');
  });

  it('C8: opened as already done, no clock ever starts', () => {
    const desk = deskAt(monday).open({ state: 'closed', isImported: true });
    assert.deepEqual(desk.state.clocks, []);
  });

  it('C9: only the working part of a pause counts', () => {
    const desk = answered().to(on('mon', '16:00')).become('pending');
    desk.to(on('tue', '10:00')).become('open');
    // Two open hours were paused: 16–17 on Monday and 9–10 on Tuesday.
    assert.equal(text(desk.clock('resolution').dueAt), '2026-03-04T11:00:00Z');
  });

  it('known defect: a pause by night or over a weekend is not added as wall time', () => {
    const before = answered().clock('resolution').dueAt;
    const desk = answered().to(on('mon', '18:00')).become('on_hold');
    desk.to(on('tue', '08:00')).become('open');
    assert.equal(desk.clock('resolution').dueAt, before);
  });

  it('while paused there is no deadline, and no timer', () => {
    const desk = answered().become('on_hold');
    assert.equal(desk.clock('resolution').dueAt, null);
    assert.deepEqual(
      desk.timers.filter(({ kind }) => kind === 'clock_mark'),
      [],
    );
  });

  it('C10: the customer’s reply resumes at once', () => {
    const desk = answered().become('pending').to(on('mon', '12:00')).writes();
    assert.equal(desk.clock('resolution').status, 'running');
    assert.equal(text(desk.clock('resolution').pauses.at(-1)?.to ?? null), '2026-03-02T12:00:00Z');
  });

  it('C10: a pause ends by itself at its limit, and carries its reason', () => {
    const desk = answered();
    desk.do(
      {
        type: 'changeState',
        to: 'on_hold',
        reason: 'Waiting for the bank',
        pausedUntil: on('mon', '15:00'),
      },
      hoa,
    );
    assert.equal(desk.clock('resolution').pauses[0]?.reason, 'Waiting for the bank');
    desk.to(on('mon', '15:30'));
    assert.equal(desk.clock('resolution').status, 'running');
    assert.equal(text(desk.clock('resolution').pauses[0]?.to ?? null), '2026-03-02T15:00:00Z');
  });

  it('C11: nothing breaches while paused, however long it lasts', () => {
    const desk = answered().become('on_hold').to(on('sun', '12:00'));
    assert.equal(desk.clock('resolution').status, 'paused');
    assert.deepEqual(desk.eventsOf('clock.breached'), []);
  });

  it('C11: what had breached stays breached, also when paused or met late', () => {
    const desk = deskAt(monday).open().to(on('mon', '12:00'));
    assert.equal(desk.clock('first_response').status, 'breached');
    desk.become('pending').reply();
    const clock = desk.clock('first_response');
    assert.equal(clock.status, 'breached');
    assert.equal(text(clock.fulfilledAt), '2026-03-02T12:00:00Z');
  });

  it('known defect: an unrelated change does not turn a paused clock into a failed one', () => {
    const desk = answered().become('on_hold').to(on('sun', '12:00'));
    desk.do({ type: 'changeTags', add: ['vip'], remove: [] }, hoa);
    desk.do({ type: 'changeSubject', to: 'Refund' }, hoa).priority('high').priority('normal');
    assert.equal(desk.clock('resolution').status, 'paused');
    desk.become('open');
    assert.equal(desk.clock('resolution').status, 'running');
  });
});

describe('reopening', () => {
  const reopened = (resolution: ResolutionKind, after: ReturnType<typeof on>) =>
    deskAt(monday, { ...deskContext({ policies: [policy({ resolution }), hopPolicy()] }) })
      .open()
      .to(on('mon', '10:00'))
      .reply('solved')
      .to(after)
      .become('open');

  it('C19: first: reopening changes nothing', () => {
    const clock = reopened({ kind: 'first' }, on('tue', '10:00')).clock('resolution');
    assert.equal(clock.status, 'met');
  });

  it('C19: total: it runs on, without the time while solved', () => {
    const desk = reopened({ kind: 'total' }, on('tue', '10:00'));
    assert.equal(desk.cycles('resolution').length, 1);
    // One of sixteen hours was used; fifteen are left from Tuesday 10:00.
    assert.equal(text(desk.clock('resolution').dueAt), '2026-03-04T17:00:00Z');
    assert.equal(desk.clock('resolution').pauses[0]?.reason, 'solved');
  });

  it('C19: fresh: a new cycle only when reopened later than the days given', () => {
    const soon = reopened({ kind: 'fresh', afterDays: 2 }, on('tue', '10:00'));
    assert.equal(soon.cycles('resolution').length, 1);
    const late = reopened({ kind: 'fresh', afterDays: 2 }, on('thu', '10:00'));
    assert.deepEqual(
      late.cycles('resolution').map(({ cycle, status }) => `${cycle} ${status}`),
      ['1 met', '2 running'],
    );
    assert.equal(text(late.clock('resolution').startedAt), '2026-03-05T10:00:00Z');
  });

  it('known defect: a reopened ticket is measured again by default', () => {
    const desk = deskAt(monday).open().reply('solved').to(on('tue', '10:00')).writes();
    assert.equal(desk.clock('resolution').status, 'running');
    assert.equal(desk.clock('next_response').status, 'running');
  });
});

describe('a recalled reply', () => {
  it('leaves the clocks as if it had never been sent', () => {
    const before = deskAt(monday).open();
    const first = before.clock('first_response');
    before.reply('solved').to(plusMs(monday, 5_000));
    before.recall();
    const { fulfilledAt, dueAt, status } = before.clock('first_response');
    assert.deepEqual([fulfilledAt, dueAt, status], [null, first.dueAt, 'running']);
    assert.equal(before.clock('resolution').status, 'running');
    assert.deepEqual(before.clock('resolution').pauses, []);
  });

  it('takes away what it had started', () => {
    const own = policy({ update: { mode: 'periodic', scope: 'ticket' } });
    const desk = deskAt(monday, { policies: [own, hopPolicy()] })
      .open()
      .reply();
    desk.writes().recall();
    assert.equal(desk.clock('next_response').cancelReason, 'recalled');
    assert.equal(desk.clock('first_response').status, 'running');
  });
});

describe('tickets that do not count', () => {
  it('C45: practice and imported tickets run no clocks', () => {
    assert.deepEqual(deskAt(monday).open({ isPractice: true }).reply().writes().state.clocks, []);
    const imported = deskAt(monday).open({ isImported: true, state: 'open' });
    assert.deepEqual(imported.writes().state.clocks, []);
  });

  it('C45: spam cancels them, and what was no spam counts from where it began', () => {
    const desk = deskAt(monday).open();
    desk.do({ type: 'markSpam', isSpam: true }, hoa);
    assert.deepEqual(
      desk.state.clocks.map(({ cancelReason }) => cancelReason),
      ['spam', 'spam'],
    );
    desk.to(on('mon', '10:00')).do({ type: 'markSpam', isSpam: false }, hoa);
    assert.equal(text(desk.clock('first_response').dueAt), '2026-03-02T11:00:00Z');
    assert.equal(desk.clock('first_response').cycle, 2);
    assert.equal(desk.clock('resolution').status, 'running');
  });

  it('a ticket that no policy matches runs no customer clocks', () => {
    assert.deepEqual(deskAt(monday, { policies: [hopPolicy()] }).open().state.clocks, []);
  });
});

describe('state and events', () => {
  it('C38: all clocks of a ticket live side by side, and are the fold of its events', () => {
    const desk = answered().writes().to(on('tue', '12:00')).become('pending').writes();
    desk.reply('solved').to(on('thu', '10:00')).writes();
    assert.deepEqual(desk.folded, desk.state.clocks);
  });
});
