import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  clocksAfter,
  decidedAt,
  type Desk,
  deskAt,
  hoa,
  on,
  text,
  threeMarks,
} from '#harness/sla-desk.ts';
import { people } from '../simulation/world.ts';
import type { Clock } from './clock.ts';
import { deadlineOfClock } from './derive.ts';
import type { ClockEvent } from './event.ts';
import { evolveClocks } from './evolve.ts';
import { clearDeadline, setDeadline } from './manual-deadline.ts';

const monday = on('mon', '09:00');

const resolution = (clocks: readonly Clock[]) =>
  clocks.findLast(({ metric }) => metric === 'resolution');

describe('a deadline set by hand', () => {
  const wish = (desk: Desk, movesWithPauses = false) => ({
    clockId: desk.clock('resolution').id,
    deadline: on('wed', '12:00'),
    reason: 'Promised on the phone',
    movesWithPauses,
  });

  function set(desk: Desk, movesWithPauses = false): readonly ClockEvent[] {
    const result = setDeadline(
      desk.state,
      wish(desk, movesWithPauses),
      decidedAt(desk, threeMarks()),
    );
    assert.ok(result.ok);
    return result.value;
  }

  it('C17: carries its reason, and pauses do not move it', () => {
    const desk = deskAt(monday, threeMarks()).open().reply();
    const clock = resolution(clocksAfter(desk, set(desk)));
    assert.equal(clock?.manualDue?.reason, 'Promised on the phone');
    assert.equal(text(clock?.dueAt ?? null), '2026-03-04T12:00:00Z');
  });

  it('C17: moves with pauses where that was chosen, by their working part', () => {
    const desk = deskAt(monday, threeMarks()).open().reply();
    const start = clocksAfter(desk, set(desk, true));
    const id = desk.clock('resolution').id;
    const paused: ClockEvent = { type: 'clock.paused', clockId: id, reason: 'pending' };
    const at = on('mon', '15:00');
    const clocks = evolveClocks(start, { event: paused, at, actor: hoa, cause: null });
    const context = decidedAt(desk, threeMarks());
    const aggregate = {
      ...desk.state,
      clocks,
      ticket: { ...desk.state.ticket, state: 'open' } as const,
    };
    assert.equal(resolution(aggregate.clocks)?.dueAt, null);
    const own = resolution(clocks);
    assert.ok(own !== undefined);
    const resumed = { ...own, pauses: [{ from: at, to: on('tue', '10:00'), reason: 'pending' }] };
    // Two hours on Monday and one on Tuesday were paused.
    assert.equal(text(deadlineOfClock(resumed, context.calendars)), '2026-03-04T15:00:00Z');
    assert.equal(
      text(deadlineOfClock({ ...resumed, manualDue: null }, context.calendars)),
      '2026-03-04T12:00:00Z',
    );
  });

  it('C17: after a breach it opens a cycle of its own', () => {
    const desk = deskAt(monday, threeMarks())
      .open({ priority: 'urgent' })
      .reply()
      .to(on('mon', '15:00'));
    const clocks = clocksAfter(desk, set(desk)).filter(({ metric }) => metric === 'resolution');
    assert.deepEqual(
      clocks.map(({ status }) => status),
      ['breached', 'running'],
    );
    assert.equal(text(clocks[1]?.dueAt ?? null), '2026-03-04T12:00:00Z');
  });

  it('C17: the marks of the cycle it opens fire again, but those it has passed as well', () => {
    const desk = deskAt(monday, threeMarks())
      .open({ priority: 'urgent' })
      .reply()
      .to(on('mon', '15:00'));
    const [missed, next] = clocksAfter(desk, set(desk)).filter(
      ({ metric }) => metric === 'resolution',
    );
    assert.deepEqual(missed?.firedMarkIds.toSorted(), ['breach', 'half', 'warn']);
    // From Monday at nine to Wednesday at noon are 19 hours, of which six are gone: none is passed.
    assert.deepEqual(next?.firedMarkIds, []);
  });

  it('C17: taken away, the deadline is what it would have been', () => {
    const desk = deskAt(monday, threeMarks()).open().reply();
    const before = desk.clock('resolution').dueAt;
    const { id: clockId } = desk.clock('resolution');
    desk.do({ type: 'setDeadline', ...wish(desk) }, hoa);
    assert.notEqual(desk.clock('resolution').dueAt, before);
    desk.do({ type: 'clearDeadline', clockId, reason: 'A mistake' }, hoa);
    const clock = desk.clock('resolution');
    assert.equal(clock.manualDue, null);
    assert.equal(clock.dueAt, before);
    assert.deepEqual(
      desk.eventsOf('clock.deadline_cleared').map(({ reason }) => reason),
      ['A mistake'],
    );
    const again = desk.give({ type: 'clearDeadline', clockId, reason: 'Once more' }, hoa);
    assert.equal(again.refusal?.reason, 'deadline_not_by_hand');
  });

  it('C17: taken away when the derived deadline has gone by, it breaches at once, tagged', () => {
    const desk = deskAt(monday, threeMarks()).open().reply();
    const { id: clockId } = desk.clock('resolution');
    desk.do({ type: 'setDeadline', ...wish(desk), deadline: on('fri', '12:00') }, hoa);
    desk.to(on('thu', '12:00'));
    assert.equal(desk.clock('resolution').breachedAt, null);
    desk.do({ type: 'clearDeadline', clockId, reason: 'A mistake' }, hoa);
    const [breach] = desk.eventsOf('clock.breached').filter((event) => event.clockId === clockId);
    assert.equal(text(breach?.breachedAt ?? null), '2026-03-03T17:00:00Z');
    assert.equal(breach?.isOnChange, true);
    const late = desk.give({ type: 'clearDeadline', clockId, reason: 'Again' }, hoa).refusal;
    assert.ok(late !== null);
  });

  it('C17: a breach of the deadline set by hand cannot be taken away with it', () => {
    const desk = deskAt(monday, threeMarks()).open().reply();
    const { id: clockId } = desk.clock('resolution');
    desk.do({ type: 'setDeadline', ...wish(desk), deadline: on('mon', '12:00') }, hoa);
    desk.to(on('mon', '13:00'));
    const refused = desk.give({ type: 'clearDeadline', clockId, reason: 'A mistake' }, hoa);
    assert.equal(refused.refusal?.reason, 'clock_breached');
    const silent = clearDeadline(
      desk.state,
      { clockId: 'none' as never, reason: 'x' },
      decidedAt(desk, threeMarks()),
    );
    assert.equal(silent.ok ? null : silent.reason, 'clock_not_found');
  });

  it('C17: is refused in the past, without a reason, and where nothing runs', () => {
    const desk = deskAt(monday, threeMarks()).open({ ownerId: people.hoa }).reply();
    const context = decidedAt(desk, threeMarks());
    const refused = (changes: object) => {
      const result = setDeadline(desk.state, { ...wish(desk), ...changes }, context);
      return result.ok ? null : result.reason;
    };
    assert.equal(refused({ deadline: on('mon', '08:00') }), 'deadline_not_ahead');
    assert.equal(refused({ reason: ' ' }), 'reason_required');
    assert.equal(refused({ clockId: 'none' }), 'clock_not_found');
    assert.equal(refused({ clockId: desk.clock('first_response').id }), 'clock_ended');
  });
});
