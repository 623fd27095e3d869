import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { ticketPage } from '#contract/ticket-page.ts';
import { openChatWorld, reply, Visitor } from '#harness/chat-world.ts';

const secret = 'My card ends in 4711.';

test('C21: whoever only typed an address never reads by a merge what its owner wrote', async () => {
  const chat = await openChatWorld();
  const { world } = chat;
  const mailed = await world.customerWrites({ text: secret, from: 'linh@customer.example' });
  const stranger = await Visitor.start(chat, { name: 'Linh', email: 'linh@customer.example' });
  await stranger.say('It is me, Linh.');
  const chatted = await stranger.ticketId();
  // However the chat's ticket came to be hers: she, not the visitor, is who is answered.
  await sql`
    update ticket t
    set contact_id = o.contact_id
    from ticket o
    where t.id = ${chatted} and o.id = ${mailed} and o.workspace_id = t.workspace_id
  `.execute(world.belay.db);
  for (const [from, into] of [
    [mailed, chatted],
    [chatted, mailed],
  ] as const) {
    const merged = await world.hoa.browser.post(`/api/v1/tickets/${from}/merge`, {
      intoTicketId: into,
    });
    assert.equal(merged.body['code'], 'merge_unproved_chat');
  }
  const { items } = await stranger.conversation();
  assert.ok(items.every(({ text }) => !text.includes('4711')));
});

test('C21: two chats of one visitor become one, and the visitor goes on in it', async () => {
  const chat = await openChatWorld();
  const { world } = chat;
  const visitor = await Visitor.start(chat, { name: 'Mai' });
  await visitor.say('Where is my parcel?');
  const first = await visitor.ticketId();
  await reply(world.hoa, first, 'On its way.', 'solved');
  await world.hoa.browser.patch(`/api/v1/tickets/${first}`, { state: 'closed' });
  await visitor.say('It has not come.');
  const second = await visitor.ticketId();
  assert.notEqual(second, first);
  const other = await world.ada.browser.post(`/api/v1/tickets/${second}/merge`, {
    intoTicketId: first,
  });
  assert.equal(other.body['code'], 'merge_target_closed');
  await visitor.say('And my invoice is wrong.');
  const answer = await world.ada.browser.get(`/api/v1/tickets/${second}`);
  const later = ticketPage.parse(answer.body).messages.at(-1);
  const split = await world.ada.browser.post(`/api/v1/tickets/${second}/splits`, {
    messageId: later?.id,
  });
  assert.equal(split.status, 201, JSON.stringify(split.body));
  const back = await world.ada.browser.post(`/api/v1/tickets/${second}/merge`, {
    intoTicketId: split.body['ticketId'],
  });
  assert.equal(back.status, 200, JSON.stringify(back.body));
  assert.equal(await visitor.ticketId(), split.body['ticketId']);
  const said = (await visitor.conversation()).items.map(({ text }) => text);
  assert.ok(said.includes('It has not come.') && said.includes('And my invoice is wrong.'));
  assert.equal((await visitor.say('Thank you.')).status, 201);
});
