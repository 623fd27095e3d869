import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  agentId,
  brief,
  counter,
  makeAggregate,
  makeContext,
  makeMatrix,
  monday,
  office,
  officeHours,
  system,
  teamId,
} from '#harness/escalation-desk.ts';
import { someDirectory, someName, somePath, someTarget } from '#harness/random-desk.ts';
import type { ClockId } from '../kernel/id.ts';
import { hourMs, type Instant, minuteMs, plusMs } from '../kernel/instant.ts';
import type { Directory } from '../people/directory.ts';
import { worksTickets } from '../people/role.ts';
import { peopleOf } from '../routing/receiver.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Actor, Recorded, TicketEvent } from '../ticket/event.ts';
import type { EscalationCommand } from './command.ts';
import { decideEscalation } from './decide.ts';
import type { Escalation, StepTarget } from './escalation.ts';
import { activeEscalation, evolveEscalations, openHopOf } from './evolve.ts';
import { escalationReactions } from './reactions.ts';

/*
 * Random workspaces, random matrices and random doings in random order, most of them refused.
 * Whatever happens, an active escalation has exactly one open hop, somebody is asked, and the
 * state is the fold of the events.
 */

/** `asked` is whoever the open hop asks, so that the stories get past the permissions. */
type Doer = Actor | { readonly kind: 'asked' };

const someActor: fc.Arbitrary<Doer> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Doer>({ kind: 'asked' }) },
  someName.map((id): Actor => ({ kind: 'agent', id: agentId(id) })),
  fc.constant(system),
  fc.constant<Actor>({ kind: 'contact', id: makeAggregate().ticket.contactId }),
);

type Doing =
  | {
      readonly kind: 'command';
      readonly name: EscalationCommand['type'];
      readonly target: StepTarget;
    }
  | {
      readonly kind: 'breach';
      readonly metric: 'first_response' | 'acknowledge' | 'handle' | 'close';
    }
  | { readonly kind: 'solve' };

const commandNames = [
  'escalate',
  'acknowledge',
  'unacknowledge',
  'decline',
  'handBack',
  'passOn',
  'solveHop',
  'closeEscalation',
  'acknowledgeTimedOut',
  'customerRequests',
] as const;

const someDoing: fc.Arbitrary<Doing> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('command' as const),
      name: fc.constantFrom(...commandNames),
      target: someTarget,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('breach' as const),
      metric: fc.constantFrom('first_response', 'acknowledge', 'handle', 'close'),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Doing>({ kind: 'solve' }) },
);

const someStory = fc.array(
  fc.record({ doing: someDoing, actor: someActor, minutes: fc.nat(600) }),
  { minLength: 5, maxLength: 30, size: 'max' },
);

const someWorld = fc.record({
  directory: someDirectory,
  path: somePath,
  rulePath: somePath,
  limit: fc.nat(3),
  story: someStory,
});

function commandOf(
  doing: Extract<Doing, { readonly kind: 'command' }>,
  aggregate: TicketAggregate,
): EscalationCommand {
  const escalation = aggregate.escalations.at(-1);
  const hopId = escalation?.hops.at(-1)?.id ?? ('none' as never);
  const { name: type, target } = doing;
  switch (type) {
    case 'escalate':
      return { type, target, reason: 'other', brief, requestedBy: 'agent', keepOwner: false };
    case 'acknowledge':
    case 'acknowledgeTimedOut':
      return { type, hopId };
    case 'unacknowledge':
      return { type, hopId, words: null };
    case 'decline':
      return { type, hopId, reason: 'no' };
    case 'handBack':
    case 'solveHop':
      return { type, hopId, answer: 'so' };
    case 'passOn':
      return { type, hopId, target, words: 'yours' };
    case 'closeEscalation':
      return {
        type,
        escalationId: escalation?.id ?? ('none' as never),
        cause: 'other',
        lesson: 'x',
      };
    case 'customerRequests':
      return { type, words: 'higher' };
    default:
      throw new TypeError(`unknown command ${type satisfies never}`);
  }
}

function breachOf(
  metric: Extract<Doing, { kind: 'breach' }>['metric'],
  aggregate: TicketAggregate,
  at: Instant,
) {
  const active = activeEscalation(aggregate.escalations);
  const hop = active === null ? null : openHopOf(active);
  const isOfHop = metric === 'acknowledge' || metric === 'handle';
  return {
    type: 'clock.breached',
    clockId: 'clock' as ClockId,
    metric,
    hopId: isOfHop ? (hop?.id ?? ('gone' as never)) : null,
    breachedAt: at,
    isOnChange: false,
  } as const;
}

