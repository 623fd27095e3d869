import assert from 'node:assert/strict';
import { it } from 'node:test';
import { hourMs, minuteMs, plusMs } from '../kernel/instant.ts';
import { Story } from '../simulation/story.ts';
import { contactId, noon, openingMail } from '../simulation/world.ts';
import { explain } from './explain.ts';

function forgotten(): Story {
  const story = new Story(noon);
  story.give(openingMail(noon), { kind: 'contact', id: contactId });
  story.advanceTo(plusMs(noon, 4 * hourMs));
  return story;
}

it('P4: a climb by a breach says which clock, due when, and which rule of which version', () => {
  const entries = forgotten().recorded.map(explain);
  const started = entries.find(({ code }) => code === 'escalation.started.automatic');
  assert.equal(started?.clock?.metric, 'first_response');
  assert.equal(started?.clock?.dueAt, started?.at);
  assert.equal(started?.rule?.ruleId, 'clock_breach');
  assert.equal(started?.weight, 'main');
  assert.deepEqual(started?.actor, { kind: 'system' });
});

it('P4: an offer says why these people', () => {
  const offered = forgotten()
    .recorded.map(explain)
    .find(({ code }) => code === 'hop.offered');
  assert.ok((offered?.why.length ?? 0) > 0);
});

it('C37: a breach noticed late says how late', () => {
  const breach = forgotten().recorded.find(({ event }) => event.type === 'clock.breached');
  assert.ok(breach !== undefined);
  assert.equal(explain(breach).latenessMs, 0);
  const late = explain({ ...breach, at: plusMs(breach.at, 10 * minuteMs) });
  assert.equal(late.latenessMs, 10 * minuteMs);
});

it('only messages are public, and the machinery of clocks is folded away', () => {
  for (const recorded of forgotten().recorded) {
    const { code, isPublic, weight } = explain(recorded);
    assert.equal(isPublic, code.startsWith('message.'), code);
    if (code === 'clock.started') assert.equal(weight, 'detail');
  }
});
