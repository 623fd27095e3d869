import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  agent,
  agentId,
  brief,
  deskWith,
  escalate,
  fold,
  makeAggregate,
  makeContext,
  makeMatrix,
  openHop,
  path,
  receiverText,
  step,
  toAgent,
  toTeam,
} from '#harness/escalation-desk.ts';
import { dayMs, hourMs, plusMs, toIso } from '../kernel/instant.ts';
import { Story } from '../simulation/story.ts';
import {
  agentActor,
  contactId,
  contextAt,
  noon,
  openingMail,
  people,
} from '../simulation/world.ts';
import { decideEscalation } from './decide.ts';
import { type Foreseen, foresee } from './foresee.ts';
import { previewEscalation } from './preview.ts';

const mail = () => openingMail(noon, { issueType: 'refund' });

function opened(): Story {
  const story = new Story(noon);
  story.give(mail(), { kind: 'contact', id: contactId });
  return story;
}

type HopOffered = Extract<Foreseen, { kind: 'hop_offered' }>;

function hopsOf(foreseen: readonly Foreseen[]): readonly HopOffered[] {
  return foreseen.filter((each) => each.kind === 'hop_offered');
}

function told(hops: readonly { at: number; to: string }[]): readonly string[] {
  return hops.map(({ at, to }) => `${toIso(at as never)} ${to}`);
}

function offersOf(story: Story): readonly string[] {
  return told(
    story.recorded.flatMap(({ event, at }) =>
      event.type === 'hop.offered' ? [{ at, to: receiverText(event.to) }] : [],
    ),
  );
}

test('what is foreseen of a climb is what happens when nobody acts', () => {
  const story = opened();
  const command = { ...escalate(), reason: 'other' } as const;
  story.give({ type: 'escalation', command }, agentActor(people.hoa));
  const hops = hopsOf(foresee(story.state, contextAt(story.now)));
  const foreseen = told(hops.map(({ at, who }) => ({ at, to: receiverText(who) })));
  assert.ok(foreseen.length >= 3);
  assert.deepEqual(
    hops.map(({ isEstimate }) => isEstimate),
    hops.map((_, index) => index > 0),
  );
  assert.equal(hops.at(-1)?.stepIndex, null);
  // The customer's own clocks would climb too; only the hops' are of interest here.
  const quiet = new Story(noon, { policies: contextAt(noon).policies.slice(1) });
  quiet.give(mail(), { kind: 'contact', id: contactId });
  quiet.give({ type: 'escalation', command }, agentActor(people.hoa));
  const alone = hopsOf(
    foresee(quiet.state, contextAt(noon, { policies: contextAt(noon).policies.slice(1) })),
  );
  quiet.advanceTo(plusMs(alone.at(-1)?.at ?? noon, 1));
  assert.deepEqual(
    told(alone.map(({ at, who }) => ({ at, to: receiverText(who) }))),
    offersOf(quiet).slice(1),
  );
});

test('before any escalation the first breach names whom it will reach, and it does', () => {
  const story = opened();
  const future = foresee(story.state, contextAt(story.now));
  const breaches = future.filter((each) => each.kind === 'clock_breached');
  const [first, ...others] = breaches;
  assert.equal(first?.metric, 'first_response');
  assert.ok(others.every(({ who }) => who === null));
  story.advanceTo(plusMs(first?.at ?? noon, 0));
  assert.deepEqual(
    offersOf(story),
    told([{ at: first?.at ?? 0, to: receiverText(first?.who ?? null) }]),
  );
});

test('the future is in order, holds marks and the time box, and nothing of the past', () => {
  const story = opened();
  story.give({ type: 'escalation', command: escalate() }, agentActor(people.hoa));
  const later = plusMs(story.now, 3 * hourMs);
  const future = foresee(story.state, contextAt(later));
  assert.ok(future.every(({ at }) => at >= later));
  assert.deepEqual(
    future.map(({ at }) => at),
    future.map(({ at }) => at).toSorted((a, b) => a - b),
  );
  const kinds = new Set(future.map(({ kind }) => kind));
  assert.ok(kinds.has('close_by') && kinds.has('clock_breached') && kinds.has('hop_offered'));
  const box = future.find(({ kind }) => kind === 'close_by');
  assert.equal(box?.at, plusMs(noon, 30 * dayMs));
});

