import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStory } from '#harness/story.ts';

test('a new mail gets a receipt at once, and an owner', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order 8812?' });
  assert.deepEqual(await story.told(), [
    'Mon 09:00 Hoa: assigned',
    'Mon 09:00 customer: received_receipt',
  ]);
  const { ticket, clocks } = await story.page(ticketId);
  assert.equal(ticket.owner?.name, 'Hoa');
  assert.equal(ticket.team?.name, 'First line');
  assert.deepEqual(clocks.map(({ metric, status }) => [metric, status]).toSorted(), [
    ['first_response', 'running'],
    ['resolution', 'running'],
  ]);
  const receipt = await story.smtp.waitForMail();
  assert.deepEqual(receipt.to, ['linh@customer.example']);
  assert.doesNotMatch(receipt.mail.text, /8812/);
});

test('a ticket answered and solved in time never alarms anybody, over three days and a weekend', async () => {
  const story = await openStory({ start: '2026-03-06T09:00' });
  const ticketId = await story.customerWrites({ text: 'Where is my order 8812?' });
  await story.advance('PT1H');
  await story.reply(story.hoa, ticketId, { text: 'It left this morning.', state: 'solved' });
  await story.advance('P3D');
  assert.deepEqual(await story.told(), [
    'Fri 09:00 Hoa: assigned',
    'Fri 09:00 customer: received_receipt',
    'Fri 10:00 customer: It left this morning.',
    'Fri 11:00 customer: feedback_request',
  ]);
  const { clocks } = await story.page(ticketId);
  assert.ok(clocks.every(({ status }) => status === 'met'));
});

test('a conversation that goes to and fro in time is silent but for the customer’s answers', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order 8812?' });
  await story.advance('PT1H');
  await story.reply(story.hoa, ticketId, { text: 'Which address?' });
  await story.advance('PT1H');
  await story.customerWrites({ ticketId, text: 'Lane 4, house 12.' });
  await story.advance('PT1H');
  await story.reply(story.hoa, ticketId, { text: 'It comes tomorrow.' });
  await story.until('2026-03-03T18:00');
  assert.deepEqual(await story.told(), [
    'Mon 09:00 Hoa: assigned',
    'Mon 09:00 customer: received_receipt',
    'Mon 10:00 customer: Which address?',
    'Mon 11:00 Hoa: customer_replied',
    'Mon 12:00 customer: It comes tomorrow.',
  ]);
});
