import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { insertChannel } from '#server/features/channel/public.ts';
import { addNote, openChatWorld, reply, Visitor } from '#harness/chat-world.ts';
import { emailSettings } from '#contract/channel.ts';

const chat = await openChatWorld();
const { world } = chat;
await world.belay.core.commit((tx) =>
  insertChannel(tx, world.belay.sealer, {
    workspaceId: world.workspaceId,
    now: world.now(),
    body: {
      kind: 'email',
      name: 'Mail',
      address: 'help@acme.example',
      teamId: null,
      language: 'en',
      isEnabled: true,
      settings: emailSettings.parse({ imap: null, smtp: null }),
    },
  }),
);

/** What was posted as mail since the world began, for one visitor. */
async function mailsTo(address: string): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select payload ->> 'text' as text
    from outbox
    where kind = 'message.email'
      and payload ->> 'to' = ${address}
    order by sequence
  `.execute(world.belay.db);
  return rows.map(({ text }) => text);
}

test('what a visitor who left has not seen follows as one mail, notes left out', async () => {
  const visitor = await Visitor.start(chat, { email: 'gone@customer.example' });
  await visitor.say('Are you there?');
  const ticketId = await visitor.ticketId();
  await world.advance('PT5M');
  await reply(world.hoa, ticketId, 'Yes!');
  await world.advance('PT30S');
  await addNote(world.hoa, ticketId, 'not for customers');
  await reply(world.hoa, ticketId, 'What is your order number?');
  await world.advance('PT45S');
  assert.deepEqual(await mailsTo('gone@customer.example'), []);
  await world.advance('PT30S');
  const mails = ['Yes!\n\nWhat is your order number?'];
  assert.deepEqual(await mailsTo('gone@customer.example'), mails);
  await world.advance('PT1H');
  assert.deepEqual(await mailsTo('gone@customer.example'), mails);
  await reply(world.hoa, ticketId, 'Still with us?');
  await world.advance('PT2M');
  assert.deepEqual(await mailsTo('gone@customer.example'), [...mails, 'Still with us?']);
});

test('what was seen in time, taken back, or has nowhere to go is not mailed', async () => {
  const visitor = await Visitor.start(chat, { email: 'here@customer.example' });
  await visitor.say('Hello');
  const ticketId = await visitor.ticketId();
  await world.advance('PT5M');
  const messageId = await reply(world.hoa, ticketId, 'Hello to you');
  await world.advance('PT20S');
  await visitor.put('/api/v1/webchat/seen', { messageId });
  await world.advance('PT5M');
  const recalled = await reply(world.hoa, ticketId, 'wrong window');
  await world.hoa.browser.delete(`/api/v1/tickets/${ticketId}/replies/${recalled}`);
  await world.advance('PT5M');
  assert.deepEqual(await mailsTo('here@customer.example'), []);

  const nobody = await Visitor.start(chat);
  await nobody.say('No address');
  await reply(world.hoa, await nobody.ticketId(), 'An answer');
  await world.advance('PT5M');
  const { rows } = await sql`
    select id from outbox where state in ('pending', 'failed') and kind like 'webchat%'
  `.execute(world.belay.db);
  assert.deepEqual(rows, []);
});

test('while the page is open nothing is mailed; once it is closed, it is', async () => {
  const visitor = await Visitor.start(chat, { email: 'tab@customer.example' });
  await visitor.say('I keep the tab open');
  const ticketId = await visitor.ticketId();
  await reply(world.hoa, ticketId, 'Good');
  for (let beat = 0; beat < 6; beat += 1) {
    await world.advance('PT30S');
    await visitor.conversation();
  }
  assert.deepEqual(await mailsTo('tab@customer.example'), []);
  await world.advance('PT10M');
  assert.deepEqual(await mailsTo('tab@customer.example'), ['Good']);
});

test('an address given later is used too, also when it is known already', async () => {
  const visitor = await Visitor.start(chat, { name: 'Late' });
  await visitor.say('I must go');
  const ticketId = await visitor.ticketId();
  await visitor.put('/api/v1/webchat/visitor', { email: 'gone@customer.example' });
  await world.advance('PT5M');
  await reply(world.hoa, ticketId, 'Here is your answer');
  await world.advance('PT5M');
  const mails = await mailsTo('gone@customer.example');
  assert.equal(mails.at(-1), 'Here is your answer');
});

test('at most three automatic mails an hour go to an unproved address, from however many chats', async () => {
  const email = 'flooded@customer.example';
  for (let count = 0; count < 5; count += 1) {
    const visitor = await Visitor.start(chat, { email });
    await visitor.say(`Chat ${count}`);
    const ticketId = await visitor.ticketId();
    const escalated = await world.hoa.browser.post(`/api/v1/tickets/${ticketId}/escalation`, {
      reason: 'other',
      target: { kind: 'team', teamId: world.secondLineId },
      brief: { wants: 'a', tried: 'b', needed: 'c' },
    });
    assert.equal(escalated.status, 201, JSON.stringify(escalated.body));
    await world.advance('PT3M');
  }
  assert.equal((await mailsTo(email)).length, 3);
});