type Run = { readonly aggregate: TicketAggregate; readonly recorded: readonly Recorded[] };

function record(run: Run, events: readonly TicketEvent[], by: { at: Instant; actor: Actor }): Run {
  let { aggregate } = run;
  const recorded = [...run.recorded];
  for (const event of events) {
    const entry: Recorded = { event, at: by.at, actor: by.actor, cause: null };
    recorded.push(entry);
    const escalations = evolveEscalations(aggregate.escalations, entry);
    const ticket =
      event.type === 'ticket.state_changed'
        ? { ...aggregate.ticket, state: event.to }
        : aggregate.ticket;
    aggregate = { ...aggregate, ticket, escalations };
  }
  return { aggregate, recorded };
}

/** One doing and what follows from it, as the write path would do it. */
function perform(run: Run, doing: Doing, context: DecisionContext): Run {
  const at = context.now;
  const first = firstEvents(run.aggregate, doing, context);
  const done = record(run, first, { at, actor: context.actor });
  const fresh = done.recorded.slice(run.recorded.length);
  const reactions = escalationReactions(done.aggregate, fresh, context);
  const after = record(done, reactions, { at, actor: system });
  // Reacting to its own reactions must end at once.
  const again = after.recorded.slice(done.recorded.length);
  assert.deepEqual(escalationReactions(after.aggregate, again, context), []);
  return after;
}

function firstEvents(
  aggregate: TicketAggregate,
  doing: Doing,
  context: DecisionContext,
): readonly TicketEvent[] {
  switch (doing.kind) {
    case 'command': {
      const decided = decideEscalation(aggregate, commandOf(doing, aggregate), context);
      return decided.ok ? decided.value : [];
    }
    case 'breach':
      return [breachOf(doing.metric, aggregate, plusMs(context.now, -minuteMs))];
    case 'solve': {
      const from = aggregate.ticket.state;
      const to = from === 'solved' ? 'open' : 'solved';
      return [{ type: 'ticket.state_changed', from, to, reason: null, pausedUntil: null }];
    }
    default:
      throw new TypeError(`unknown doing ${JSON.stringify(doing satisfies never)}`);
  }
}

function isHere(directory: Directory, id: Parameters<typeof directory.agents.get>[0]): boolean {
  const agent = directory.agents.get(id);
  return agent?.isActive === true && worksTickets(agent.role) && !agent.isOnTimeOff;
}

function checkShape(escalations: readonly Escalation[]): void {
  assert.ok(escalations.filter(({ state }) => state === 'active').length <= 1);
  for (const escalation of escalations) {
    const open = escalation.hops.filter(({ state }) => state !== 'ended');
    assert.equal(open.length, escalation.state === 'active' ? 1 : 0, escalation.state);
    assert.deepEqual(
      escalation.hops.map(({ index }) => index),
      [...escalation.hops.keys()],
    );
  }
}

/** P20: as long as anybody at all works here, whoever is asked is somebody who can answer. */
function checkReach(recorded: readonly Recorded[], directory: Directory): void {
  const isAnybodyHere = [...directory.agents.keys()].some((id) => isHere(directory, id));
  for (const { event } of recorded) {
    if (event.type !== 'hop.offered') continue;
    const asked = peopleOf(event.to, directory);
    assert.ok(asked.length > 0);
    if (isAnybodyHere)
      assert.ok(
        asked.some((id) => isHere(directory, id)),
        JSON.stringify(event),
      );
    if (event.to.kind === 'agents') {
      for (const id of event.to.agentIds) assert.ok(!event.tell.includes(id));
    }
    assert.equal(new Set(event.tell).size, event.tell.length);
  }
}

function contextAt(world: World, from: { at: Instant; actor: Actor; newId: () => string }) {
  const rule = {
    id: 'r',
    name: 'r',
    when: { kind: 'reason', in: ['clock_breach'] },
    path: world.rulePath,
  } as const;
  const matrix = makeMatrix({ rules: [rule], fallback: world.path, transferLimit: world.limit });
  const { at, ...rest } = from;
  const calendars = new Map([[officeHours, office]]);
  return makeContext({ ...rest, now: at, matrix, calendars, directory: world.directory });
}

type World = {
  readonly directory: Directory;
  readonly path: ReturnType<typeof makeMatrix>['fallback'];
  readonly rulePath: ReturnType<typeof makeMatrix>['fallback'];
  readonly limit: number;
  readonly story: readonly {
    readonly doing: Doing;
    readonly actor: Doer;
    readonly minutes: number;
  }[];
};

