import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  act,
  agent,
  brief,
  contact,
  escalate,
  fold,
  makeAggregate,
  makeContext,
  openHop,
  system,
  toTeam,
} from '#harness/escalation-desk.ts';
import type { EscalationId, HopId } from '../kernel/id.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { Actor } from '../ticket/event.ts';
import type { EscalationCommand } from './command.ts';
import { decideEscalation } from './decide.ts';
import { type EscalationPosition, escalationPositions, transitions } from './transitions.ts';
import { positionOf } from './who-may.ts';

type CommandType = EscalationCommand['type'];

/** One aggregate in each position, reached by real commands. */
function inPosition(position: EscalationPosition): TicketAggregate {
  const none = makeAggregate();
  if (position === 'none') return none;
  const lan = makeContext({ actor: agent('lan') });
  const offered = act(none, escalate({ target: toTeam('billing') }), lan).after;
  if (position === 'offered') return offered;
  const hopId = openHop(offered).id;
  const minh = makeContext({ actor: agent('minh') });
  const acknowledged = act(offered, { type: 'acknowledge', hopId }, minh).after;
  if (position === 'acknowledged') return acknowledged;
  const returned = act(acknowledged, { type: 'handBack', hopId, answer: 'Refunded.' }, minh).after;
  if (position === 'returned') return returned;
  return act(returned, commandFor('closeEscalation', returned), lan).after;
}

function commandFor(type: CommandType, aggregate: TicketAggregate): EscalationCommand {
  const escalation = aggregate.escalations.at(-1);
  const hopId = escalation?.hops.at(-1)?.id ?? ('no hop' as HopId);
  const escalationId = escalation?.id ?? ('none' as EscalationId);
  const words = 'Some words.';
  const commands: Readonly<Record<CommandType, EscalationCommand>> = {
    escalate: escalate(),
    acknowledge: { type: 'acknowledge', hopId },
    unacknowledge: { type: 'unacknowledge', hopId, words: null },
    decline: { type: 'decline', hopId, reason: words },
    handBack: { type: 'handBack', hopId, answer: words },
    passOn: { type: 'passOn', hopId, target: toTeam('experts'), words },
    solveHop: { type: 'solveHop', hopId, answer: words },
    closeEscalation: {
      type: 'closeEscalation',
      escalationId,
      cause: 'missing_authority',
      lesson: words,
    },
    acknowledgeTimedOut: { type: 'acknowledgeTimedOut', hopId },
    customerRequests: { type: 'customerRequests', words },
  };
  return commands[type];
}

const commandTypes = Object.keys(transitions.none).filter(
  (type): type is CommandType => type in transitions.none,
);

/** Somebody who stands in each relation on the aggregates above, and in no stronger one. */
const actors: Readonly<Record<string, Actor>> = {
  receiver: agent('minh'),
  handler: agent('minh'),
  owner: agent('lan'),
  starter: agent('lan'),
  lead: agent('binh'),
  home_lead: agent('hoa'),
  authority: agent('ada'),
  agent: agent('dev'),
  customer: contact,
  system,
};

for (const position of escalationPositions) {
  for (const type of commandTypes) {
    const transition = transitions[position][type];
    const outcome = 'refusal' in transition ? transition.refusal : transition.to;
    test(`${position} × ${type} → ${outcome}`, () => {
      const aggregate = inPosition(position);
      assert.equal(positionOf(aggregate.escalations.at(-1) ?? null), position);
      const command = commandFor(type, aggregate);
      if ('refusal' in transition) {
        const decided = decideEscalation(aggregate, command, makeContext({ actor: agent('ada') }));
        assert.equal(decided.ok, false);
        assert.equal(decided.ok ? null : decided.reason, transition.refusal);
        return;
      }
      for (const relation of transition.who) {
        const actor = actors[relation] ?? system;
        const context = makeContext({ actor });
        const decided = decideEscalation(aggregate, command, context);
        assert.ok(decided.ok, `${relation}: ${decided.ok ? '' : decided.reason}`);
        const expected: readonly string[] = transition.events.filter(
          (event) => relation !== 'owner' || event !== 'hop.acknowledged',
        );
        assert.deepEqual(
          decided.value.map((event) => event.type),
          expected,
        );
        const after = fold(aggregate, decided.value, context);
        assert.equal(positionOf(after.escalations.at(-1) ?? null), transition.to);
      }
    });
  }
}

