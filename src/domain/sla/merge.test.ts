import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Desk,
  deskAt,
  deskContext,
  hoa,
  hopPolicy,
  on,
  policy,
  text,
} from '#harness/sla-desk.ts';
import { contextAt } from '../simulation/world.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Clock, Metric } from './clock.ts';
import type { ClockEvent } from './event.ts';
import { evolveClocks } from './evolve.ts';
import { mergeClocks, splitClocks } from './merge.ts';

const given = deskContext({
  policies: [policy({ update: { mode: 'periodic', scope: 'ticket' } }), hopPolicy()],
});

function contextOf(desk: Desk): DecisionContext {
  let count = 0;
  const newId = () => {
    count += 1;
    return `merged-${count}`;
  };
  return { ...contextAt(desk.now, given), newId };
}

function after(desk: Desk, events: readonly ClockEvent[]): readonly Clock[] {
  return events.reduce<readonly Clock[]>(
    (clocks, event) => evolveClocks(clocks, { event, at: desk.now, actor: hoa, cause: null }),
    desk.state.clocks,
  );
}

function merged(source: Desk, target: Desk, resolutionStart: 'own' | 'earlier' = 'own') {
  const choice = { resolutionStart };
  const events = mergeClocks(source.state, target.state, { choice, context: contextOf(target) });
  const clocks = after(target, events.target);
  const open = (metric: Metric) =>
    clocks.find((clock) => clock.metric === metric && clock.endedAt === null);
  return { source: after(source, events.source), clocks, open };
}

describe('merging', () => {
  const nine = on('mon', '09:00');
  const eleven = on('mon', '11:00');

  it('C21: the source’s clocks end as merged, never as met', () => {
    const source = deskAt(nine, given).open().reply().writes().to(eleven);
    const target = deskAt(nine, given).open().reply().to(eleven);
    const ended = merged(source, target).source.filter(({ cancelReason }) => cancelReason !== null);
    assert.deepEqual(
      ended
        .map(({ metric, status, cancelReason }) => `${metric} ${status} ${cancelReason}`)
        .toSorted(),
      ['next_response cancelled merged', 'resolution cancelled merged', 'update cancelled merged'],
    );
  });

  it('C21: an unanswered message moves to the target, by its own time', () => {
    const source = deskAt(nine, given).open().reply().to(on('mon', '10:00')).writes().to(eleven);
    const target = deskAt(nine, given).open().reply().to(eleven);
    const clock = merged(source, target).open('next_response');
    assert.equal(text(clock?.startedAt ?? null), '2026-03-02T10:00:00Z');
    assert.equal(text(clock?.dueAt ?? null), '2026-03-02T14:00:00Z');
  });

  it('C21: of two unanswered messages the older one counts, with its pauses', () => {
    const source = deskAt(nine, given).open().reply().to(on('mon', '09:30')).writes().to(eleven);
    const target = deskAt(nine, given).open().reply().to(on('mon', '10:30')).writes().to(eleven);
    const older = merged(source, target);
    assert.equal(text(older.open('next_response')?.startedAt ?? null), '2026-03-02T09:30:00Z');
    assert.equal(older.clocks.filter(({ metric }) => metric === 'next_response').length, 1);
    const newer = merged(target, source);
    assert.equal(text(newer.open('next_response')?.startedAt ?? null), '2026-03-02T09:30:00Z');
  });

  it('C21: where the target was never answered the message awaits its first answer', () => {
    const source = deskAt(nine, given).open().to(eleven);
    const target = deskAt(on('mon', '10:00'), given).open({ firstMessage: null }, hoa).to(eleven);
    const clock = merged(source, target).open('first_response');
    assert.equal(text(clock?.startedAt ?? null), '2026-03-02T09:00:00Z');
    // The two hours ran out at eleven, while both stood open.
    assert.equal(clock?.status, 'breached');
  });

  it('C21: a promised update moves with its own due date', () => {
    const source = deskAt(nine, given).open().reply().to(eleven);
    const target = deskAt(on('mon', '10:00'), given).open().to(eleven);
    assert.equal(target.has('update'), false);
    const clock = merged(source, target).open('update');
    assert.equal(text(clock?.dueAt ?? null), '2026-03-02T17:00:00Z');
  });

  it('C21: the resolution start may be the earlier of the two', () => {
    const source = deskAt(nine, given).open().reply().to(eleven);
    const target = deskAt(on('mon', '10:00'), given).open().reply().to(eleven);
    assert.equal(
      text(merged(source, target).open('resolution')?.startedAt ?? null),
      '2026-03-02T10:00:00Z',
    );
    const earlier = merged(source, target, 'earlier').open('resolution');
    assert.equal(text(earlier?.startedAt ?? null), '2026-03-02T09:00:00Z');
    assert.equal(text(earlier?.dueAt ?? null), '2026-03-03T17:00:00Z');
  });

  it('C21: pauses of the source before the target began stay out of the count', () => {
    const source = deskAt(nine, given).open().reply().become('on_hold');
    source.to(on('mon', '09:40')).become('open').to(eleven);
    const target = deskAt(on('mon', '10:00'), given).open().reply().to(eleven);
    const clock = merged(source, target, 'earlier').open('resolution');
    assert.equal(text(clock?.dueAt ?? null), '2026-03-04T09:40:00Z');
  });

  it('C21: into a solved or practice ticket nothing moves', () => {
    const source = deskAt(nine, given).open().to(eleven);
    const solved = deskAt(nine, given).open().reply('solved').to(eleven);
    assert.deepEqual(merged(source, solved).clocks, solved.state.clocks);
    const practice = deskAt(nine, given).open({ isPractice: true }).to(eleven);
    assert.deepEqual(merged(source, practice).clocks, []);
  });
});

describe('splitting', () => {
  it('C22: the new ticket counts from the split message’s time', () => {
    const desk = deskAt(on('mon', '12:00'), given).open({ firstMessage: null }, hoa);
    const aggregate = { ...desk.state, clocks: [] };
    const events = splitClocks(aggregate, on('mon', '10:30'), contextOf(desk));
    const started = events.filter((event) => event.type === 'clock.started');
    assert.deepEqual(
      started.map(({ metric, startedAt, dueAfter }) => [metric, text(startedAt), text(dueAfter)]),
      [
        ['resolution', '2026-03-02T10:30:00Z', '2026-03-04T10:30:00Z'],
        ['first_response', '2026-03-02T10:30:00Z', '2026-03-02T12:30:00Z'],
      ],
    );
  });

  it('C22: what is overdue by then breaches at once; practice starts nothing', () => {
    const desk = deskAt(on('mon', '15:00'), given).open({ firstMessage: null }, hoa);
    const aggregate = { ...desk.state, clocks: [] };
    const events = splitClocks(aggregate, on('mon', '10:30'), contextOf(desk));
    assert.ok(events.some((event) => event.type === 'clock.breached' && event.isOnChange));
    const practice = { ...aggregate, ticket: { ...aggregate.ticket, isPractice: true } };
    assert.deepEqual(splitClocks(practice, on('mon', '10:30'), contextOf(desk)), []);
  });
});
