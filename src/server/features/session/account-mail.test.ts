import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { at, json } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';
import type { OutboxRow } from '#server/platform/outbox.ts';
import { openTestDesk } from '#harness/sign-in-desk.ts';
import { type AccountMailSender, createAccountMailHandler } from './account-mail.ts';

const desk = await openTestDesk();

function handler(send: AccountMailSender | null) {
  const { baseUrl, clock } = desk;
  return createAccountMailHandler({
    send,
    from: 'belay@desk.example',
    baseUrl,
    now: () => clock.now(),
  });
}

async function putRow(): Promise<OutboxRow> {
  const id = newId();
  const workspaceId: WorkspaceId = desk.workspaceId;
  const createdAt = desk.clock.now();
  const payload = {
    to: { name: 'Lan', email: 'lan@acme.example' },
    language: 'vi',
    subject: 'Chào',
    text: 'https://desk.example/invitation#token=secret',
  };
  await sql`
    insert into outbox (workspace_id, id, kind, order_key, payload, state, not_before, created_at)
    values (${workspaceId}, ${id}, 'account_mail', 'x', ${json(payload)}, 'sending', ${at(createdAt)}, ${at(createdAt)})
  `.execute(desk.db);
  return {
    workspaceId,
    id,
    kind: 'account_mail',
    ticketId: null,
    messageId: null,
    payload,
    attempt: 1,
    createdAt,
  };
}

test('An account mail leaves under an id of its row, marked as automatic', async () => {
  const sent: Parameters<AccountMailSender>[0][] = [];
  const row = await putRow();
  const delivery = await handler(async (mail) => {
    sent.push(mail);
    return { ok: true };
  }).deliver(row);
  assert.deepEqual(delivery, { outcome: 'sent' });
  assert.equal(sent[0]?.messageId, `<${row.id}@desk.example>`);
  assert.equal(sent[0]?.headers['Auto-Submitted'], 'auto-generated');
});

test('A refusal that may pass is tried again, and one that may not ends it', async () => {
  const row = await putRow();
  const answer = (retry: boolean) =>
    handler(async () => ({ ok: false, retry, reason: 'busy' })).deliver(row);
  assert.equal((await answer(true)).outcome, 'retry');
  assert.equal((await answer(false)).outcome, 'failed');
  assert.equal((await handler(null).deliver(row)).outcome, 'failed');
});

test('Once sent or given up, the words with their link are not kept', async () => {
  const row = await putRow();
  await desk.db
    .transaction()
    .execute((tx) => handler(null).settle?.(tx, row, { outcome: 'sent' }) ?? Promise.resolve());
  const kept = await sql<{
    payload: unknown;
  }>`select payload from outbox where id = ${row.id}`.execute(desk.db);
  assert.doesNotMatch(JSON.stringify(kept.rows), /token=/);
});
