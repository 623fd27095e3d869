import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStory } from '#harness/story.ts';
import { openWorld } from '#harness/world.ts';
import { ticketPage } from '#contract/ticket-page.ts';

test('a mail that the server refuses says why by a code, with the server’s own words', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order?' });
  await story.smtp.waitForMail();
  await story.told();
  story.smtp.failNext({ kind: 'recipient', status: 550, words: 'no such user here' });
  await story.reply(story.hoa, ticketId, { text: 'It left today.', state: 'pending' });
  await story.advance('PT1M');
  const { messages, events, ticket } = await story.page(ticketId);
  const reply = messages.find(({ text }) => text === 'It left today.');
  assert.equal(reply?.delivery, 'failed');
  assert.equal(reply.deliveryProblem?.code, 'recipient_refused');
  assert.match(reply.deliveryProblem.detail ?? '', /^550 .*no such user here/);
  const failed = events.find(({ type }) => type === 'message.failed');
  assert.equal(failed?.detail['reason'], 'recipient_refused');
  assert.equal(ticket.state, 'open');
  assert.ok((await story.told()).includes('Mon 09:00 Hoa: delivery_failed'));
});

test('a message that arrived has no problem', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order?' });
  await story.reply(story.hoa, ticketId, { text: 'It left today.' });
  await story.advance('PT1M');
  const { messages } = await story.page(ticketId);
  assert.ok(messages.every(({ deliveryProblem }) => deliveryProblem === null));
});

test('without a mail server the reply says so, and nobody’s words are quoted', async () => {
  const world = await openWorld();
  const ticketId = await world.customerWrites({ text: 'Where is my order?' });
  const url = `/api/v1/tickets/${ticketId}`;
  await world.hoa.browser.post(`${url}/replies`, { text: 'It left today.' });
  await world.advance('PT1M');
  const { messages } = ticketPage.parse((await world.hoa.browser.get(url)).body);
  const reply = messages.find(({ text }) => text === 'It left today.');
  assert.deepEqual(reply?.deliveryProblem, { code: 'no_mail_server', detail: null });
});

test('the test of a mailbox answers what is wrong with each server by a code', async () => {
  const story = await openStory();
  const server = { host: '127.0.0.1', port: 9, security: 'none', user: 'support' };
  const answer = await story.ada.browser.post('/api/v1/channels/test', {
    settings: { imap: server, smtp: { ...server, port: story.smtp.port, user: '' } },
  });
  assert.deepEqual(answer.body, {
    imap: { ok: false, problem: { code: 'unreachable', detail: null } },
    smtp: { ok: true, problem: null },
  });
});
