import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { TicketId } from '#domain/kernel/id.ts';
import { openWorld } from '#harness/world.ts';
import type { InboundReport } from '../../channel.ts';
import { settleReport } from './settle-report.ts';

const world = await openWorld();
const { core, db } = world.belay;

async function settle(report: Partial<InboundReport>): Promise<void> {
  await core.commit((tx) =>
    settleReport(core, tx, {
      workspaceId: world.workspaceId,
      report: {
        kind: 'report',
        externalId: 'x',
        ticketId: null,
        report: 'hard_bounce',
        addresses: [],
        originalId: null,
        detail: '550 no such user',
        ...report,
      },
    }),
  );
}

async function hasBounced(address: string): Promise<boolean> {
  const { rows } = await sql<{ hasBounced: boolean }>`
    select bounced_at is not null as "hasBounced" from contact_identity where value = ${address}
  `.execute(db);
  return rows[0]?.hasBounced ?? false;
}

/** The outbox row of an agent's answer, by which a bounce names it. */
async function answered(ticketId: TicketId): Promise<{ originalId: string; messageId: string }> {
  const url = `/api/v1/tickets/${ticketId}/replies`;
  const answer = await world.hoa.browser.post(url, { text: 'An answer' });
  const { rows } = await sql<{ id: string }>`
    select id from outbox where message_id = ${answer.body['messageId']}
  `.execute(db);
  const messageId = String(answer.body['messageId']);
  return { messageId, originalId: `belay.${rows[0]?.id}.token@acme.example` };
}

async function deliveryOf(messageId: string): Promise<string | undefined> {
  const { rows } = await sql<{ delivery: string }>`
    select delivery from message where id = ${messageId}
  `.execute(db);
  return rows[0]?.delivery;
}

const lansTicket = await world.customerWrites({ text: 'Help', from: 'lan@customer.example' });
const bosTicket = await world.customerWrites({ text: 'Help', from: 'bo@customer.example' });

test('a bounce that quotes no token of ours silences nobody and marks nothing', async () => {
  const { originalId, messageId } = await answered(lansTicket);
  await settle({ addresses: ['lan@customer.example'], originalId });
  assert.equal(await hasBounced('lan@customer.example'), false);
  assert.notEqual(await deliveryOf(messageId), 'failed');
});

test('the token of one ticket says nothing of the addresses and letters of another', async () => {
  const { originalId, messageId } = await answered(lansTicket);
  const addresses = ['lan@customer.example', 'bo@customer.example'];
  await settle({ ticketId: bosTicket, addresses, originalId });
  assert.equal(await hasBounced('lan@customer.example'), false);
  assert.equal(await hasBounced('bo@customer.example'), true);
  assert.notEqual(await deliveryOf(messageId), 'failed');
});

test('a bounce of the own letter marks it and the address', async () => {
  const { originalId, messageId } = await answered(lansTicket);
  await settle({ ticketId: lansTicket, addresses: ['lan@customer.example'], originalId });
  assert.equal(await hasBounced('lan@customer.example'), true);
  assert.equal(await deliveryOf(messageId), 'failed');
});
