import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayMs, hourMs, plusMs } from '../kernel/instant.ts';
import { Story } from '../simulation/story.ts';
import {
  agentActor,
  contactId,
  customerPolicy,
  directory,
  messageId,
  noon,
  openingMail,
  people,
  teams,
} from '../simulation/world.ts';
import type { DecisionContext } from './context.ts';
import type { Effect } from './effect.ts';

const hoa = agentActor(people.hoa);
const minh = agentActor(people.minh);

function opened(
  given: Parameters<typeof openingMail>[1] = {},
  context: Partial<DecisionContext> = {},
): Story {
  const story = new Story(noon, context);
  story.give(openingMail(noon, { ownerId: people.hoa, teamId: teams.care, ...given }), {
    kind: 'contact',
    id: contactId,
  });
  return story;
}

const told = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.kind === 'notify' ? [[effect.agentId, effect.about]] : []));
const tellsOf = (index: number, effects: readonly Effect[]) =>
  effects.flatMap((effect) =>
    effect.kind === 'notify' &&
    (effect.recordedIndex === index || effect.alsoIndexes.includes(index))
      ? [effect.agentId]
      : [],
  );
const updates = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.kind === 'customer_update' ? [effect.template] : []));

const escalate = {
  type: 'escalation',
  command: {
    type: 'escalate',
    reason: 'needs_authority',
    requestedBy: 'agent',
    target: { kind: 'team', teamId: teams.billing },
    brief: { wants: 'A refund', tried: 'Looked it up', needed: 'Approval', neededBy: null },
  },
} as const;

function openHop(story: Story) {
  const hop = story.state.escalations.at(-1)?.hops.at(-1);
  if (hop === undefined) throw new Error('no hop');
  return hop;
}

describe('who is told', () => {
  it('the new owner, but not of their own doing', () => {
    const story = opened();
    assert.deepEqual(told(story.give({ type: 'assign', ownerId: people.minh }, hoa).effects), [
      [people.minh, 'assigned'],
    ]);
    assert.deepEqual(told(story.give({ type: 'assign', ownerId: people.hoa }, hoa).effects), []);
  });

  it('those a note mentions, each once, a team by its members', () => {
    const story = opened();
    const note = {
      type: 'addNote',
      messageId: messageId(2),
      mentionedAgentIds: [people.lead, people.gone],
      mentionedTeamIds: [teams.care],
    } as const;
    assert.deepEqual(told(story.give(note, hoa).effects), [[people.lead, 'mentioned']]);
  });

  it('the owner, when the customer writes again', () => {
    const story = opened();
    const again = {
      type: 'receiveMessage',
      messageId: messageId(2),
      contactId,
      channelKind: 'email',
      receivedAt: noon,
      isAutomatic: false,
      signs: [],
    } as const;
    assert.deepEqual(told(story.give(again).effects), [[people.hoa, 'customer_replied']]);
  });

  it('the receivers of a hop by a page, then who escalated at each turn', () => {
    const story = opened();
    const offer = story.give(escalate, hoa).effects;
    const page = offer.find((effect) => effect.kind === 'notify' && effect.agentId === people.minh);
    assert.ok(page?.kind === 'notify' && page.about === 'hop_offered' && page.urgency === 'page');

    const { id: hopId } = openHop(story);
    const taken = { type: 'escalation', command: { type: 'acknowledge', hopId } } as const;
    assert.deepEqual(told(story.give(taken, minh).effects), [[people.hoa, 'hop_acknowledged']]);

    const command = { type: 'handBack', hopId, answer: 'Approved up to 40' } as const;
    const back = story.give({ type: 'escalation', command }, minh).effects;
    assert.deepEqual(told(back), [[people.hoa, 'hop_handed_back']]);
  });

  it('a breach: the manager by a page, and whoever has the ticket', () => {
    const story = opened();
    story.advanceTo(plusMs(noon, 4 * hourMs));
    const step = story.steps.find(({ recorded }) =>
      recorded.some(({ event }) => event.type === 'clock.breached'),
    );
    const alarms = (step?.effects ?? []).filter((effect) => effect.kind === 'notify');
    const manager = alarms.find(({ agentId }) => agentId === people.manager);
    assert.equal(manager?.about, 'clock_breached');
    assert.equal(manager?.urgency, 'page');
    assert.ok(alarms.some(({ agentId }) => agentId === people.hoa));
  });

  it('P20: somebody, also where team, manager and catch-all owner are missing', () => {
    const agents = new Map(
      [...directory.agents].map(([id, agent]) => [
        id,
        { ...agent, isActive: id === people.minh, role: 'agent' as const },
      ]),
    );
    const story = opened(
      { ownerId: null, teamId: null },
      { directory: { ...directory, agents, teams: new Map() } },
    );
    story.advanceTo(plusMs(noon, 4 * hourMs));
    const breaches = story.steps.flatMap(({ recorded, effects }) =>
      recorded.flatMap(({ event }, index) =>
        event.type === 'clock.breached' ? [tellsOf(index, effects)] : [],
      ),
    );
    assert.ok(breaches.length > 0);
    for (const agentIds of breaches) assert.deepEqual(agentIds, [people.minh]);
  });

  it('a mark: the people its policy names', () => {
    const story = opened();
    story.advanceTo(plusMs(noon, 2 * hourMs - 1));
    const step = story.steps.find(({ recorded }) =>
      recorded.some(({ event }) => event.type === 'clock.mark_reached'),
    );
    assert.deepEqual(
      told(step?.effects ?? []).toSorted(),
      [
        [people.hoa, 'clock_warning'],
        [people.lead, 'clock_warning'],
      ].toSorted(),
    );
  });

  it('C41: everyone once a batch, about what presses most', () => {
    const story = opened();
    for (const { effects } of (story.advanceTo(plusMs(noon, 40 * dayMs)), story.steps)) {
      const people = effects.flatMap((it) => (it.kind === 'notify' ? [it.agentId] : []));
      assert.equal(new Set(people).size, people.length);
    }
  });

  it('a webhook that a mark names is called once', () => {
    const hook = {
      ...customerPolicy,
      marks: customerPolicy.marks.map((mark) => ({
        ...mark,
        actions: [{ type: 'webhook' as const, url: 'https://example.test/hook' }],
      })),
    };
    const story = opened({}, { policies: [hook] });
    story.advanceTo(plusMs(noon, 2 * hourMs - 1));
    const calls = story.steps.flatMap(({ effects }) =>
      effects.filter((it) => it.kind === 'webhook'),
    );
    assert.equal(calls.length, 1);
    // Nobody is named, so the lead and the owner hear of it all the same.
    assert.ok(story.steps.some(({ effects }) => told(effects).length === 2));
  });
});

