import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openStory } from '#harness/story.ts';

test('a practice ticket is worked like any other and tells nobody anything', async () => {
  const story = await openStory();
  const made = await story.hoa.browser.post('/api/v1/tickets', {
    contact: { email: 'invented@customer.example', name: 'Invented' },
    subject: 'Where is my order?',
    text: 'Where is my order?',
    isPractice: true,
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const ticketId = made.body['ticketId'] as Parameters<typeof story.page>[0];
  await story.escalate(story.hoa, ticketId);
  await story.reply(story.hoa, ticketId, { text: 'On its way.', state: 'solved' });
  await story.advance('P3D');
  assert.deepEqual(story.smtp.mails, []);
  const told = (await story.told()).filter((line) => !line.includes('On its way'));
  assert.deepEqual(told, []);
});

test('spam stops its clocks, escalates no more and alarms nobody', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Buy cheap watches' });
  await story.told();
  await story.update(story.hoa, ticketId, { isSpam: true });
  await story.advance('P3D');
  assert.deepEqual(await story.told(), []);
  const { clocks } = await story.page(ticketId);
  assert.ok(clocks.every(({ status }) => status === 'cancelled'));
});

test('an automatic answer is kept, and answers nothing: no receipt, no news, no clock', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Where is my order?' });
  await story.reply(story.hoa, ticketId, { text: 'It left this morning.', state: 'pending' });
  await story.told();
  await story.customerWrites({ ticketId, text: 'I am on holiday.', isAutomatic: true });
  assert.deepEqual(await story.told(), []);
  const { ticket, clocks } = await story.page(ticketId);
  assert.equal(ticket.state, 'pending');
  assert.ok(clocks.every(({ metric }) => metric !== 'next_response'));
});

test('a visitor of the web chat gets no receipt, is answered at once, and is measured like anyone', async () => {
  const story = await openStory();
  const ticketId = await story.customerWrites({ text: 'Hello?', channelKind: 'webchat' });
  assert.deepEqual(await story.told(), ['Mon 09:00 Hoa: assigned']);
  await story.advance('PT2M');
  await story.reply(story.hoa, ticketId, { text: 'Good morning!' });
  assert.deepEqual(await story.told(), ['Mon 09:02 customer: Good morning!']);
  const { clocks, messages } = await story.page(ticketId);
  assert.equal(clocks.find(({ metric }) => metric === 'first_response')?.status, 'met');
  assert.equal(messages.at(-1)?.delivery, 'sent', 'a chat has no ten seconds of undo');
  assert.deepEqual(story.smtp.mails, []);
});

test('a restricted team’s ticket is escalated, told and read inside it only', async () => {
  const story = await openStory();
  const { ada, hoa, sam, lan } = story;
  await sql`
    update team set is_restricted = true
    where workspace_id = ${story.workspaceId} and id = ${story.secondLineId}
  `.execute(story.belay.db);
  story.belay.core.forget(story.workspaceId);
  const ticketId = await story.customerWrites({ text: 'Someone used my card' });
  await story.update(ada, ticketId, { teamId: story.secondLineId, ownerId: lan.id });
  await story.told();
  const url = `/api/v1/tickets/${ticketId}`;
  assert.equal((await lan.browser.get(url)).status, 200);
  assert.equal((await sam.browser.get(url)).status, 404);
  assert.equal((await hoa.browser.get(url)).status, 404);
  assert.equal((await story.reply(sam, ticketId, { text: 'Hello' })).status, 404);
  await story.until('2026-03-02T12:30');
  assert.deepEqual(await story.told(), ['Mon 12:12 Lan: clock_warning']);
});
