import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStory } from '#harness/story.ts';
import type { ChannelId, TicketId } from '#domain/kernel/id.ts';
import { storeRaw } from './store-raw.ts';

const story = await openStory();
const { db, clock } = story.belay;
const { rows: channels } = await sql<{ id: ChannelId }>`
  select id from channel where kind = 'email'
`.execute(db);
const [channel] = channels;

let arrived = 0;

/** A raw mail comes in, and what follows from it is done. */
async function arrive(head: readonly string[], words: readonly string[]): Promise<void> {
  assert.ok(channel);
  arrived += 1;
  const content = Buffer.from(
    [
      ...head,
      'To: support@acme.example',
      `Message-ID: <${arrived}@elsewhere.example>`,
      '',
      ...words,
    ].join('\r\n'),
  );
  const { workspaceId } = story;
  await storeRaw(db, { workspaceId, channelId: channel.id, content, receivedAt: clock.now() });
  // The intake is not told, as when another process has stored the mail: its poll finds it.
  await story.advance('PT2S');
  await story.belay.settle();
}

async function ticketCalled(subject: string): Promise<{ id: TicketId; contactId: string }> {
  const { rows } = await sql<{ id: TicketId; contactId: string }>`
    select id, contact_id as "contactId" from ticket where subject = ${subject}
  `.execute(db);
  const [found] = rows;
  assert.ok(found, `no ticket is called ${subject}`);
  return found;
}

/** Answers, lets the undo window pass, and says where the answer went. */
async function answer(ticketId: TicketId, text: string): Promise<readonly string[]> {
  const answered = await story.reply(story.hoa, ticketId, { text });
  assert.equal(answered.status, 201, JSON.stringify(answered.body));
  await story.advance('PT11S');
  const left = await story.smtp.waitForMail(({ mail }) => mail.text.includes(text));
  return left.to;
}

async function bouncedOf(address: string): Promise<boolean | undefined> {
  const { rows } = await sql<{ isBounced: boolean }>`
    select bounced_at is not null as "isBounced" from contact_identity where value = ${address}
  `.execute(db);
  return rows[0]?.isBounced;
}

test('an answer goes to the address that the customer wrote this ticket from', async () => {
  await arrive(['From: Linh <home@linh.example>', 'Subject: From home'], ['Hello']);
  const home = await ticketCalled('From home');
  const added = await story.ada.browser.post(`/api/v1/contacts/${home.contactId}/identities`, {
    kind: 'email',
    value: 'office@linh.example',
  });
  assert.ok(added.status < 300, JSON.stringify(added.body));
  await arrive(['From: Linh <Office@linh.example>', 'Subject: From the office'], ['Hello again']);
  const office = await ticketCalled('From the office');
  assert.equal(office.contactId, home.contactId);
  assert.deepEqual(await answer(office.id, 'To the office.'), ['office@linh.example']);
  assert.deepEqual(await answer(home.id, 'To your home.'), ['home@linh.example']);
  const page = await story.page(office.id);
  assert.equal(page.ticket.replyAddress, 'office@linh.example', 'and the composer says so');
});

test('a customer who was merged into another is still reached by mail', async () => {
  await arrive(['From: An <an@customer.example>', 'Subject: Merged'], ['Hello']);
  const { id, contactId } = await ticketCalled('Merged');
  const kept = await story.ada.browser.post('/api/v1/contacts', { name: 'An of the chat' });
  assert.equal(kept.status, 201, JSON.stringify(kept.body));
  const merged = await story.ada.browser.put(
    `/api/v1/contacts/${String(kept.body['id'])}/merged/${contactId}`,
  );
  assert.ok(merged.status < 300, JSON.stringify(merged.body));
  assert.deepEqual(await answer(id, 'Found you.'), ['an@customer.example']);
});

test('a forged bounce silences nobody; one of our own mail does, and its agent is told', async () => {
  await arrive(['From: Bo <bo@customer.example>', 'Subject: Bounces'], ['Hello']);
  const { id } = await ticketCalled('Bounces');
  await answer(id, 'Is this your address?');
  const { rows } = await sql<{ externalId: string }>`
    select external_id as "externalId"
    from message
    where ticket_id = ${id} and direction = 'out' and not is_automatic
  `.execute(db);
  const ours = rows[0]?.externalId ?? '';
  const report = ['I was not able to deliver your message.'];
  const failed = (address: string) => [`<${address}>:`, '550 no such user', ''];
  const mailer = ['From: MAILER-DAEMON@relay.example', 'Subject: failure notice'];

  await arrive(mailer, [...report, ...failed('bo@customer.example')]);
  assert.equal(await bouncedOf('bo@customer.example'), false, 'it quotes nothing of ours');
  await arrive(mailer, [...report, ...failed('home@linh.example'), `Message-ID: <${ours}>`, '']);
  assert.equal(await bouncedOf('home@linh.example'), false, 'the mail was to somebody else');

  await arrive(mailer, [...report, ...failed('bo@customer.example'), `Message-ID: <${ours}>`, '']);
  assert.equal(await bouncedOf('bo@customer.example'), true);
  const { messages } = await story.page(id);
  assert.equal(
    messages.find(({ isAutomatic, direction }) => direction === 'out' && !isAutomatic)?.delivery,
    'failed',
  );
});

test('a channel that is switched off lets nothing out, and says so', async () => {
  await arrive(['From: Chi <chi@customer.example>', 'Subject: Switched off'], ['Hello']);
  const { id } = await ticketCalled('Switched off');
  const body = {
    kind: 'email',
    name: 'Support',
    address: 'support@acme.example',
    isEnabled: false,
    settings: { displayName: 'Acme Support', imap: null, smtp: null },
  };
  const off = await story.ada.browser.put(`/api/v1/channels/${channel?.id}`, body);
  assert.equal(off.status, 200, JSON.stringify(off.body));
  const before = story.smtp.mails.length;
  await story.reply(story.hoa, id, { text: 'Nobody reads this.' });
  await story.advance('PT11S');
  const { messages } = await story.page(id);
  const last = messages.findLast(({ direction }) => direction === 'out');
  assert.equal(last?.delivery, 'failed');
  assert.deepEqual(last.deliveryProblem, { code: 'channel_off', detail: null });
  assert.equal(story.smtp.mails.length, before);
});

test('of two who change a channel at once the second is told', async () => {
  const url = `/api/v1/channels/${channel?.id}`;
  const body = {
    kind: 'email',
    name: 'Support',
    address: 'support@acme.example',
    settings: { displayName: 'Acme Support', imap: null, smtp: null },
  };
  const list = await story.ada.browser.get('/api/v1/channels');
  const [seen] = list.body['items'] as { version: number }[];
  const ifMatch = { 'if-match': `"${seen?.version}"` };
  const first = await story.ada.browser.send('PUT', url, { ...body, name: 'First' }, ifMatch);
  assert.equal(first.status, 200, JSON.stringify(first.body));
  const second = await story.ada.browser.send('PUT', url, { ...body, name: 'Second' }, ifMatch);
  assert.equal(second.body['code'], 'version_mismatch');
});
