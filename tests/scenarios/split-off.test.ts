import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TicketPage } from '#contract/ticket-page.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { openStory, type Story } from '#harness/story.ts';

const said = (page: TicketPage, text: string) => {
  const message = page.messages.find((each) => each.text === text);
  assert.ok(message, `nobody said ${text}`);
  return message;
};

const open = (page: TicketPage, metric: string) =>
  page.clocks.find((each) => each.metric === metric && each.endedAt === null) ?? null;

async function split(story: Story, ticketId: TicketId, body: object) {
  const answer = await story.hoa.browser.post(`/api/v1/tickets/${ticketId}/splits`, body);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body['ticketId'] as TicketId;
}

test('C22: a second matter becomes a ticket that counts from the customer’s own words', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({
    text: 'Where is my order 8812?',
    subject: 'Order',
  });
  await story.reply(story.hoa, ticketId, { text: 'It is on its way.' });
  await story.advance('PT1H');
  await story.customerWrites({ ticketId, text: 'Also, my invoice is wrong.' });
  await story.advance('PT20M');
  const before = await story.page(ticketId);
  const { id: messageId } = said(before, 'Also, my invoice is wrong.');
  const newId = await split(story, ticketId, { messageId, subject: 'Wrong invoice' });

  const page = await story.page(newId);
  assert.equal(page.ticket.subject, 'Wrong invoice');
  assert.equal(page.ticket.owner?.name, 'Hoa');
  assert.equal(page.ticket.createdAt, '2026-03-02T03:00:00.000Z');
  assert.deepEqual(
    page.messages.map(({ text }) => text),
    ['Also, my invoice is wrong.'],
  );
  assert.equal(open(page, 'first_response')?.startedAt, '2026-03-02T03:00:00.000Z');
  assert.equal(open(page, 'resolution')?.startedAt, '2026-03-02T03:00:00.000Z');
  assert.deepEqual(
    page.links.map(({ kind, ticketId: id }) => [kind, id]),
    [['split_from', ticketId]],
  );
  const rest = await story.page(ticketId);
  assert.equal(open(rest, 'next_response'), null, 'nothing there waits for an answer any more');
  assert.equal(rest.ticket.isUnanswered, false);
  assert.ok(rest.events.some(({ type }) => type === 'ticket.split'));
  assert.deepEqual(
    rest.links.map(({ kind, ticketId: id }) => [kind, id]),
    [['split_into', newId]],
  );

  // Undone by merging it back, in the ten seconds or later.
  const back = await story.hoa.browser.post(`/api/v1/tickets/${newId}/merge`, {
    intoTicketId: ticketId,
  });
  assert.equal(back.status, 200, JSON.stringify(back.body));
  const again = await story.page(ticketId);
  assert.equal(open(again, 'next_response')?.startedAt, '2026-03-02T03:00:00.000Z');
  assert.equal(again.messages.length, before.messages.length);
});

test('C22: all that follows comes along, answers too, and is not measured twice', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order 8812?' });
  await story.reply(story.hoa, ticketId, { text: 'It is on its way.' });
  await story.advance('PT1H');
  await story.customerWrites({ ticketId, text: 'Also, my invoice is wrong.' });
  await story.reply(story.hoa, ticketId, { text: 'What is wrong with it?' });
  await story.note(story.hoa, ticketId, { text: 'She means number 77.' });
  await story.advance('PT1H');
  await story.customerWrites({ ticketId, text: 'The tax.' });
  const { id: messageId } = said(await story.page(ticketId), 'Also, my invoice is wrong.');
  const newId = await split(story, ticketId, { messageId, takes: 'following' });
  const page = await story.page(newId);
  assert.deepEqual(
    page.messages.map(({ text }) => text),
    ['Also, my invoice is wrong.', 'What is wrong with it?', 'She means number 77.', 'The tax.'],
  );
  assert.deepEqual(
    page.clocks
      .filter(({ endedAt }) => endedAt === null)
      .map(({ metric }) => metric)
      .toSorted(),
    ['next_response', 'resolution'],
  );
  assert.equal(open(page, 'next_response')?.startedAt, '2026-03-02T04:00:00.000Z');
  await story.reply(story.hoa, newId, { text: 'Corrected.' });
  await story.advance('PT1M');
  assert.ok(story.smtp.mails.some(({ mail }) => mail.text.includes('Corrected.')));
});

test('C22: replies, notes and the whole conversation are not split off', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order 8812?' });
  await story.reply(story.hoa, ticketId, { text: 'It is on its way.' });
  const page = await story.page(ticketId);
  const url = `/api/v1/tickets/${ticketId}/splits`;
  const reply = { messageId: said(page, 'It is on its way.').id };
  assert.equal((await story.hoa.browser.post(url, reply)).body['code'], 'split_not_customer');
  const all = { messageId: said(page, 'Where is my order 8812?').id, takes: 'following' };
  assert.equal((await story.hoa.browser.post(url, all)).body['code'], 'split_leaves_nothing');
  const other = await story.customerWrites({ text: 'Another thing' });
  const foreign = { messageId: said(await story.page(other), 'Another thing').id };
  assert.equal((await story.hoa.browser.post(url, foreign)).status, 404);
});
