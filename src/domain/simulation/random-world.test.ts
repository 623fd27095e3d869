import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import { evolve } from '../ticket/evolve.ts';
import { isSilent } from '../ticket/states.ts';
import { playRandomLife } from './random-world.ts';
import type { Step, Story } from './story.ts';

/** Lives of up to twenty steps; three numbers make one. */
const lives = fc.array(fc.nat(0xffff), { minLength: 3, maxLength: 60 });
const numRuns = Number(process.env['BELAY_PROPERTY_RUNS'] ?? 60);
/** The same lives for every property, so that each is played once. Another seed, other lives. */
const runs = { numRuns, seed: Number(process.env['BELAY_PROPERTY_SEED'] ?? 20261121) };

const played = new Map<string, Story>();

function play(numbers: readonly number[]): Story {
  const key = numbers.join();
  const story = played.get(key) ?? playRandomLife(numbers);
  played.set(key, story);
  return story;
}

function everyStep(check: (step: Step, story: Story) => void): void {
  fc.assert(
    fc.property(lives, (numbers) => {
      const story = play(numbers);
      for (const step of story.steps) check(step, story);
    }),
    runs,
  );
}

describe('in a random world', () => {
  it('the state is the fold of the events', () => {
    fc.assert(
      fc.property(lives, (numbers) => {
        const story = play(numbers);
        const folded = story.recorded.reduce<TicketAggregate | null>(evolve, null);
        const { version } = story.state.ticket;
        assert.deepEqual(
          folded === null ? null : { ...folded, ticket: { ...folded.ticket, version } },
          story.state,
        );
      }),
      runs,
    );
  });

  it('the version goes up by one with every step in which something happened', () => {
    everyStep(({ before, recorded, refusal }, story) => {
      if (refusal !== null) assert.equal(recorded.length, 0);
      assert.ok((before?.ticket.version ?? 0) <= story.state.ticket.version);
    });
    fc.assert(
      fc.property(lives, (numbers) => {
        const story = play(numbers);
        const commits = story.steps.filter(({ recorded }) => recorded.length > 0);
        assert.equal(story.state.ticket.version, commits.length);
      }),
      runs,
    );
  });

  it('no state is without an exit: what is not closed has a next moment', () => {
    fc.assert(
      fc.property(lives, (numbers) => {
        const story = play(numbers);
        const { ticket, escalations } = story.state;
        if (isSilent(ticket)) return;
        const isClimbing = escalations.some(({ state }) => state !== 'closed');
        if (ticket.state !== 'closed' || isClimbing) assert.ok(story.timers.length > 0);
      }),
      runs,
    );
  });

  it('every running clock that has not breached has a timer', () => {
    fc.assert(
      fc.property(lives, (numbers) => {
        const story = play(numbers);
        const timed = new Set(
          story.timers.flatMap((timer) =>
            timer.kind === 'clock_mark' ? [timer.payload.clockId] : [],
          ),
        );
        for (const clock of story.state.clocks) {
          if (clock.status === 'running') assert.ok(timed.has(clock.id), clock.metric);
        }
      }),
      runs,
    );
  });

  it('every offered hop has a moment at which it climbs', () => {
    fc.assert(
      fc.property(lives, (numbers) => {
        const story = play(numbers);
        if (isSilent(story.state.ticket)) return;
        for (const { hops } of story.state.escalations) {
          const hop = hops.at(-1);
          if (hop?.state !== 'offered') continue;
          const isTimed = story.state.clocks.some(
            ({ metric, subject, status }) =>
              metric === 'acknowledge' &&
              status === 'running' &&
              subject.kind === 'hop' &&
              subject.hopId === hop.id,
          );
          assert.ok(isTimed);
        }
      }),
      runs,
    );
  });

  it('a timer is due after the moment it is set, and its key is its own', () => {
    fc.assert(
      fc.property(lives, (numbers) => {
        const story = play(numbers);
        const keys = story.timers.map(({ key }) => key);
        assert.equal(new Set(keys).size, keys.length);
        assert.deepEqual(
          story.timers.map(({ dueAt }) => dueAt),
          story.timers.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b),
        );
      }),
      runs,
    );
  });

  it('P20: no breach is silent', () => {
    everyStep(({ recorded, effects }, story) => {
      const told = new Set(
        effects.flatMap((effect) =>
          effect.kind === 'notify' ? [effect.recordedIndex, ...effect.alsoIndexes] : [],
        ),
      );
      for (const [index, { event }] of recorded.entries()) {
        if (event.type !== 'clock.breached') continue;
        assert.ok(told.has(index) || isSilent(story.state.ticket), event.metric);
      }
    });
  });

  it('C41: nobody is told twice in one batch, nor the customer', () => {
    everyStep(({ effects }) => {
      const agents = effects.flatMap((it) => (it.kind === 'notify' ? [it.agentId] : []));
      assert.equal(new Set(agents).size, agents.length);
      assert.ok(effects.filter(({ kind }) => kind === 'customer_update').length <= 1);
    });
  });

  it('C40: a mark fires once in a clock, unless it is re-armed', () => {
    fc.assert(
      fc.property(lives, (numbers) => {
        const breached = new Set<string>();
        for (const { event } of play(numbers).recorded) {
          if (event.type === 'clock.reopened' || event.type === 'clock.unfulfilled') {
            breached.delete(event.clockId);
          }
          if (event.type === 'clock.retargeted') breached.delete(event.clockId);
          if (event.type !== 'clock.breached') continue;
          assert.ok(!breached.has(event.clockId), event.metric);
          breached.add(event.clockId);
        }
      }),
      runs,
    );
  });

  it('the same numbers give the same life', () => {
    fc.assert(
      fc.property(lives, (numbers) => {
        const [one, other] = [playRandomLife(numbers), playRandomLife(numbers)];
        assert.deepEqual(one.recorded, other.recorded);
        assert.deepEqual(
          one.steps.map(({ effects }) => effects),
          other.steps.map(({ effects }) => effects),
        );
      }),
      { numRuns: 40 },
    );
  });

  for (const kind of ['isImported', 'isPractice'] as const) {
    it(`a ticket that ${kind} alarms nobody and runs no clock`, () => {
      fc.assert(
        fc.property(lives, (numbers) => {
          const story = playRandomLife(numbers, { [kind]: true });
          assert.deepEqual(story.state.clocks, []);
          assert.ok(story.steps.every(({ effects }) => effects.length === 0));
        }),
        { numRuns: 60 },
      );
    });
  }
});