test('an acknowledged hop climbs only when its handling time is over', () => {
  const story = opened();
  story.give({ type: 'escalation', command: escalate() }, agentActor(people.hoa));
  const before = hopsOf(foresee(story.state, contextAt(story.now)))[0];
  const hop = openHop(story.state);
  story.give(
    { type: 'escalation', command: { type: 'acknowledge', hopId: hop.id } },
    agentActor(people.minh),
  );
  const after = hopsOf(foresee(story.state, contextAt(story.now)))[0];
  assert.ok(before !== undefined && after !== undefined && after.at > before.at);
});

test('E1: the sheet suggests what escalating does, with why and what follows', () => {
  const context = makeContext({ actor: agent('lan') });
  const aggregate = makeAggregate();
  const preview = previewEscalation(aggregate, context, { reason: 'needs_authority' });
  assert.equal(preview.refusal, null);
  assert.deepEqual(preview.suggested.target, toTeam('billing'));
  assert.deepEqual(preview.suggested.why, ['named_team:billing']);
  assert.deepEqual(
    hopsOf(preview.follows).map(({ who }) => receiverText(who)),
    ['hoa', 'mai+omar', 'ada'],
  );
  const decided = decideEscalation(aggregate, escalate(), context);
  assert.ok(decided.ok);
  const after = fold(aggregate, decided.value, context);
  assert.deepEqual(openHop(after).to, preview.suggested.receiver);
});

test('alternatives are each receiver once, the path’s first, never the own team', () => {
  const context = makeContext({ actor: agent('lan') });
  const preview = previewEscalation(makeAggregate(), context, { reason: 'other' });
  const names = preview.alternatives.map(({ receiver }) => receiverText(receiver));
  assert.deepEqual(names, ['hoa', 'mai+omar', 'team developers', 'team experts']);
  for (const { target, receiver } of preview.alternatives) {
    const decided = decideEscalation(makeAggregate(), escalate({ target }), context);
    assert.ok(decided.ok);
    assert.deepEqual(openHop(fold(makeAggregate(), decided.value, context)).to, receiver);
  }
});

test('a chosen target is shown with what follows it, or refused when it reaches nobody', () => {
  const context = makeContext({ actor: agent('lan') });
  const ask = (target: ReturnType<typeof toAgent>) =>
    previewEscalation(makeAggregate(), context, { reason: 'other', target });
  const experts = ask(toTeam('experts'));
  assert.equal(receiverText(experts.chosen?.receiver ?? null), 'team experts');
  assert.deepEqual(
    hopsOf(experts.follows).map(({ who }) => receiverText(who)),
    ['team billing', 'hoa', 'mai+omar', 'ada'],
  );
  assert.equal(ask(toAgent('col')).refusal, 'target_unreachable');
});

test('the sheet says why it cannot be, and still suggests', () => {
  const context = makeContext({ actor: agent('lan') });
  const active = fold(
    makeAggregate(),
    (() => {
      const decided = decideEscalation(makeAggregate(), escalate({ brief }), context);
      return decided.ok ? decided.value : [];
    })(),
    context,
  );
  const wish = { reason: 'other' } as const;
  assert.equal(previewEscalation(active, context, wish).refusal, 'escalation_active');
  const solved = previewEscalation(makeAggregate({ state: 'solved' }), context, wish);
  assert.equal(solved.refusal, 'ticket_closed');
  const collaborator = makeContext({ actor: agent('col') });
  assert.equal(previewEscalation(makeAggregate(), collaborator, wish).refusal, 'not_permitted');
});

test('when the path has nobody the sheet suggests the catch-all by name', () => {
  const matrix = makeMatrix({ fallback: [step('gone', toTeam('care'))] });
  const context = makeContext({ actor: agent('lan'), matrix });
  const preview = previewEscalation(makeAggregate(), context, { reason: 'other' });
  assert.deepEqual(preview.suggested.target, { kind: 'agent', agentId: agentId('ada') });
  const away = deskWith({ agents: { minh: { presence: 'away' }, binh: { presence: 'away' } } });
  const around = makeContext({ actor: agent('lan'), directory: away, matrix: makeMatrix() });
  const skipped = previewEscalation(makeAggregate(), around, { reason: 'other' });
  assert.equal(skipped.suggested.why[0], `step_skipped:${path[0]?.id}`);
});
