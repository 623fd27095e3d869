import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import {
  loopMark,
  outgoingMessageId,
  readThreadToken,
  replyAddress,
  resolveMessageIds,
  resolveThread,
  threadToken,
} from './thread-token.ts';

const ticketId = '0197a3c0-1111-7222-8333-444455556666' as TicketId;
const by = {
  secret: 's'.repeat(32),
  workspaceId: '0197a3c0-0000-7000-8000-000000000001' as WorkspaceId,
};
const elsewhere = { ...by, workspaceId: '0197a3c0-0000-7000-8000-000000000002' as WorkspaceId };
const nobody = { to: [], cc: [], deliveredTo: [], inReplyTo: [], references: [] };

test('a token names its ticket, to its workspace and under its secret only', () => {
  const token = threadToken(ticketId, by);
  assert.match(token, /^[a-z2-7]{42}$/);
  assert.equal(readThreadToken(token, by), ticketId);
  assert.equal(readThreadToken(token.toUpperCase(), by), ticketId);
  assert.equal(readThreadToken(token, elsewhere), null);
  assert.equal(readThreadToken(token, { ...by, secret: 'x'.repeat(32) }), null);
});

test('no other text is a token', () => {
  const token = threadToken(ticketId, by);
  const other = threadToken('0197a3c0-1111-7222-8333-444455556667' as TicketId, by);
  for (const text of [
    '',
    'a'.repeat(42),
    token.slice(1),
    `${token}a`,
    token.slice(0, 26) + other.slice(26),
  ]) {
    assert.equal(readThreadToken(text, by), null);
  }
});

test('every ticket id comes back from its token, and no changed letter goes unnoticed', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.nat(40),
      fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567'),
      (id, at, letter) => {
        const token = threadToken(id as TicketId, by);
        assert.equal(readThreadToken(token, by), id);
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        if (changed !== token) assert.equal(readThreadToken(changed, by), null);
      },
    ),
  );
});

test('a reply belongs to its ticket by the address it came to or the mail it answers', () => {
  const token = threadToken(ticketId, by);
  const address = replyAddress('support@shop.test', token);
  assert.equal(address, `support+t.${token}@shop.test`);
  assert.ok(address.indexOf('@') <= 64);
  const to = [{ name: '', address: address.toUpperCase() }];
  assert.equal(resolveThread({ ...nobody, to }, by), ticketId);
  assert.equal(resolveThread({ ...nobody, deliveredTo: [address] }, by), ticketId);
  const messageId = outgoingMessageId({
    outboxId: '0197a3c0-9999-7000-8000-000000000009',
    token,
    host: 'shop.test',
  });
  assert.equal(resolveThread({ ...nobody, inReplyTo: [messageId] }, by), ticketId);
  assert.equal(
    resolveThread({ ...nobody, references: ['other@x.test', messageId, 'later@x.test'] }, by),
    ticketId,
  );
  assert.equal(resolveMessageIds([messageId], by), ticketId);
  assert.equal(resolveThread({ ...nobody, inReplyTo: [messageId] }, elsewhere), null);
});

test('of two threads in one mail the one nearer to its end counts', () => {
  const later = '0197a3c0-1111-7222-8333-000000000000' as TicketId;
  const ids = [ticketId, later].map((id) =>
    outgoingMessageId({ outboxId: '0197a3c0', token: threadToken(id, by), host: 'shop.test' }),
  );
  assert.equal(resolveThread({ ...nobody, references: ids }, by), later);
});

test('a ticket number, a known subject or a forged id opens no thread', () => {
  const forged = ['#1042', '1042@shop.test', `belay.1.${'a'.repeat(42)}@shop.test`];
  assert.equal(resolveThread({ ...nobody, inReplyTo: forged, references: forged }, by), null);
});

test('the mark against loops differs from installation to installation', () => {
  assert.equal(loopMark('a'.repeat(32)), loopMark('a'.repeat(32)));
  assert.notEqual(loopMark('a'.repeat(32)), loopMark('b'.repeat(32)));
});
