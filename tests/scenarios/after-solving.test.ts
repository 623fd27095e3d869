import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStory, type Story } from '#harness/story.ts';

async function solved(story: Story) {
  const ticketId = await story.customerWrites({ text: 'Where is my order 8812?' });
  await story.reply(story.hoa, ticketId, { text: 'It left this morning.', state: 'solved' });
  await story.told();
  return ticketId;
}

test('an hour after solving the customer is asked once, and a bad answer reaches the manager', async () => {
  const story = await openStory();
  const ticketId = await solved(story);
  await story.advance('PT59M');
  assert.deepEqual(await story.told(), []);
  const ahead = (await story.page(ticketId)).future.find(({ kind }) => kind === 'feedback_asked');
  assert.equal(ahead?.at, new Date(story.now() + 60_000).toISOString(), 'it is foreseen');
  await story.advance('PT1M');
  assert.deepEqual(await story.told(), ['Mon 10:00 customer: feedback_request']);
  const { future } = await story.page(ticketId);
  assert.ok(
    future.every(({ kind }) => kind !== 'feedback_asked'),
    'it has happened',
  );
  const asked = await story.smtp.waitForMail(({ mail }) => mail.text.includes('/rate/'));
  const token = /\/rate\/([\w.~-]+)/.exec(asked.mail.text)?.[1] ?? '';
  const answer = await story.hoa.browser.send('PUT', `/api/v1/feedback/${token}`, {
    score: 2,
    comment: 'Too slow.',
  });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.deepEqual(await story.told(), ['Mon 10:00 Minh: bad_feedback']);
  await story.advance('P2D');
  assert.deepEqual(await story.told(), []);
  assert.equal((await story.page(ticketId)).ticket.state, 'solved');
});

test('a question that is switched off is not foreseen', async () => {
  const story = await openStory();
  const url = '/api/v1/templates/feedback_request/en';
  const words = { subject: 'How was it?', body: 'Tell us: {surveyUrl}', isEnabled: false };
  const off = await story.ada.browser.send('PUT', url, words, { 'if-match': '"0"' });
  assert.equal(off.status, 200, JSON.stringify(off.body));
  const ticketId = await solved(story);
  const { future } = await story.page(ticketId);
  assert.ok(future.every(({ kind }) => kind !== 'feedback_asked'));
});

test('an answer reopens a solved ticket and its next response runs; the first response does not', async () => {
  const story = await openStory();
  const ticketId = await solved(story);
  await story.until('2026-03-03T09:00');
  await story.told();
  await story.customerWrites({ ticketId, text: 'It has not come.' });
  assert.deepEqual(await story.told(), ['Tue 09:00 Hoa: customer_replied']);
  const { ticket, clocks } = await story.page(ticketId);
  assert.equal(ticket.state, 'open');
  assert.equal(ticket.reopenCount, 1);
  const running = clocks.filter(({ status }) => status === 'running');
  assert.deepEqual(running.map(({ metric }) => metric).toSorted(), ['next_response', 'resolution']);
});

test('a mail to a closed ticket opens a new one that is linked to it', async () => {
  const story = await openStory();
  const ticketId = await solved(story);
  await story.advance('P8D');
  assert.equal((await story.page(ticketId)).ticket.state, 'closed');
  assert.deepEqual(await story.told(), ['Mon 10:00 customer: feedback_request']);
  const followUpId = await story.customerWrites({ ticketId, text: 'The same again.' });
  assert.notEqual(followUpId, ticketId);
  const { links } = await story.page(followUpId);
  assert.deepEqual(
    links.map((link) => link.ticketId),
    [ticketId],
  );
  const told = await story.told();
  assert.equal(told.length, 2);
  assert.ok(told.includes('Tue 09:00 customer: received_receipt'));
  assert.match(told.join(), /Tue 09:00 (Hoa|Sam): assigned/);
});
