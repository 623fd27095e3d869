import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { TicketPage } from '#contract/ticket-page.ts';
import type { ChannelId, TicketId } from '#domain/kernel/id.ts';
import { openStory, type Story } from '#harness/story.ts';
import { storeRaw } from '#server/channels/mail/runtime/store-raw.ts';

const words = 'It left today.';

function firstResponse({ clocks }: TicketPage) {
  const clock = clocks.find(({ metric }) => metric === 'first_response');
  assert.ok(clock, 'the ticket has no clock for its first response');
  return clock;
}

function replyOf({ messages }: TicketPage) {
  const reply = messages.find(({ text }) => text === words);
  assert.ok(reply, 'the ticket has no such reply');
  return reply;
}

const again = (ticketId: TicketId, messageId: string) =>
  `/api/v1/tickets/${ticketId}/replies/${messageId}/deliveries`;

/** A ticket whose reply the mail server refuses, as its page stands then. */
async function refused(story: Story): Promise<{ ticketId: TicketId; page: TicketPage }> {
  const ticketId = await story.customerWrites({ text: 'Where is my order?' });
  await story.smtp.waitForMail();
  story.smtp.failNext({ kind: 'recipient', status: 550, words: 'no such user here' });
  await story.reply(story.hoa, ticketId, { text: words, state: 'pending' });
  assert.equal(firstResponse(await story.page(ticketId)).status, 'met');
  await story.advance('PT1M');
  return { ticketId, page: await story.page(ticketId, story.hoa) };
}

/** Our mail comes back to the desk's own mailbox, as mailers send it. */
async function comesBack(story: Story, address: string, ourId: string): Promise<void> {
  const { db, clock } = story.belay;
  const { rows } = await sql<{ id: ChannelId }>`
    select id from channel where kind = 'email'
  `.execute(db);
  const [channel] = rows;
  assert.ok(channel);
  const content = Buffer.from(
    [
      'From: MAILER-DAEMON@relay.example',
      'Subject: failure notice',
      'To: support@acme.example',
      `Message-ID: <${clock.now()}@relay.example>`,
      '',
      'I was not able to deliver your message.',
      `<${address}>:`,
      '550 no such user',
      '',
      `Message-ID: <${ourId}>`,
      '',
    ].join('\r\n'),
  );
  const { workspaceId } = story;
  await storeRaw(db, { workspaceId, channelId: channel.id, content, receivedAt: clock.now() });
  await story.advance('PT2S');
  await story.belay.settle();
}

test('a refused reply fulfils nothing, until it is sent again and arrives', async () => {
  const story = await openStory();
  const { ticketId, page } = await refused(story);
  const failed = replyOf(page);
  assert.deepEqual(
    [firstResponse(page).status, firstResponse(page).fulfilledAt, page.ticket.state],
    ['running', null, 'open'],
  );
  assert.equal(failed.address, 'linh@customer.example');
  assert.equal(failed.sendAgainTo, 'linh@customer.example', 'no other is known');
  assert.ok(page.events.some(({ detail }) => detail['because'] === 'undelivered'));
  await story.told();

  const url = again(ticketId, failed.id);
  const answers = await Promise.all([story.minh.browser.post(url), story.minh.browser.post(url)]);
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409]);
  const second = answers.find(({ status }) => status === 409);
  assert.equal(second?.body['code'], 'message_not_failed');
  const sentAt = new Date(story.now()).toISOString();
  const arrived = await story.smtp.waitForMail(({ mail }) => mail.text.includes(words));
  assert.deepEqual(arrived.to, ['linh@customer.example']);
  await story.belay.settle();

  const after = await story.page(ticketId, story.hoa);
  assert.equal(firstResponse(after).status, 'met');
  assert.equal(firstResponse(after).fulfilledAt, sentAt, 'it counts from when it is sent again');
  const { delivery, deliveryProblem, sendAgainTo } = replyOf(after);
  assert.deepEqual([delivery, deliveryProblem, sendAgainTo], ['sent', null, null]);
  assert.ok(after.events.some(({ type }) => type === 'message.resent'));
  const third = await story.hoa.browser.post(url);
  assert.equal(third.body['code'], 'message_not_failed', 'what has arrived goes no second time');
  await story.advance('PT1H');
  assert.equal(story.smtp.mails.filter(({ mail }) => mail.text.includes(words)).length, 1);
  assert.deepEqual(await story.told(), [], 'nobody has more to hear of it');
});

