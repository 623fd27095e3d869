import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { transaction } from '#server/platform/db/transaction.ts';
import { type Delivery, type OutboxRow, post } from '#server/platform/outbox.ts';
import { openTestDesk } from '#harness/sign-in-desk.ts';
import { settleAccountMail } from './account-mail.ts';

const desk = await openTestDesk();

async function wordsAfter(delivery: Delivery): Promise<string> {
  const { workspaceId, clock, db } = desk;
  const createdAt = clock.now();
  const payload = { subject: 'Chào', text: 'https://desk.example/invitation#token=secret' };
  const letter = {
    workspaceId,
    kind: 'account_mail',
    orderKey: 'x',
    payload,
    notBefore: createdAt,
    createdAt,
  };
  const id = await transaction(db, (tx) => post(tx, letter));
  const row: OutboxRow = {
    workspaceId,
    id,
    kind: 'account_mail',
    ticketId: null,
    messageId: null,
    payload,
    attempt: 1,
    createdAt,
  };
  await transaction(db, (tx) => settleAccountMail(tx, row, delivery));
  const kept = await sql<{ payload: unknown }>`select payload from outbox where id = ${id}`.execute(
    db,
  );
  return JSON.stringify(kept.rows[0]?.payload);
}

test('Once a mail left or was given up, the words with its link are not kept', async () => {
  assert.doesNotMatch(await wordsAfter({ outcome: 'sent' }), /token=/);
  assert.doesNotMatch(await wordsAfter({ outcome: 'failed', reason: 'no such mailbox' }), /token=/);
});

test('While it is to be tried again they are', async () => {
  assert.match(await wordsAfter({ outcome: 'retry', afterMs: 1, reason: 'busy' }), /token=/);
});