test('no position is without an exit', () => {
  for (const position of escalationPositions) {
    const exits = Object.values(transitions[position]).filter((each) => !('refusal' in each));
    assert.ok(exits.length > 0, position);
  }
  assert.ok(!('refusal' in transitions.offered.acknowledgeTimedOut), 'an offer ends by itself');
});

test('whoever has no part in it may do nothing to it', () => {
  const strangers: readonly Actor[] = [
    agent('col'),
    agent('nobody'),
    { kind: 'contact', id: 'another' as never },
  ];
  for (const position of escalationPositions) {
    const aggregate = inPosition(position);
    for (const type of commandTypes) {
      if ('refusal' in transitions[position][type]) continue;
      for (const actor of strangers) {
        const command = commandFor(type, aggregate);
        const decided = decideEscalation(aggregate, command, makeContext({ actor }));
        assert.equal(decided.ok ? 'accepted' : decided.reason, 'not_permitted', `${type}`);
      }
    }
  }
});

test('an agent outside the hop may escalate but not act on the hop of others', () => {
  const aggregate = inPosition('offered');
  for (const type of ['acknowledge', 'decline', 'handBack', 'passOn', 'solveHop'] as const) {
    const context = makeContext({ actor: agent('dev') });
    const decided = decideEscalation(aggregate, commandFor(type, aggregate), context);
    assert.equal(decided.ok ? 'accepted' : decided.reason, 'not_permitted', type);
  }
});

test('the system’s own commands are nobody else’s', () => {
  const aggregate = inPosition('offered');
  const command = commandFor('acknowledgeTimedOut', aggregate);
  const decided = decideEscalation(aggregate, command, makeContext({ actor: agent('ada') }));
  assert.equal(decided.ok ? 'accepted' : decided.reason, 'not_permitted');
});

test('a hand-made escalation needs every field of its brief', () => {
  for (const field of ['wants', 'tried', 'needed'] as const) {
    const command = escalate({ brief: { ...brief, [field]: '  \n' } });
    const decided = decideEscalation(
      makeAggregate(),
      command,
      makeContext({ actor: agent('lan') }),
    );
    assert.deepEqual(decided, { ok: false, reason: 'brief_incomplete', facts: { missing: field } });
  }
  const none = escalate({ brief: null });
  const decided = decideEscalation(makeAggregate(), none, makeContext({ actor: agent('lan') }));
  assert.equal(decided.ok ? 'accepted' : decided.reason, 'brief_incomplete');
});

test('words are required where somebody must learn from them', () => {
  const offered = inPosition('offered');
  const hopId = openHop(offered).id;
  const minh = makeContext({ actor: agent('minh') });
  const empty: readonly EscalationCommand[] = [
    { type: 'decline', hopId, reason: ' ' },
    { type: 'handBack', hopId, answer: '' },
    { type: 'solveHop', hopId, answer: '\t' },
    { type: 'passOn', hopId, target: toTeam('experts'), words: '' },
  ];
  for (const command of empty) {
    const decided = decideEscalation(offered, command, minh);
    assert.equal(decided.ok ? 'accepted' : decided.reason, 'words_required', command.type);
  }
  const returned = inPosition('returned');
  const close = { ...commandFor('closeEscalation', returned), lesson: ' ' } as EscalationCommand;
  const decided = decideEscalation(returned, close, minh);
  assert.equal(decided.ok ? 'accepted' : decided.reason, 'words_required');
});