test('a mail that comes back a day later is a breach at the deadline, told when it is known', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order?' });
  const { dueAt } = firstResponse(await story.page(ticketId));
  await story.reply(story.hoa, ticketId, { text: words, state: 'pending' });
  await story.advance('PT11S');
  const left = await story.smtp.waitForMail(({ mail }) => mail.text.includes(words));
  await story.advance('P1D');
  await story.told();
  await comesBack(story, 'linh@customer.example', left.mail.messageId ?? '');

  const page = await story.page(ticketId, story.hoa);
  const { status, breachedAt } = firstResponse(page);
  assert.deepEqual([status, breachedAt], ['breached', dueAt]);
  assert.equal(page.ticket.state, 'open');
  const told = await story.told();
  assert.ok(
    told.some((line) => line.endsWith('Hoa: delivery_failed')),
    told.join('; '),
  );
  assert.ok(
    told.some((line) => line.includes('clock_breached')),
    told.join('; '),
  );

  await comesBack(story, 'linh@customer.example', left.mail.messageId ?? '');
  assert.deepEqual(await story.told(), [], 'the same news a second time is none');
});

test('a mail that comes back after its ticket was merged is told of on the other ticket', async () => {
  const story = await openStory();
  const source = await story.customerWrites({ text: 'Where is my order?' });
  await story.reply(story.hoa, source, { text: words });
  await story.advance('PT11S');
  const left = await story.smtp.waitForMail(({ mail }) => mail.text.includes(words));
  const target = await story.customerWrites({ text: 'And where is my invoice?' });
  const merged = await story.hoa.browser.post(`/api/v1/tickets/${source}/merge`, {
    intoTicketId: target,
  });
  assert.equal(merged.status, 200, JSON.stringify(merged.body));
  await story.told();
  await comesBack(story, 'linh@customer.example', left.mail.messageId ?? '');
  assert.equal(replyOf(await story.page(target, story.hoa)).delivery, 'failed');
  const told = await story.told();
  assert.ok(
    told.some((line) => line.includes('delivery_failed')),
    told.join('; '),
  );
});

test('a reply split off with its question that comes back leaves a clock where it stands now', async () => {
  const story = await openStory();
  const source = await story.customerWrites({ text: 'Where is my order?' });
  await story.advance('PT10M');
  await story.customerWrites({ text: 'And where is my invoice?', ticketId: source });
  const askedAt = new Date(story.now()).toISOString();
  await story.reply(story.hoa, source, { text: words });
  await story.advance('PT11S');
  const left = await story.smtp.waitForMail(({ mail }) => mail.text.includes(words));
  const question = (await story.page(source)).messages.find(({ text }) => /invoice/.test(text));
  assert.ok(question);
  const split = await story.hoa.browser.post(`/api/v1/tickets/${source}/splits`, {
    messageId: question.id,
    takes: 'following',
  });
  assert.equal(split.status, 201, JSON.stringify(split.body));
  const part = split.body['ticketId'];
  assert.ok(typeof part === 'string');
  await comesBack(story, 'linh@customer.example', left.mail.messageId ?? '');
  const page = await story.page(part as TicketId, story.hoa);
  assert.equal(replyOf(page).delivery, 'failed');
  const { status, startedAt } = firstResponse(page);
  assert.deepEqual([status, startedAt], ['running', askedAt]);
});

