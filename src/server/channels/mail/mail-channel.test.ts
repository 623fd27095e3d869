import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { createMailChannel } from './mail-channel.ts';
import { createMailParser } from './parse.ts';
import { outgoingMessageId, threadToken } from './thread-token.ts';

const secret = 's'.repeat(32);
const workspaceId = '0197a3c0-0000-7000-8000-000000000001' as WorkspaceId;
const ticketId = '0197a3c0-1111-7222-8333-444455556666' as TicketId;
const token = threadToken(ticketId, { secret, workspaceId });
const ours = outgoingMessageId({ outboxId: '0197a3c0-9999', token, host: 'shop.test' });

const parser = createMailParser({ threads: 1 });
const channel = createMailChannel({ parser, secret });
after(() => parser.close());

const receive = (lines: readonly string[]) =>
  channel.normalise(Buffer.from(lines.join('\r\n')), { workspaceId });

test('a new mail is a message for a new ticket', async () => {
  const inbound = await receive([
    'From: Lan <lan@customer.test>',
    'Message-ID: <1@customer.test>',
    'Subject: Help',
    '',
    'Hello',
    '-- ',
    'Lan',
  ]);
  assert.equal(inbound.kind, 'message');
  assert.equal(inbound.ticketId, null);
  assert.deepEqual(inbound.sender, { name: 'Lan', address: 'lan@customer.test' });
  assert.equal(inbound.text, 'Hello');
  assert.equal(inbound.fullText, 'Hello\n-- \nLan');
  assert.equal(inbound.isAutomatic, false);
});

test('a reply belongs to its ticket by its token, and not by a number in its subject', async () => {
  const reply = await receive(['From: lan@customer.test', `In-Reply-To: <${ours}>`, '', 'Thanks']);
  assert.equal(reply.kind === 'message' && reply.ticketId, ticketId);
  const claim = await receive([
    'From: lan@customer.test',
    'Subject: Re: [#1042] Help',
    '',
    'Thanks',
  ]);
  assert.equal(claim.kind === 'message' && claim.ticketId, null);
});

test('the same mail twice has one external id; the same Message-ID from another sender has another', async () => {
  const lines = ['From: lan@customer.test', 'Message-ID: <1@customer.test>', '', 'Hello'];
  const [first, again] = [
    await receive(['Received: by a', ...lines]),
    await receive(['Received: by b', ...lines]),
  ];
  assert.equal(first.externalId, again.externalId);
  const other = await receive([
    'From: eve@evil.test',
    'Message-ID: <1@customer.test>',
    '',
    'Hello',
  ]);
  assert.notEqual(other.externalId, first.externalId);
  const [bare, barer] = [await receive(['', 'a']), await receive(['', 'b'])];
  assert.notEqual(bare.externalId, barer.externalId);
});

test('a bounce is a report on the ticket whose mail came back', async () => {
  const inbound = await receive([
    'From: MAILER-DAEMON@relay.test',
    'Subject: failure notice',
    '',
    'I was not able to deliver your message.',
    '<lan@customer.test>:',
    '550 no such user',
    '',
    `Message-ID: <${ours}>`,
  ]);
  assert.equal(inbound.kind, 'report');
  assert.equal(inbound.report, 'hard_bounce');
  assert.equal(inbound.ticketId, ticketId);
  assert.deepEqual(inbound.addresses, ['lan@customer.test']);
  assert.equal(inbound.originalId, ours);
});

test('absence notices and our own mail coming back are ignored', async () => {
  const away = await receive([
    'From: lan@customer.test',
    'Auto-Submitted: auto-replied',
    '',
    'Away',
  ]);
  assert.equal(away.kind === 'ignored' && away.reason, 'auto_reply');
});

test('a mail that cannot be read is handed on with what could be salvaged', async () => {
  const inbound = await receive([
    'From: Lan <lan@customer.test>',
    'Subject: Bomb',
    `X: ${'y'.repeat(300 * 1024)}`,
    '',
    'x',
  ]);
  assert.equal(inbound.kind, 'unreadable');
  assert.equal(inbound.reason, 'headers_too_large');
  assert.deepEqual(inbound.sender, { name: 'Lan', address: 'lan@customer.test' });
  assert.equal(inbound.subject, 'Bomb');
});
