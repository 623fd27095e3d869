import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { contactExport } from '#contract/contact.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { signWebhook } from '#server/features/channel/public.ts';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();
const { ada, hoa, lan } = world;
const secretWord = 'Zanzibar';
const brief = { wants: secretWord, tried: secretWord, needed: secretWord };

/** A ticket whose every corner holds the word that must go. */
async function talkativeTicket(): Promise<TicketId> {
  const ticketId = await world.customerWrites({
    subject: `${secretWord} refund`,
    text: `I am from ${secretWord}`,
    from: `${secretWord}@customer.example`,
    name: secretWord,
  });
  const ticket = `/api/v1/tickets/${ticketId}`;
  const reply = { text: `Dear ${secretWord}` };
  assert.ok((await hoa.browser.post(`${ticket}/replies`, reply)).status < 300);
  await world.advance('PT1M');
  const body = {
    reason: 'needs_authority',
    target: { kind: 'team', teamId: world.secondLineId },
    brief,
  };
  assert.equal((await hoa.browser.post(`${ticket}/escalation`, body)).status, 201);
  const page = await lan.browser.get(ticket);
  const [escalation] = page.body['escalations'] as { id: string; hops: { id: string }[] }[];
  const hop = `${ticket}/hops/${escalation?.hops[0]?.id}`;
  const answered = await lan.browser.put(`${hop}/answer`, { words: `For ${secretWord}` });
  assert.equal(answered.status, 200);
  const closed = await hoa.browser.put(`${ticket}/escalations/${escalation?.id}/closure`, {
    cause: 'policy',
    lesson: 'Say it sooner',
  });
  assert.equal(closed.status, 200);
  return ticketId;
}

/** Every table and row in which the word still stands. */
async function tracesOf(word: string): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name
    from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'
  `.execute(world.belay.db);
  const traces: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::integer as count
      from ${sql.table(name)} as held
      where to_jsonb(held)::text ilike ${`%${word}%`}
    `.execute(world.belay.db);
    if ((rows[0]?.count ?? 0) > 0) traces.push(name);
  }
  return traces;
}

const ticketId = await talkativeTicket();
/** Somebody else's, into which they wrote with a token that was passed on. */
const othersTicketId = await world.customerWrites({ from: 'other@mail.example', text: 'Help me' });
await world.customerWrites({
  ticketId: othersTicketId,
  from: `${secretWord}@customer.example`,
  text: `I, ${secretWord}, can confirm that. This is outrageous, you idiots, my lawyer will sue`,
});

const page = await ada.browser.get(`/api/v1/tickets/${ticketId}`);
const contactId = (page.body['ticket'] as { contact: { id: string } }).contact.id;

test('an export holds who they are, what they wrote and what was written to them', async () => {
  const answer = await ada.browser.get(`/api/v1/contacts/${contactId}/export`);
  assert.equal(answer.status, 200);
  const exported = contactExport.parse(answer.body);
  assert.equal(exported.contact['name'], secretWord);
  assert.equal(exported.identities.length, 1);
  assert.equal(exported.tickets.length, 1);
  const texts = exported.messages.map(({ text }) => text);
  assert.ok(texts.includes(`I am from ${secretWord}`));
  assert.ok(texts.includes(`Dear ${secretWord}`));
  assert.ok(texts.some((text) => String(text).includes('can confirm that')));
  assert.ok(!texts.includes('Help me'), 'what others wrote is theirs');
});

test('nobody is erased while a request of theirs is open', async () => {
  const answer = await ada.browser.delete(`/api/v1/contacts/${contactId}`);
  assert.equal(answer.status, 409);
  assert.equal(answer.body['code'], 'contact_has_open_tickets');
  assert.ok((await tracesOf(secretWord)).includes('contact'));
});

test('after erasing, no table holds a word of theirs, and the figures stay', async () => {
  const solved = await hoa.browser.patch(`/api/v1/tickets/${ticketId}`, { state: 'solved' });
  assert.equal(solved.status, 200);
  await world.advance('PT1H');
  const answer = await ada.browser.delete(`/api/v1/contacts/${contactId}`);
  assert.equal(answer.status, 204);
  // Answers kept for repeated requests go with their age, within a day.
  assert.deepEqual(await tracesOf(secretWord), []);
  assert.equal((await ada.browser.get(`/api/v1/contacts/${contactId}`)).status, 404);
  const after = await ada.browser.get(`/api/v1/tickets/${ticketId}`);
  assert.equal(after.status, 200);
  assert.equal((after.body['ticket'] as { state: string }).state, 'solved');
  assert.equal((await ada.browser.delete(`/api/v1/contacts/${contactId}`)).status, 404);
});

test('exports and erasures stand in the audit log, without a name', async () => {
  const { rows } = await sql<{ action: string; actor: string }>`
    select action, actor_id as actor
    from audit_entry
    where subject_id = ${contactId}
    order by at, id
  `.execute(world.belay.db);
  assert.deepEqual(rows, [
    { action: 'contact.exported', actor: ada.id },
    { action: 'contact.erased', actor: ada.id },
  ]);
});

test('who was erased and writes again is a new customer', async () => {
  const again = await world.customerWrites({
    text: 'Hello',
    from: `${secretWord}@customer.example`,
  });
  const fresh = await ada.browser.get(`/api/v1/tickets/${again}`);
  const id = (fresh.body['ticket'] as { contact: { id: string } }).contact.id;
  assert.notEqual(id, contactId);
});

test('a mail that was erased does not come back when its mailbox is read again', async () => {
  const made = await ada.browser.post('/api/v1/channels', {
    kind: 'email',
    name: 'Mail',
    address: 'help@acme.example',
    settings: { imap: null, smtp: null },
  });
  const { id } = made.body['channel'] as { id: string };
  const mail = Buffer.from('From: back@customer.example\r\nMessage-ID: <back@x>\r\n\r\nPrivate');
  const secret = String(made.body['hookSecret']);
  const post = async () => {
    const timestamp = String(Math.floor(world.now() / 1000));
    const signature = signWebhook({ secret, id: 'msg', timestamp, body: mail });
    const answer = await world.belay.app.inject({
      method: 'POST',
      url: `/api/v1/inbound/mail/${id}`,
      headers: {
        'content-type': 'message/rfc822',
        'webhook-id': 'msg',
        'webhook-timestamp': timestamp,
        'webhook-signature': signature,
      },
      payload: mail,
    });
    await world.belay.settle();
    return answer.json() as { result: string };
  };
  assert.equal((await post()).result, 'stored');
  const { rows } = await sql<{ ticketId: string; contactId: string }>`
    select t.id as "ticketId", t.contact_id as "contactId"
    from ticket t
    join contact_identity i on i.contact_id = t.contact_id and i.value = 'back@customer.example'
  `.execute(world.belay.db);
  const [row] = rows;
  await hoa.browser.patch(`/api/v1/tickets/${row?.ticketId}`, { state: 'solved' });
  assert.equal((await ada.browser.delete(`/api/v1/contacts/${row?.contactId}`)).status, 204);
  assert.deepEqual(await tracesOf('back@customer.example'), []);
  assert.equal((await post()).result, 'duplicate');
});
