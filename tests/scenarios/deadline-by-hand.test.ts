import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockExplanation } from '#contract/clock.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { openStory } from '#harness/story.ts';

function clockOf(page: TicketPage, metric: string) {
  const clock = page.clocks.findLast((each) => each.metric === metric);
  assert.ok(clock, `no clock of ${metric}`);
  return clock;
}

const reason = 'Promised to Ms Linh on the phone';

test('C17: a manager promises another day, the ticket says who and why, and takes it back', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order 8812?' });
  await story.reply(story.hoa, ticketId, { text: 'I ask the courier.' });
  const before = clockOf(await story.page(ticketId), 'resolution');
  assert.equal(before.isSetByHand, false);
  const url = `/api/v1/tickets/${ticketId}/clocks/${before.id}`;
  const deadline = '2026-03-06T05:00:00.000Z';

  const agent = await story.hoa.browser.put(`${url}/deadline`, { deadline, reason });
  assert.equal(agent.status, 403, 'an agent moves no deadline');
  assert.ok(!(await story.page(ticketId, story.hoa)).can.includes('set_deadline'));
  const unsaid = await story.minh.browser.put(`${url}/deadline`, { deadline, reason: ' ' });
  assert.equal(unsaid.status, 422);
  const past = await story.minh.browser.put(`${url}/deadline`, {
    deadline: '2026-03-01T05:00:00.000Z',
    reason,
  });
  assert.equal(past.body['code'], 'deadline_not_ahead');

  const set = await story.minh.browser.put(`${url}/deadline`, { deadline, reason });
  assert.equal(set.status, 200, JSON.stringify(set.body));
  const page = await story.page(ticketId);
  const moved = clockOf(page, 'resolution');
  assert.deepEqual([moved.id, moved.dueAt, moved.isSetByHand], [before.id, deadline, true]);
  const event = page.events.find(({ type }) => type === 'clock.deadline_set');
  assert.deepEqual(
    [event?.actor.name, event?.detail['reason'], event?.detail['dueBefore']],
    [story.minh.name, reason, Date.parse(before.dueAt ?? '')],
  );
  const sum = clockExplanation.parse((await story.hoa.browser.get(`${url}/explanation`)).body);
  assert.deepEqual(sum.setByHand, {
    at: deadline,
    reason,
    setAt: '2026-03-02T02:00:00.000Z',
    setBy: { id: story.minh.id, name: story.minh.name },
    movesWithPauses: false,
  });

  // A pause does not move it.
  await story.update(story.hoa, ticketId, { state: 'pending' });
  await story.advance('PT24H');
  await story.update(story.hoa, ticketId, { state: 'open' });
  assert.equal(clockOf(await story.page(ticketId), 'resolution').dueAt, deadline);

  const cleared = await story.minh.browser.send('DELETE', `${url}/deadline`, {
    reason: 'The courier came',
  });
  assert.equal(cleared.status, 200, JSON.stringify(cleared.body));
  const after = clockOf(await story.page(ticketId), 'resolution');
  assert.equal(after.isSetByHand, false);
  // As if it had never been set: a day of waiting moved it by nine hours of work.
  assert.equal(after.dueAt, '2026-03-05T11:00:00.000Z');
  const again = await story.minh.browser.send('DELETE', `${url}/deadline`, { reason: 'Again' });
  assert.equal(again.body['code'], 'deadline_not_by_hand');
});

test('C17: it breaches at the moment set, and after that a new one opens a cycle of its own', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order 8812?' });
  await story.reply(story.hoa, ticketId, { text: 'I ask the courier.' });
  await story.told();
  const { id } = clockOf(await story.page(ticketId), 'resolution');
  const url = `/api/v1/tickets/${ticketId}/clocks/${id}/deadline`;
  await story.minh.browser.put(url, { deadline: '2026-03-02T05:00:00.000Z', reason });
  await story.until('2026-03-02T12:01');
  const told = await story.told();
  assert.ok(told.includes('Mon 12:00 Hoa: clock_breached !'), told.join('\n'));
  const taken = await story.minh.browser.send('DELETE', url, { reason: 'No' });
  assert.equal(taken.body['code'], 'clock_breached');
  const deadline = '2026-03-04T05:00:00.000Z';
  const next = await story.minh.browser.put(url, { deadline, reason: 'A new promise' });
  assert.equal(next.status, 200, JSON.stringify(next.body));
  const cycles = (await story.page(ticketId)).clocks.filter(
    ({ metric }) => metric === 'resolution',
  );
  assert.deepEqual(
    cycles.map(({ status, dueAt }) => [status, dueAt]),
    [
      ['breached', null],
      ['running', deadline],
    ],
  );
});