test('sent again it goes to another address, and the old mail that comes back late says nothing', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order?' });
  await story.reply(story.hoa, ticketId, { text: words });
  await story.advance('PT11S');
  const left = await story.smtp.waitForMail(({ mail }) => mail.text.includes(words));
  await comesBack(story, 'linh@customer.example', left.mail.messageId ?? '');
  const { ticket } = await story.page(ticketId, story.hoa);
  const added = await story.ada.browser.post(`/api/v1/contacts/${ticket.contact.id}/identities`, {
    kind: 'email',
    value: 'linh@new.example',
  });
  assert.ok(added.status < 300, JSON.stringify(added.body));
  const failed = replyOf(await story.page(ticketId, story.hoa));
  assert.equal(failed.sendAgainTo, 'linh@new.example', 'the page says where it would go');

  const sent = await story.hoa.browser.post(again(ticketId, failed.id));
  assert.equal(sent.body['to'], 'linh@new.example');
  const arrived = await story.smtp.waitForMail(({ to }) => to.includes('linh@new.example'));
  assert.ok(arrived.mail.text.includes(words));
  assert.notEqual(arrived.mail.messageId, left.mail.messageId, 'each row has an id of its own');
  await story.belay.settle();
  await comesBack(story, 'linh@customer.example', left.mail.messageId ?? '');
  const page = await story.page(ticketId, story.hoa);
  assert.deepEqual([replyOf(page).delivery, replyOf(page).address], ['sent', 'linh@new.example']);
  assert.equal(firstResponse(page).status, 'met');
});

test('a colleague’s answer that arrived counts instead, and the ticket stays as it is', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order?' });
  await story.reply(story.hoa, ticketId, { text: words });
  await story.advance('PT11S');
  const left = await story.smtp.waitForMail(({ mail }) => mail.text.includes(words));
  await story.advance('PT5M');
  await story.reply(story.minh, ticketId, { text: 'And it is here.', state: 'solved' });
  const answeredAt = new Date(story.now()).toISOString();
  await story.advance('PT20M');
  await comesBack(story, 'linh@customer.example', left.mail.messageId ?? '');
  const page = await story.page(ticketId, story.hoa);
  const { status, fulfilledAt } = firstResponse(page);
  assert.deepEqual([status, fulfilledAt], ['met', answeredAt]);
  assert.equal(page.ticket.state, 'solved');
});

test('without a mail server nothing was said either: the clock runs on, and it can go later', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order?' });
  const { rows } = await sql<{ id: string }>`
    select id from channel where kind = 'email'
  `.execute(story.belay.db);
  const url = `/api/v1/channels/${rows[0]?.id}`;
  const body = {
    kind: 'email',
    name: 'Support',
    address: 'support@acme.example',
    settings: { displayName: 'Acme Support', imap: null, smtp: null },
  };
  await story.ada.browser.put(url, { ...body, isEnabled: false });
  await story.reply(story.hoa, ticketId, { text: words, state: 'solved' });
  await story.advance('PT11S');
  const off = await story.page(ticketId, story.hoa);
  assert.equal(replyOf(off).deliveryProblem?.code, 'no_mail_server');
  assert.deepEqual([off.ticket.state, firstResponse(off).status], ['open', 'running']);
  await story.ada.browser.put(url, { ...body, isEnabled: true });
  const sent = await story.hoa.browser.post(again(ticketId, replyOf(off).id));
  assert.equal(sent.status, 201, JSON.stringify(sent.body));
  await story.smtp.waitForMail(({ mail }) => mail.text.includes(words));
});

test('what is no failed reply, or stands on a closed ticket, is not sent again', async () => {
  const story = await openStory();
  const { ticketId, page } = await refused(story);
  const { id } = replyOf(page);
  const theirs = page.messages.find(({ direction }) => direction === 'in')?.id ?? '';
  const wrong = await story.hoa.browser.post(again(ticketId, theirs));
  assert.deepEqual([wrong.status, wrong.body['code']], [409, 'message_not_failed']);
  const other = await story.customerWrites({ text: 'Another', from: 'bo@customer.example' });
  const elsewhere = await story.hoa.browser.post(again(other, id));
  assert.equal(elsewhere.body['code'], 'message_not_failed');
  assert.equal(firstResponse(await story.page(other)).status, 'running', 'and nothing was counted');
  await story.update(story.hoa, ticketId, { state: 'solved' });
  await story.update(story.hoa, ticketId, { state: 'closed' });
  assert.equal(replyOf(await story.page(ticketId, story.hoa)).sendAgainTo, null);
  const closed = await story.hoa.browser.post(again(ticketId, id));
  assert.deepEqual([closed.status, closed.body['code']], [409, 'ticket_closed']);
});
