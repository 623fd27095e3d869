import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TicketId } from '#domain/kernel/id.ts';
import { openStory, type Story } from '#harness/story.ts';

async function channelIdOf(story: Story): Promise<string> {
  const { channels } = (await story.hoa.browser.get('/api/v1/directory')).body as {
    channels: { id: string; kind: string; address: string }[];
  };
  const [mail] = channels;
  assert.equal(mail?.kind, 'email');
  assert.equal(mail.address, 'support@acme.example');
  return mail.id;
}

async function open(story: Story, body: Record<string, unknown>) {
  const answer = await story.hoa.browser.post('/api/v1/tickets', body);
  await story.belay.settle();
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return { ticketId: answer.body['ticketId'] as TicketId, body: answer.body };
}

const linh = { email: 'linh@customer.example', name: 'Linh' };

test('a ticket begun by an agent mails the customer, and the first response waits for them', async () => {
  const story = await openStory();
  const { ticketId, body } = await open(story, {
    contact: linh,
    subject: 'Your delivery is late',
    channelId: await channelIdOf(story),
    ownerId: story.hoa.id,
    priority: 'high',
    firstMessage: { kind: 'public', text: 'The lorry broke down. It comes on Wednesday.' },
  });
  assert.notEqual(body['recallableUntil'], null);
  const begun = await story.page(ticketId);
  assert.equal(begun.ticket.state, 'open');
  assert.equal(begun.ticket.priority, 'high');
  assert.equal(begun.ticket.owner?.name, 'Hoa');
  assert.deepEqual(
    begun.clocks.map(({ metric }) => metric),
    ['resolution'],
  );
  await story.advance('PT1M');
  const mail = await story.smtp.waitForMail();
  assert.deepEqual(mail.to, ['linh@customer.example']);
  assert.equal(mail.mail.subject, 'Your delivery is late');
  await story.customerWrites({ ticketId, text: 'Wednesday is too late for me.' });
  const answered = await story.page(ticketId);
  const first = answered.clocks.find(({ metric }) => metric === 'first_response');
  assert.equal(first?.status, 'running');
  assert.equal(first?.startedAt, answered.messages.at(-1)?.createdAt);
});

test('the first message can be taken back, and its words return to the draft', async () => {
  const story = await openStory();
  const { ticketId, body } = await open(story, {
    contact: linh,
    subject: 'Your delivery',
    channelId: await channelIdOf(story),
    firstMessage: { kind: 'public', text: 'It is late.' },
  });
  const url = `/api/v1/tickets/${ticketId}/replies/${String(body['messageId'])}`;
  const recalled = await story.hoa.browser.delete(url);
  assert.equal(recalled.status, 200, JSON.stringify(recalled.body));
  assert.equal(recalled.body['text'], 'It is late.');
  await story.advance('PT1M');
  assert.deepEqual(story.smtp.mails, []);
});

test('a ticket with only a note tells the customer nothing', async () => {
  const story = await openStory();
  const { ticketId } = await open(story, {
    contact: linh,
    subject: 'Watch her next order',
    channelId: await channelIdOf(story),
    ownerId: story.hoa.id,
    firstMessage: { kind: 'note', text: 'She was promised a discount.' },
  });
  await story.advance('PT1M');
  assert.deepEqual(story.smtp.mails, []);
  assert.deepEqual(await story.told(), []);
  const { messages, ticket } = await story.page(ticketId);
  assert.deepEqual(
    messages.map(({ kind, text }) => [kind, text]),
    [['note', 'She was promised a discount.']],
  );
  assert.equal(ticket.channelKind, 'email');
});

test('a call that is written down starts the first response, and its owner is told once', async () => {
  const story = await openStory();
  const { ticketId } = await open(story, {
    contact: { phone: '+84 90 123 4567', name: 'Anh' },
    subject: 'Two parcels are missing',
    text: 'He called: two parcels are missing.',
    ownerId: story.sam.id,
  });
  assert.deepEqual(await story.told(), ['Mon 09:00 Sam: assigned']);
  const { clocks, ticket } = await story.page(ticketId);
  assert.equal(ticket.owner?.name, 'Sam');
  assert.ok(
    clocks.some(({ metric, status }) => metric === 'first_response' && status === 'running'),
  );
});

test('whoever would have it is suggested before it is opened', async () => {
  const story = await openStory();
  const answer = await story.hoa.browser.get('/api/v1/tickets/suggested-home');
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.deepEqual(answer.body, {
    team: { id: story.firstLineId, name: 'First line' },
    owner: { id: story.hoa.id, name: 'Hoa' },
  });
  const second = await story.hoa.browser.get(
    `/api/v1/tickets/suggested-home?teamId=${story.secondLineId}`,
  );
  assert.deepEqual(second.body['owner'], { id: story.lan.id, name: 'Lan' });
});

test('what cannot be is refused by name, and opens nothing', async () => {
  const story = await openStory();
  const channelId = await channelIdOf(story);
  const base = { contact: linh, subject: 'Hello', firstMessage: { kind: 'note', text: 'Hm.' } };
  const refusals = [
    { ...base, contact: { phone: '+84 90 1', name: 'Anh' }, channelId },
    { ...base, channelId: story.firstLineId },
    { ...base, ownerId: story.firstLineId },
    { ...base, teamId: story.hoa.id },
    { ...base, contact: { id: story.hoa.id } },
  ];
  const codes: unknown[] = [];
  for (const body of refusals) {
    codes.push((await story.hoa.browser.post('/api/v1/tickets', body)).body['code']);
  }
  assert.deepEqual(codes, [
    'contact_without_email',
    'channel_unsuitable',
    'agent_not_found',
    'team_not_found',
    'not_found',
  ]);
  const list = await story.ada.browser.get('/api/v1/tickets');
  assert.deepEqual(list.body['items'], []);
});