describe('what the customer hears', () => {
  it('a receipt for a mail, none in a chat, none for a machine', () => {
    const receipt = (channelKind: 'email' | 'webchat', isAutomatic = false) => {
      const { firstMessage } = openingMail(noon);
      if (firstMessage === null) throw new Error('no message');
      const story = opened({ firstMessage: { ...firstMessage, channelKind, isAutomatic } });
      return updates(story.steps[0]?.effects ?? []);
    };
    assert.deepEqual(receipt('email'), ['received_receipt']);
    assert.deepEqual(receipt('webchat'), []);
    assert.deepEqual(receipt('email', true), []);
  });

  it('G1: that an escalation started, was taken and is solved, each time once', () => {
    const story = opened();
    assert.deepEqual(updates(story.give(escalate, hoa).effects), ['escalation_started']);
    const { id: hopId } = openHop(story);
    const give = (type: 'acknowledge' | 'solveHop') => {
      const command =
        type === 'acknowledge' ? { type, hopId } : { type, hopId, answer: 'It is done' };
      return updates(story.give({ type: 'escalation', command }, minh).effects);
    };
    assert.deepEqual(give('acknowledge'), ['escalation_acknowledged']);
    assert.deepEqual(give('solveHop'), ['escalation_solved']);
  });

  it('that it waits for somebody else', () => {
    const story = opened();
    story.give(escalate, hoa);
    const wait = { type: 'changeState', to: 'on_hold', reason: 'bank', pausedUntil: null } as const;
    assert.deepEqual(updates(story.give(wait, minh).effects), ['escalation_waiting']);
  });

  it('G3: nothing internal', () => {
    const story = opened();
    story.give(escalate, hoa);
    story.advanceTo(plusMs(noon, 3 * dayMs));
    const said = JSON.stringify(
      story.steps.flatMap(({ effects }) => effects.filter((it) => it.kind === 'customer_update')),
    );
    for (const secret of ['Billing', 'Minh', 'Hoa', 'L2', 'Approval', people.minh, teams.billing]) {
      assert.ok(!said.includes(secret), secret);
    }
  });

  it('an automatic message calls for no other', () => {
    const story = opened();
    const sent = { type: 'sendAutomatic', messageId: messageId(5), template: 'x' } as const;
    assert.deepEqual(story.give(sent).effects, []);
  });

  for (const kind of ['isImported', 'isPractice'] as const) {
    it(`nothing of a ticket that ${kind}`, () => {
      const story = opened({ [kind]: true });
      story.give(escalate, hoa);
      story.advanceTo(plusMs(noon, 60 * dayMs));
      assert.deepEqual(
        story.steps.flatMap(({ effects }) => effects),
        [],
      );
    });
  }
});
