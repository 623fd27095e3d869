import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStory } from '#harness/story.ts';

test('C42: taking a hop on stops the climb, not the clock; giving it back lets it climb again', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order 8812?' });
  const target = { kind: 'team', teamId: story.secondLineId };
  await story.escalate(story.hoa, ticketId, { target });
  const url = `${await story.hopUrl(ticketId)}/acknowledgement`;
  const early = await story.lan.browser.send('DELETE', url);
  assert.equal(early.body['code'], 'hop_not_acknowledged');
  await story.acknowledge(story.lan, ticketId);
  await story.told();
  const taken = await story.page(ticketId, story.lan);
  assert.ok(taken.can.includes('unacknowledge'));
  assert.ok(!(await story.page(ticketId, story.hoa)).can.includes('unacknowledge'));
  const handle = taken.clocks.find(({ metric }) => metric === 'handle');
  assert.equal(handle?.status, 'running');

  await story.advance('PT30M');
  const back = await story.lan.browser.send('DELETE', url, { words: 'I have to leave.' });
  assert.equal(back.status, 200, JSON.stringify(back.body));
  const page = await story.page(ticketId);
  const hop = page.escalations.at(-1)?.hops.at(-1);
  assert.deepEqual([hop?.state, hop?.acknowledgedBy], ['offered', null]);
  assert.equal(page.clocks.find(({ id }) => id === handle?.id)?.dueAt, handle?.dueAt);
  const acknowledge = page.clocks.filter(({ metric }) => metric === 'acknowledge');
  assert.deepEqual(
    acknowledge.map(({ cycle, status, startedAt }) => [cycle, status, startedAt]),
    [
      [1, 'met', '2026-03-02T02:00:00.000Z'],
      [2, 'running', '2026-03-02T02:30:00.000Z'],
    ],
  );
  const event = page.events.find(({ type }) => type === 'hop.unacknowledged');
  assert.deepEqual([event?.actor.name, event?.detail['words']], ['Lan', 'I have to leave.']);
  const told = await story.told();
  assert.ok(told.includes('Mon 09:30 Hoa: hop_unacknowledged'), told.join('\n'));
  assert.ok(
    told.every((line) => !line.startsWith('Mon 09:30 Lan')),
    'whoever gives it back is not asked again by that',
  );

  // Nobody takes it: it climbs when the new time is over.
  const dueAt = Date.parse(acknowledge[1]?.dueAt ?? '');
  await story.advance(`PT${(dueAt - story.now()) / 60_000 + 1}M`);
  const climbed = (await story.page(ticketId)).escalations.at(-1)?.hops ?? [];
  assert.deepEqual(
    climbed.map(({ state, ending }) => [state, ending]),
    [
      ['ended', 'timed_out'],
      ['offered', null],
    ],
  );
});

test('C42: taken on again it stops the climb again, and running out of its time lets it climb', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order 8812?' });
  const target = { kind: 'team', teamId: story.secondLineId };
  await story.escalate(story.hoa, ticketId, { target });
  await story.acknowledge(story.lan, ticketId);
  await story.lan.browser.send('DELETE', `${await story.hopUrl(ticketId)}/acknowledgement`);
  await story.acknowledge(story.lan, ticketId);
  const page = await story.page(ticketId);
  const hop = page.escalations.at(-1)?.hops.at(-1);
  assert.deepEqual([hop?.state, hop?.acknowledgedBy?.name], ['acknowledged', 'Lan']);
  const handle = page.clocks.find(({ metric, endedAt }) => metric === 'handle' && endedAt === null);
  assert.ok(handle?.dueAt, 'handling has a time of its own');
  await story.advance(`PT${(Date.parse(handle.dueAt) - story.now()) / 60_000 + 1}M`);
  const hops = (await story.page(ticketId)).escalations.at(-1)?.hops ?? [];
  assert.equal(hops[0]?.ending, 'timed_out');
  assert.equal(hops[1]?.state, 'offered');
});
