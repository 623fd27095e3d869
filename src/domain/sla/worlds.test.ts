import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  calendar,
  calendarId,
  type Desk,
  deskAt,
  deskContext,
  hoa,
  hopPolicy,
  hours,
  mark,
  minutes,
  on,
  policy,
} from '#harness/sla-desk.ts';
import { hourMs, minuteMs, plusMs } from '../kernel/instant.ts';
import type { EscalationCommand } from '../escalation/command.ts';
import type { HopId, PolicyVersionId } from '../kernel/id.ts';
import { agentActor, contextAt, messageId, people } from '../simulation/world.ts';
import type { DecisionContext } from '../ticket/context.ts';
import { derivedDueAt } from './draft.ts';
import { isOpenClock, isPausedClock } from './evolve.ts';
import type { ResolutionKind, UpdateRule } from './policy.ts';
import { reachMarks } from './reach.ts';
import { clockTimers } from './timers.ts';

/*
 * Random lives of tickets: what people do, in any order and at any time, with timers firing in
 * between. After every step the clocks must be what the events say and what the rules derive.
 */

const deeds: Readonly<Record<string, (desk: Desk) => unknown>> = {
  replies: (desk) => desk.give(replyOf(desk, null), hoa),
  'replies and waits': (desk) => desk.give(replyOf(desk, 'pending'), hoa),
  'replies and solves': (desk) => desk.give(replyOf(desk, 'solved'), hoa),
  writes: (desk) => desk.state.ticket.state !== 'closed' && desk.writes(),
  'an automatic message': (desk) => desk.state.ticket.isSpam || desk.automatic(),
  opens: (desk) => desk.give(stateOf('open'), hoa),
  holds: (desk) => desk.give(stateOf('on_hold'), hoa),
  solves: (desk) => desk.give(stateOf('solved'), hoa),
  'is urgent': (desk) => desk.priority('urgent'),
  'is normal': (desk) => desk.priority('normal'),
  'is a vip’s': (desk) => desk.give(tags(['vip'], []), hoa),
  'is no vip’s': (desk) => desk.give(tags([], ['vip']), hoa),
  recalls: (desk) => desk.give(recallOf(desk), hoa),
  escalates: (desk) => desk.give({ type: 'escalation', command: escalate }, hoa),
  acknowledges: (desk) => onHop(desk, (hopId) => ({ type: 'acknowledge', hopId })),
  'hands back': (desk) => onHop(desk, (hopId) => ({ type: 'handBack', hopId, answer: 'Yes' })),
  declines: (desk) => onHop(desk, (hopId) => ({ type: 'decline', hopId, reason: 'No' })),
  'is spam': (desk) => desk.give({ type: 'markSpam', isSpam: true }, hoa),
  'is no spam': (desk) => desk.give({ type: 'markSpam', isSpam: false }, hoa),
};

function replyOf(desk: Desk, nextState: 'pending' | 'solved' | null) {
  const messageId = desk.nextMessageId();
  return { type: 'sendReply', messageId, nextState, pauseReason: null, pausedUntil: null } as const;
}

function stateOf(to: 'open' | 'on_hold' | 'solved') {
  return { type: 'changeState', to, reason: null, pausedUntil: null } as const;
}

function tags(add: readonly string[], remove: readonly string[]) {
  return { type: 'changeTags', add, remove } as const;
}

function recallOf(desk: Desk) {
  const last = desk.state.ticket.recallable?.messageId ?? messageId(1);
  return { type: 'recallReply', messageId: last } as const;
}

const escalate: EscalationCommand = {
  type: 'escalate',
  reason: 'needs_expertise',
  brief: { wants: 'An answer', tried: 'All', needed: 'An expert', neededBy: null },
  requestedBy: 'agent',
  target: null,
};

/** What whoever may do it does with the open hop, if there is one. */
function onHop(desk: Desk, make: (hopId: HopId) => EscalationCommand): void {
  const hop = desk.state.escalations.at(-1)?.hops.findLast(({ state }) => state !== 'ended');
  if (hop === undefined) return;
  const admin = agentActor(people.admin);
  desk.give({ type: 'escalation', command: make(hop.id) }, admin);
}