function actorOf(doer: Doer, { aggregate }: Run, directory: Directory): Actor {
  if (doer.kind !== 'asked') return doer;
  const active = activeEscalation(aggregate.escalations);
  const hop = active === null ? null : openHopOf(active);
  const asked = hop === null ? [] : peopleOf(hop.to, directory);
  return { kind: 'agent', id: asked[0] ?? agentId('a') };
}

const start = makeAggregate({ teamId: teamId('t'), ownerId: agentId('a') });

function tell(world: World, check: (run: Run, context: DecisionContext) => void): Run {
  const newId = counter();
  let run: Run = { aggregate: start, recorded: [] };
  let at = monday;
  for (const { doing, actor, minutes } of world.story) {
    at = plusMs(at, minutes * minuteMs);
    const context = contextAt(world, { at, actor: actorOf(actor, run, world.directory), newId });
    run = perform(run, doing, context);
    check(run, context);
  }
  return run;
}

test('an active escalation has exactly one open hop, and somebody is always asked', () => {
  fc.assert(
    fc.property(someWorld, (world) => {
      const { recorded } = tell(world, ({ aggregate }) => checkShape(aggregate.escalations));
      checkReach(recorded, world.directory);
    }),
    { numRuns: 500 },
  );
});

test('P20: a breach reaches somebody, whatever the workspace looks like', () => {
  fc.assert(
    fc.property(someWorld, (world) => {
      const { aggregate, recorded } = tell(world, () => {});
      if (aggregate.ticket.state === 'solved') return;
      const at = plusMs(monday, 30 * 24 * hourMs);
      const context = contextAt(world, { at, actor: system, newId: counter('late') });
      const breach: Doing = { kind: 'breach', metric: 'first_response' };
      const after = perform({ aggregate, recorded }, breach, context);
      const active = activeEscalation(after.aggregate.escalations);
      assert.notEqual(active, null);
    }),
    { numRuns: 300 },
  );
});

test('no state is without an exit: an offer ends by time, and a climb always has a next', () => {
  fc.assert(
    fc.property(someWorld, (world) => {
      tell(world, ({ aggregate, recorded }, context) => {
        const active = activeEscalation(aggregate.escalations);
        if (active === null || openHopOf(active)?.state !== 'offered') return;
        const run: Run = { aggregate, recorded };
        const bySystem = { ...context, actor: system };
        const after = perform(run, { kind: 'breach', metric: 'acknowledge' }, bySystem);
        const types = after.recorded.slice(recorded.length).map(({ event }) => event.type);
        assert.deepEqual(types, ['clock.breached', 'hop.ended', 'hop.offered']);
      });
    }),
    { numRuns: 200 },
  );
});

test('left alone, a climb comes to the last resort and then asks less and less often', () => {
  fc.assert(
    fc.property(someWorld, (world) => {
      const alone: World = {
        ...world,
        story: Array.from({ length: 12 }, (_, index) => ({
          doing: { kind: 'breach', metric: index === 0 ? 'first_response' : 'acknowledge' },
          actor: system,
          minutes: 60,
        })),
      };
      const hops = tell(alone, () => {}).aggregate.escalations[0]?.hops ?? [];
      const steps = hops.map(({ stepIndex }) => stepIndex);
      const climbed = steps.filter((step) => step !== null);
      assert.deepEqual(
        climbed,
        [...climbed].sort((a, b) => a - b),
      );
      assert.equal(new Set(climbed).size, climbed.length, 'a step is asked once');
      assert.equal(steps.at(-1), null);
      const waits = hops.filter(({ stepIndex }) => stepIndex === null);
      const minutes = waits.map(({ acknowledgeMinutes }) => acknowledgeMinutes);
      assert.deepEqual(
        minutes,
        [...minutes].sort((a, b) => a - b),
      );
    }),
    { numRuns: 200 },
  );
});

test('the same events give the same state', () => {
  fc.assert(
    fc.property(someWorld, (world) => {
      const { aggregate, recorded } = tell(world, () => {});
      let folded: readonly Escalation[] = [];
      for (const entry of recorded) folded = evolveEscalations(folded, entry);
      assert.deepEqual(folded, aggregate.escalations);
      const again = tell(world, () => {});
      assert.deepEqual(again, { aggregate, recorded });
    }),
    { numRuns: 200 },
  );
});
