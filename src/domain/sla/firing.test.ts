import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  calendar,
  calendarId,
  clock,
  deskAt,
  deskContext,
  hoa,
  hopPolicy,
  mark,
  on,
  policy,
  text,
} from '#harness/sla-desk.ts';
import type { ClockId } from '../kernel/id.ts';
import { type Instant, minuteMs, plusMs } from '../kernel/instant.ts';
import { contextAt, messageId, people } from '../simulation/world.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Clock } from './clock.ts';
import { evolveClocks } from './evolve.ts';
import { momentOfMark, pendingMarks } from './marks.ts';
import { nearestClock } from './nearest.ts';
import type { Mark, MarkPoint } from './policy.ts';
import { clockReactions } from './reactions.ts';
import { reachMarks } from './reach.ts';
import { clockTimers } from './timers.ts';

const monday = on('mon', '09:00');
const calendars = new Map([[calendarId, calendar()]]);

const three = [mark('half', 50), mark('warn', 80), mark('breach', 100)];
const after: Mark = mark('later', 100, { at: { unit: 'minutes', minutes: 60, time: null } });

function contextOf(now: Instant, marks: readonly Mark[]): DecisionContext {
  const given = deskContext({ policies: [policy({ marks }), hopPolicy()] });
  return { ...contextAt(now, given), now };
}

function aggregateOf(...clocks: readonly Clock[]): TicketAggregate {
  return { ...deskAt(monday).open().state, clocks };
}

/** Fires a clock at a moment and folds what came of it. */
function fire(own: Clock, now: Instant, marks: readonly Mark[]) {
  const context = contextOf(now, marks);
  const events = reachMarks(aggregateOf(own), own.id, context);
  const folded = events.reduce<readonly Clock[]>(
    (clocks, event) =>
      evolveClocks(clocks, { event, at: now, actor: { kind: 'system' }, cause: null }),
    [own],
  );
  return { events, clock: folded[0] ?? own };
}

const momentOf = (at: MarkPoint, own = clock()) =>
  text(momentOfMark(own, mark('m', 0, { at }), calendars));

describe('marks', () => {
  it('C39: stand at shares of the target, in working time', () => {
    assert.equal(momentOf({ unit: 'percent', percent: 50, time: null }), '2026-03-02T11:00:00Z');
    const overnight = clock({ startedAt: on('mon', '15:00') });
    const at80 = momentOf({ unit: 'percent', percent: 80, time: null }, overnight);
    assert.equal(at80, '2026-03-03T10:12:00Z');
  });

  it('C39: or at offsets before and after, in working or wall time', () => {
    const late = clock({ startedAt: on('mon', '12:30') });
    const offset = (minutes: number, time: 'working' | 'wall' | null) =>
      momentOf({ unit: 'minutes', minutes, time }, late);
    assert.equal(offset(-60, null), '2026-03-02T15:30:00Z');
    assert.equal(offset(0, null), '2026-03-02T16:30:00Z');
    // Half an hour before closing: an hour later is 17:30 on the wall, 09:30 by the hours.
    assert.equal(offset(60, null), '2026-03-02T17:30:00Z');
    assert.equal(offset(60, 'working'), '2026-03-03T09:30:00Z');
    const morning = clock({ startedAt: on('mon', '14:00') });
    assert.equal(
      momentOf({ unit: 'minutes', minutes: -120, time: 'wall' }, morning),
      '2026-03-03T08:00:00Z',
    );
    assert.equal(
      momentOf({ unit: 'minutes', minutes: -120, time: 'working' }, morning),
      '2026-03-02T16:00:00Z',
    );
  });

  it('C39: a share above 100 counts on the wall after the breach', () => {
    const late = clock({ startedAt: on('mon', '13:00') });
    assert.equal(
      momentOf({ unit: 'percent', percent: 150, time: null }, late),
      '2026-03-02T19:00:00Z',
    );
    assert.equal(
      momentOf({ unit: 'percent', percent: 150, time: 'working' }, late),
      '2026-03-03T11:00:00Z',
    );
  });

  it('an offset longer than the target stands at the start', () => {
    assert.equal(momentOf({ unit: 'minutes', minutes: -600, time: null }), '2026-03-02T09:00:00Z');
  });

  it('shares of working days are shares of their working time', () => {
    const days = clock({ target: { unit: 'end_of_working_day', days: 2 } });
    assert.equal(
      momentOf({ unit: 'percent', percent: 50, time: null }, days),
      '2026-03-02T17:00:00Z',
    );
  });

  it('C11: none is pending while paused, and none after the end', () => {
    const paused = clock({ pauses: [{ from: on('mon', '10:00'), to: null, reason: 'pending' }] });
    assert.deepEqual(pendingMarks(paused, policy({ marks: three }), calendars), []);
    const ended = clock({ endedAt: on('mon', '10:00'), fulfilledAt: on('mon', '10:00') });
    assert.deepEqual(pendingMarks(ended, policy({ marks: three }), calendars), []);
  });
});