const marks = [
  mark('half', 50, { rearmBelowPercent: 40 }),
  mark('breach', 100),
  mark('after', 100, { at: { unit: 'minutes', minutes: 90, time: null } }),
];

const worlds = fc.record({
  timeZone: fc.constantFrom('UTC', 'Asia/Ho_Chi_Minh', 'America/New_York'),
  daily: fc.constantFrom(['09:00-17:00'], ['08:00-12:00', '13:00-18:00'], ['20:00-04:00']),
  resolution: fc.constantFrom<ResolutionKind>(
    { kind: 'first' },
    { kind: 'total' },
    { kind: 'fresh', afterDays: 1 },
  ),
  update: fc.constantFrom<UpdateRule>(
    { mode: 'periodic', scope: 'ticket' },
    { mode: 'pausable', scope: 'escalation' },
  ),
  onChange: fc.constantFrom('retroactive' as const, 'fresh_start' as const),
  graceMinutes: fc.constantFrom(0, 30),
  life: fc.array(
    fc.tuple(fc.constantFrom(...Object.keys(deeds)), fc.integer({ min: 0, max: 20 * hourMs })),
    { maxLength: 15 },
  ),
});

type World = typeof worlds extends fc.Arbitrary<infer Each> ? Each : never;

function contextOf(world: World): Partial<DecisionContext> {
  const { timeZone, daily, resolution, update, onChange, graceMinutes } = world;
  const office = calendar({ timeZone }, hours(...daily));
  const known = deskContext().calendars ?? new Map();
  return {
    calendars: new Map([...known, [calendarId, office]]),
    policies: [
      policy({
        id: 'policy-vip' as PolicyVersionId,
        policyId: 'vip',
        conditions: [{ attribute: 'tag', isOneOf: ['vip'] }],
        targets: { first_response: minutes(60), resolution: minutes(240), update: minutes(90) },
        marks,
        pauses: { resolution: ['pending'] },
        update,
      }),
      policy({ marks, resolution, update, onChange, graceMinutes }),
      hopPolicy(),
    ],
  };
}

function check(desk: Desk, context: DecisionContext): void {
  const { state } = desk;
  assert.deepEqual(desk.folded, state.clocks);
  const timers = clockTimers(state, context);
  assert.equal(new Set(timers.map(({ key }) => key)).size, timers.length);
  for (const timer of timers) assert.ok(timer.dueAt > context.now, `${timer.key} is overdue`);
  for (const clock of state.clocks) {
    const derived = clock.breachedAt ?? derivedDueAt(clock, context);
    assert.equal(clock.dueAt, isOpenClock(clock) && !isPausedClock(clock) ? derived : null);
    assert.deepEqual(reachMarks(state, clock.id, context), []);
    const counts = isOpenClock(clock) && !isPausedClock(clock) && clock.breachedAt === null;
    const hasTimer = timers.some(({ clockId }) => clockId === clock.id);
    if (counts) assert.ok(hasTimer, `${clock.metric} counts and nothing waits for it`);
    if (isPausedClock(clock)) assert.ok(!hasTimer);
  }
  const open = state.clocks.filter(isOpenClock);
  const names = open.map((clock) => JSON.stringify([clock.metric, clock.subject]));
  assert.equal(new Set(names).size, names.length, 'two cycles of one metric count at once');
  if (state.ticket.isSpam) assert.equal(open.length, 0);
}

function checkFirings(desk: Desk): void {
  const breaches = desk.eventsOf('clock.breached').map(({ clockId }) => clockId);
  assert.equal(new Set(breaches).size, breaches.length, 'a clock breached twice');
  for (const clock of desk.state.clocks) {
    if (clock.status === 'breached') assert.ok(breaches.includes(clock.id));
  }
}

describe('any life of a ticket', () => {
  it('C40: leaves clocks that are the fold of their events, each with its timer, fired once', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const given = contextOf(world);
        const desk = deskAt(on('mon', '09:00'), given).open();
        for (const [name, pause] of world.life) {
          deeds[name]?.(desk);
          check(desk, { ...contextAt(desk.now, given), now: desk.now });
          desk.to(plusMs(desk.now, pause + minuteMs));
          check(desk, { ...contextAt(desk.now, given), now: desk.now });
        }
        checkFirings(desk);
      }),
      { numRuns: 300 },
    );
  });
});
