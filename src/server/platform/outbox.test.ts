import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, instantFromIso } from '#domain/kernel/instant.ts';
import { createTestDatabase } from '#harness/database.ts';
import { VirtualClock } from './clock.ts';
import { at } from './db/parameters.ts';
import { transaction } from './db/transaction.ts';
import { newId } from './ids.ts';
import { silentLogger } from './log.ts';
import { type Delivery, type OutboxHandler, post, startOutbox } from './outbox.ts';

const start = instantFromIso('2026-03-02T02:00:00Z');

/** A database with one workspace, and processes that deliver what a test decides. */
async function openOffice() {
  const { db, beforeDrop } = await createTestDatabase();
  const clock = new VirtualClock(start);
  const workspaceId = newId<WorkspaceId>();
  await sql`
    insert into workspace (id, name, created_at) values (${workspaceId}, 'Acme', ${at(start)})
  `.execute(db);
  const letter = async (kind: string, orderKey: string, notBefore: Instant = start) =>
    transaction(db, (tx) =>
      post(tx, { workspaceId, kind, orderKey, payload: {}, notBefore, createdAt: start }),
    );
  const open = (owner: string, handlers: Readonly<Record<string, OutboxHandler>>) => {
    const outbox = startOutbox({
      db,
      clock,
      log: silentLogger(),
      handlers: new Map(Object.entries(handlers)),
      owner,
    });
    beforeDrop(() => outbox.stop());
    return outbox;
  };
  const stateOf = async (id: string) => {
    const { rows } = await sql<{ state: string; attempts: number }>`
      select state, attempts from outbox where id = ${id}
    `.execute(db);
    return rows[0];
  };
  return { db, clock, letter, open, stateOf };
}

/** A delivery that ends when the test says so. */
function slowDelivery() {
  let end: (delivery: Delivery) => void = () => undefined;
  let isBegun: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (isBegun = resolve));
  const deliver = async (): Promise<Delivery> => {
    isBegun();
    return new Promise((resolve) => (end = resolve));
  };
  return { deliver, begun, end: (delivery: Delivery) => end(delivery) };
}

test('one far side that hangs does not hold up what is posted meanwhile', async () => {
  const office = await openOffice();
  const hanging = slowDelivery();
  let isSent: () => void = () => undefined;
  const sent = new Promise<void>((resolve) => (isSent = resolve));
  const outbox = office.open('one', {
    hangs: { deliver: hanging.deliver },
    works: {
      deliver: async () => {
        isSent();
        return { outcome: 'sent' };
      },
    },
  });
  await office.letter('hangs', 'a');
  outbox.wake();
  await hanging.begun;
  await office.letter('works', 'b');
  await sent;
  hanging.end({ outcome: 'sent' });
  await outbox.whenIdle();
});

test('P8: whoever outlived their lease settles nothing: the one who took over does', async () => {
  const office = await openOffice();
  const settled: string[] = [];
  const late = slowDelivery();
  const handler = (owner: string, deliver: OutboxHandler['deliver']): OutboxHandler => ({
    deliver,
    settle: async (_tx, _row, { outcome }) => void settled.push(`${owner}: ${outcome}`),
  });
  const first = office.open('first', { mail: handler('first', late.deliver) });
  const id = await office.letter('mail', 'a');
  first.wake();
  await late.begun;
  // The first process stands still for longer than its lease, as a suspended machine does.
  await sql`update outbox set lease_until = ${at(start)} where id = ${id}`.execute(office.db);
  const second = office.open('second', {
    mail: handler('second', async () => ({ outcome: 'sent' })),
  });
  await second.whenIdle();
  late.end({ outcome: 'failed', reason: 'The line was cut.' });
  await first.whenIdle();
  assert.deepEqual(settled, ['second: sent']);
  assert.deepEqual(await office.stateOf(id), { state: 'sent', attempts: 2 });
});

test('rows of one order key leave one after the other, also beside one another', async () => {
  const office = await openOffice();
  const left: string[] = [];
  const outbox = office.open('one', {
    mail: {
      deliver: async ({ id }) => {
        left.push(id);
        return { outcome: 'sent' };
      },
    },
  });
  const ids: string[] = [];
  for (let index = 0; index < 30; index += 1) ids.push(await office.letter('mail', 'one ticket'));
  outbox.wake();
  await outbox.whenIdle();
  assert.deepEqual(left, ids);
});
