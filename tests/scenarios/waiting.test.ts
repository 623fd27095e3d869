import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TicketPage } from '#contract/ticket-page.ts';
import { openStory } from '#harness/story.ts';

function clockOf(page: TicketPage, metric: string) {
  const clock = page.clocks.findLast((each) => each.metric === metric);
  assert.ok(clock, `no clock of ${metric}`);
  return clock;
}

test('waiting for the customer pauses resolution and next response, and their answer resumes them', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order 8812?' });
  await story.advance('PT1H');
  await story.reply(story.hoa, ticketId, { text: 'Which address?', state: 'pending' });
  const paused = await story.page(ticketId);
  assert.equal(paused.ticket.state, 'pending');
  assert.equal(clockOf(paused, 'resolution').status, 'paused');
  assert.equal(clockOf(paused, 'resolution').dueAt, null);
  await story.until('2026-03-05T10:00');
  await story.customerWrites({ ticketId, text: 'Lane 4, house 12.' });
  const resumed = await story.page(ticketId);
  assert.equal(resumed.ticket.state, 'open');
  // 27 hours of nine a day: one was spent on Monday, 26 are left from Thursday at ten.
  assert.equal(clockOf(resumed, 'resolution').dueAt, '2026-03-09T11:00:00.000Z');
  assert.equal(clockOf(resumed, 'next_response').dueAt, '2026-03-05T11:00:00.000Z');
  assert.deepEqual(await story.told(), [
    'Mon 09:00 Hoa: assigned',
    'Mon 09:00 customer: received_receipt',
    'Mon 10:00 customer: Which address?',
    'Thu 10:00 Hoa: customer_replied',
  ]);
});

test('a reply taken back within ten seconds never leaves, and its clock runs on as if it had not been', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order 8812?' });
  const before = clockOf(await story.page(ticketId), 'first_response');
  await story.advance('PT1H');
  const sent = await story.reply(story.hoa, ticketId, {
    text: 'Gone this morning.',
    state: 'solved',
  });
  assert.equal(clockOf(await story.page(ticketId), 'first_response').status, 'met');
  await story.advance('PT9S');
  const url = `/api/v1/tickets/${ticketId}/replies/${String(sent.body['messageId'])}`;
  const undone = await story.hoa.browser.delete(url);
  assert.equal(undone.status, 200, JSON.stringify(undone.body));
  assert.equal(undone.body['text'], 'Gone this morning.');
  const page = await story.page(ticketId, story.hoa);
  assert.deepEqual(clockOf(page, 'first_response').dueAt, before.dueAt);
  assert.equal(clockOf(page, 'first_response').status, 'running');
  assert.equal(page.ticket.state, 'new');
  assert.equal(page.drafts[0]?.text, 'Gone this morning.');
  await story.advance('PT2H');
  assert.deepEqual(await story.told(), [
    'Mon 09:00 Hoa: assigned',
    'Mon 09:00 customer: received_receipt',
    'Mon 10:00 customer: Gone this morning. (recalled)',
  ]);
  assert.ok(story.smtp.mails.every(({ mail }) => !mail.text.includes('Gone')));
});

test('a reply that has left cannot be taken back', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order 8812?' });
  const sent = await story.reply(story.hoa, ticketId, { text: 'Gone this morning.' });
  await story.advance('PT11S');
  const url = `/api/v1/tickets/${ticketId}/replies/${String(sent.body['messageId'])}`;
  const undone = await story.hoa.browser.delete(url);
  assert.equal(undone.status, 409, JSON.stringify(undone.body));
  const left = await story.smtp.waitForMail(({ mail }) => mail.text.includes('Gone'));
  assert.deepEqual(left.to, ['linh@customer.example']);
});

test('a snoozed ticket wakes on time and says so; an answer of the customer wakes it earlier', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order 8812?' });
  await story.reply(story.hoa, ticketId, { text: 'I ask the courier.', state: 'pending' });
  await story.told();
  await story.update(story.hoa, ticketId, { snoozedUntil: '2026-03-03T03:00:00.000Z' });
  await story.until('2026-03-03T10:30');
  assert.deepEqual(await story.told(), ['Tue 10:00 Hoa: snooze_ended']);
  await story.update(story.hoa, ticketId, { snoozedUntil: '2026-03-05T03:00:00.000Z' });
  await story.advance('PT1H');
  await story.customerWrites({ ticketId, text: 'It has come!' });
  assert.deepEqual(await story.told(), ['Tue 11:30 Hoa: customer_replied']);
  assert.equal((await story.page(ticketId)).ticket.snoozedUntil, null);
});