describe('firing', () => {
  it('C37: breaches at the deadline; what is noticed late says by how much', () => {
    const { clock: fired } = fire(clock(), on('mon', '13:20'), three);
    assert.equal(text(fired.breachedAt), '2026-03-02T13:00:00Z');
    assert.equal(text(fired.detectedAt), '2026-03-02T13:20:00Z');
    assert.deepEqual(fire(clock(), plusMs(on('mon', '13:00'), -1), []).events, []);
  });

  it('C37: what happens at the very deadline is in time, one millisecond later is not', () => {
    const reply = (ms: number) =>
      deskAt(monday)
        .open()
        .to(plusMs(on('mon', '11:00'), ms - 1))
        .to(plusMs(on('mon', '11:00'), ms));
    assert.equal(reply(0).reply().clock('first_response').status, 'met');
    assert.equal(reply(1).reply().clock('first_response').status, 'breached');
  });

  it('C37: a late reply does not hide a breach that no timer had noticed', () => {
    const { state } = deskAt(monday, { policies: [policy({ marks: three }), hopPolicy()] }).open();
    const agentId = people.hoa;
    const event = {
      type: 'message.sent',
      messageId: messageId(2),
      agentId,
      template: null,
    } as const;
    const recorded = { event, at: on('mon', '12:00'), actor: hoa, cause: null };
    const events = clockReactions(state, [recorded], contextOf(on('mon', '12:00'), three));
    const first = state.clocks.find(({ metric }) => metric === 'first_response');
    assert.deepEqual(
      events.flatMap((each) => (each.clockId === first?.id ? [each.type] : [])),
      ['clock.breached', 'clock.mark_reached', 'clock.met'],
    );
  });

  it('C40: fires once, however often and by however many it is asked', () => {
    let own = clock();
    const fired: string[] = [];
    for (const time of ['11:00', '11:00', '12:12', '12:12', '13:00', '13:00', '16:00']) {
      const outcome = fire(own, on('mon', time), three);
      for (const event of outcome.events) {
        fired.push(event.type === 'clock.mark_reached' ? event.markIds.join('+') : event.type);
      }
      own = outcome.clock;
    }
    assert.deepEqual(fired, ['half', 'warn', 'clock.breached', 'breach']);
  });

  it('C41: what fell due together fires in order, as one batch', () => {
    const { events } = fire(clock(), on('mon', '15:00'), [after, ...three.toReversed()]);
    const batches = events.filter((event) => event.type === 'clock.mark_reached');
    assert.equal(batches.length, 1);
    assert.deepEqual(batches[0]?.markIds, ['half', 'warn', 'breach', 'later']);
  });

  it('known defect: nothing is too late to be told', () => {
    const { events } = fire(clock(), on('sun', '12:00'), three);
    assert.deepEqual(
      events.map(({ type }) => type),
      ['clock.breached', 'clock.mark_reached'],
    );
  });

  it('known defect: the breach and its marks come in one decision, so that neither is lost', () => {
    const { events, clock: fired } = fire(clock(), on('mon', '13:00'), three);
    assert.ok(events.some((event) => event.type === 'clock.breached'));
    assert.ok(fired.firedMarkIds.includes('breach'));
  });

  it('a breach is told also by a policy without a single mark, and by one that is gone', () => {
    assert.equal(fire(clock(), on('mon', '13:00'), []).clock.status, 'breached');
    const context = { ...contextOf(on('mon', '13:00'), []), policies: [] };
    const events = reachMarks(aggregateOf(clock()), clock().id, context);
    assert.deepEqual(
      events.map(({ type }) => type),
      ['clock.breached'],
    );
  });

  it('a clock that is not on the ticket has nothing due', () => {
    const context = contextOf(on('mon', '13:00'), three);
    assert.deepEqual(reachMarks(aggregateOf(), clock().id, context), []);
  });

  it('C11: a timer that comes while the clock is paused does nothing', () => {
    const paused = clock({ pauses: [{ from: on('mon', '10:00'), to: null, reason: 'pending' }] });
    assert.deepEqual(fire(paused, on('mon', '16:00'), three).events, []);
  });
});

describe('timers', () => {
  const timersOf = (...clocks: readonly Clock[]) =>
    clockTimers(aggregateOf(...clocks), contextOf(monday, three));

  it('stand at the next mark, then at the one after it', () => {
    assert.equal(text(timersOf(clock())[0]?.dueAt ?? null), '2026-03-02T11:00:00Z');
    const later = clock({ firedMarkIds: ['half'] });
    assert.equal(text(timersOf(later)[0]?.dueAt ?? null), '2026-03-02T12:12:00Z');
  });

  it('stand at the deadline where no mark does, and end with the last', () => {
    const context = contextOf(monday, []);
    const [timer] = clockTimers(aggregateOf(clock()), context);
    assert.equal(text(timer?.dueAt ?? null), '2026-03-02T13:00:00Z');
    const breached = clock({ breachedAt: on('mon', '13:00'), status: 'breached' });
    assert.deepEqual(clockTimers(aggregateOf(breached), context), []);
  });

  it('known defect: two clocks never share a key, nor do two cycles or a moved mark', () => {
    const keys = [
      clock(),
      clock({ id: 'clock-2' as ClockId }),
      clock({ cycle: 2 }),
      clock({ firedMarkIds: ['half'] }),
      clock({ startedAt: plusMs(monday, minuteMs) }),
    ].flatMap((own) => timersOf(own).map(({ key }) => key));
    assert.equal(new Set(keys).size, keys.length);
    assert.deepEqual(timersOf(clock()), timersOf(clock()));
  });

  it('C38: the nearest of the clocks that run is the one a list shows', () => {
    const slow = clock({ id: 'slow' as ClockId, dueAt: on('wed', '10:00') });
    const paused = clock({ id: 'paused' as ClockId, dueAt: null });
    const over = clock({
      id: 'over' as ClockId,
      dueAt: on('mon', '09:30'),
      endedAt: on('mon', '09:20'),
    });
    assert.equal(nearestClock([slow, paused, clock(), over])?.id, 'clock-1');
    assert.equal(nearestClock([paused, over]), null);
  });
});
