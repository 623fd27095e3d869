import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TicketPage } from '#contract/ticket-page.ts';
import { openStory } from '#harness/story.ts';

function statusOf(page: TicketPage, metric: string) {
  return page.clocks.findLast((each) => each.metric === metric)?.status;
}

test('C1: an answered call is the first response; a try is none, and its words stay inside', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Please call me about order 8812.' });
  const url = `/api/v1/tickets/${ticketId}/calls`;
  await story.advance('PT30M');
  const tried = await story.hoa.browser.post(url, { isAnswered: false, text: 'Rang out twice.' });
  assert.equal(tried.status, 201, JSON.stringify(tried.body));
  const waiting = await story.page(ticketId);
  assert.equal(statusOf(waiting, 'first_response'), 'running');
  assert.equal(waiting.ticket.isUnanswered, true);
  assert.equal(waiting.ticket.state, 'open');

  await story.advance('PT30M');
  const call = { isAnswered: true, text: 'She will send a photo.', state: 'pending' };
  const reached = await story.hoa.browser.post(url, call);
  assert.equal(reached.status, 201, JSON.stringify(reached.body));
  const page = await story.page(ticketId);
  assert.equal(statusOf(page, 'first_response'), 'met');
  assert.equal(page.ticket.isUnanswered, false);
  assert.equal(page.ticket.state, 'pending');
  assert.deepEqual(
    page.messages
      .filter(({ call: outcome }) => outcome !== null)
      .map((message) => [message.kind, message.call, message.text, message.agent?.name]),
    [
      ['note', 'unanswered', 'Rang out twice.', 'Hoa'],
      ['note', 'answered', 'She will send a photo.', 'Hoa'],
    ],
  );
  const logged = page.events.filter(({ type }) => type === 'call.logged');
  assert.deepEqual(
    logged.map(({ detail }) => detail['isAnswered']),
    [false, true],
  );
  // The customer writes again: what was answered by the call is over, the next answer is awaited.
  await story.customerWrites({ ticketId, text: 'Here is the photo.' });
  assert.equal(statusOf(await story.page(ticketId), 'next_response'), 'running');
  assert.deepEqual(
    (await story.told()).filter((line) => line.includes('customer: ')),
    ['Mon 09:00 customer: received_receipt'],
    'no word of the call goes to the customer',
  );
  assert.ok(story.smtp.mails.every(({ mail }) => !mail.text.includes('photo')));
});

test('C1: a call on a closed ticket or on spam is refused, and auditors log none', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Buy cheap watches' });
  const url = `/api/v1/tickets/${ticketId}/calls`;
  await story.update(story.hoa, ticketId, { isSpam: true });
  const body = { isAnswered: true, text: 'Nobody' };
  assert.equal((await story.hoa.browser.post(url, body)).body['code'], 'ticket_is_spam');
  await story.update(story.hoa, ticketId, { isSpam: false, state: 'solved' });
  await story.update(story.hoa, ticketId, { state: 'closed' });
  assert.equal((await story.hoa.browser.post(url, body)).body['code'], 'ticket_closed');
});
