import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openWorld } from '#harness/world.ts';

const world = await openWorld();
const { db } = world.belay;

type Letter = { readonly text: string; readonly delivery: string };

async function lettersTo(address: string): Promise<readonly Letter[]> {
  const { rows } = await sql<Letter>`
    select m.text, m.delivery
    from message m
    join ticket t on t.workspace_id = m.workspace_id and t.id = m.ticket_id
    join contact_identity i on i.workspace_id = t.workspace_id and i.contact_id = t.contact_id
    where i.value = ${address}
      and m.is_automatic
      and m.direction = 'out'
    order by m.created_at, m.id
  `.execute(db);
  return rows;
}

async function sentEventsTo(address: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count
    from event e
    join ticket t on t.workspace_id = e.workspace_id and t.id = e.ticket_id
    join contact_identity i on i.workspace_id = t.workspace_id and i.contact_id = t.contact_id
    where i.value = ${address}
      and e.type = 'message.sent'
  `.execute(db);
  return rows[0]?.count ?? 0;
}

test('the first automatic answer carries no words of the sender, not even their name', async () => {
  const from = 'victim@customer.example';
  const name = 'Claim your prize at https://evil.example';
  const ticketId = await world.customerWrites({ from, name, subject: 'x', text: 'x' });
  const [receipt] = await lettersTo(from);
  assert.match(receipt?.text ?? '', /^Hello there,/);
  assert.doesNotMatch(receipt?.text ?? '', /evil|prize/);
  await world.hoa.browser.post(`/api/v1/tickets/${ticketId}/replies`, { text: 'An answer' });
  await world.advance('PT1M');
  await world.customerWrites({ from, name: 'Again', text: 'Another thing' });
  const later = await lettersTo(from);
  assert.match(later.at(-1)?.text ?? '', /^Hello Claim/, 'a person of ours has seen who they are');
});

test('at most three leave in an hour, whatever else of the contact was proved', async () => {
  const from = 'flooded@customer.example';
  for (let count = 0; count < 3; count += 1) await world.customerWrites({ from, text: 'x' });
  // No mail server is set in this world; let it be one that took them.
  await sql`update message set delivery = 'sent' where delivery = 'failed'`.execute(db);
  await sql`
    insert into contact_identity
      (workspace_id, id, contact_id, kind, value, is_verified, created_at)
    select workspace_id, gen_random_uuid(), contact_id, 'external', 'site-id', true, created_at
    from contact_identity
    where value = ${from}
  `.execute(db);
  for (let count = 0; count < 2; count += 1) await world.customerWrites({ from, text: 'x' });
  const letters = await lettersTo(from);
  assert.equal(letters.length, 5);
  assert.equal(letters.filter(({ delivery }) => delivery !== 'none').length, 3);
  assert.equal(
    await sentEventsTo(from),
    3,
    'one that is held has not been sent: no clock restarts',
  );
});

test('a message that the workspace has switched off leaves nothing behind', async () => {
  const from = 'quiet@customer.example';
  const url = '/api/v1/templates/received_receipt/en';
  const own = { subject: 'We have it', body: 'We have it', isEnabled: false };
  assert.equal((await world.minh.browser.put(url, own)).status, 200);
  await world.customerWrites({ from, text: 'x' });
  assert.deepEqual(await lettersTo(from), []);
  assert.equal(await sentEventsTo(from), 0);
  assert.equal((await world.minh.browser.delete(url)).status, 204);
});

test('controls that turn text round are shown in subjects, names and previews', async () => {
  const ticketId = await world.customerWrites({
    from: 'turned@customer.example',
    name: 'Ann\u202egnp.exe',
    subject: 'Invoice \u2067txt',
    text: 'Open \u202efdp',
  });
  const { rows } = await sql<{ subject: string; preview: string; name: string }>`
    select t.subject, t.preview, c.name
    from ticket t
    join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
    where t.id = ${ticketId}
  `.execute(db);
  assert.deepEqual(rows, [
    { subject: 'Invoice [U+2067]txt', preview: 'Open [U+202E]fdp', name: 'Ann[U+202E]gnp.exe' },
  ]);
});
