import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { plusMs } from '#domain/kernel/instant.ts';
import { openWorld } from '#harness/world.ts';
import { at, isoOf } from './db/parameters.ts';
import { insertRows } from './db/insert-rows.ts';
import { transaction } from './db/transaction.ts';
import { silentLogger } from './log.ts';
import { type DueTimer, startTimekeeper } from './timekeeper.ts';

const world = await openWorld();
const { workspaceId } = world;
const { db, clock } = world.belay;
// Its own would have no handler for the rows of these tests.
await world.belay.timekeeper.stop();
const ticketIds = await openTickets(150);

let batches: string[][] = [];
let failing: string | null = null;
const keeper = startTimekeeper({
  db,
  clock,
  log: silentLogger(),
  onFired: () => undefined,
  handlers: new Map([
    [
      'probe',
      async (_tx, { timers }) => {
        if (timers.some(({ key }) => key === failing)) throw new Error('planted');
        batches.push(timers.map(({ key }) => key));
      },
    ],
  ]),
});
await keeper.stop();

beforeEach(async () => {
  batches = [];
  failing = null;
  await sql`delete from timer`.execute(db);
});

test('P13: what falls due together fires in batches, the longest due first, each exactly once', async () => {
  await plan(ticketIds.map((ticketId, index) => ({ key: keyOf(index), ticketId, lateMs: index })));
  assert.equal(await keeper.fireDue(), 150);
  assert.deepEqual(batches.flat().toSorted(), ticketIds.map((_, index) => keyOf(index)).toSorted());
  const longestDue = ticketIds.map((_, index) => keyOf(149 - index)).slice(0, 64);
  assert.deepEqual(batches[0], longestDue);
  assert.equal(await keeper.fireDue(), 0);
});

test('a batch holds one row a ticket; the next of the same ticket fires after it', async () => {
  const [ticketId = ''] = ticketIds;
  await plan([
    { key: 'first', ticketId, lateMs: 2 },
    { key: 'second', ticketId, lateMs: 1 },
  ]);
  assert.equal(await keeper.fireDue(), 2);
  assert.deepEqual(batches, [['first'], ['second']]);
});

test('one that throws is put off with its reason, and the others of its batch fire', async () => {
  await plan(ticketIds.slice(0, 5).map((ticketId, index) => ({ key: keyOf(index), ticketId })));
  failing = keyOf(3);
  await keeper.fireDue();
  assert.deepEqual(batches.flat().toSorted(), [0, 1, 2, 4].map(keyOf));
  const { rows } = await sql<{ key: string; attempts: number; words: string }>`
    select key, attempts, last_error as words from timer where fired_at is null
  `.execute(db);
  assert.deepEqual(rows, [{ key: keyOf(3), attempts: 1, words: 'planted' }]);
});

test('a ticket that somebody works on is passed by, and fires when they are done', async () => {
  const [held = '', free = ''] = ticketIds;
  await plan([
    { key: 'held', ticketId: held, lateMs: 1 },
    { key: 'free', ticketId: free },
  ]);
  await transaction(db, async (tx) => {
    await sql`select from ticket where id = ${held} for update`.execute(tx);
    assert.equal(await keeper.fireDue(), 1);
  });
  assert.equal(await keeper.fireDue(), 1);
  assert.deepEqual(batches, [['free'], ['held']]);
});

test('a row without a ticket fires in a transaction of its own', async () => {
  const [ticketId = ''] = ticketIds;
  await plan([
    { key: 'of no ticket', ticketId: null },
    { key: 'of a ticket', ticketId },
  ]);
  assert.equal(await keeper.fireDue(), 2);
  assert.deepEqual(batches, [['of a ticket'], ['of no ticket']]);
});

function keyOf(index: number): string {
  return `probe:${String(index).padStart(3, '0')}`;
}

type Planned = Pick<DueTimer, 'key' | 'ticketId'> & { readonly lateMs?: number };

async function plan(timers: readonly Planned[]): Promise<void> {
  await transaction(db, (tx) =>
    insertRows(
      tx,
      'timer',
      timers.map(({ key, ticketId, lateMs = 0 }) => ({
        workspace_id: workspaceId,
        key,
        kind: 'probe',
        ticket_id: ticketId,
        due_at: isoOf(plusMs(clock.now(), -lateMs)),
        payload: {},
        attempts: 0,
      })),
    ),
  );
}

/** One real ticket, and copies of its row: nothing here reads what hangs on it. */
async function openTickets(count: number): Promise<readonly string[]> {
  await world.customerWrites({ text: 'Where is my order?' });
  await sql`
    insert into ticket (
      workspace_id, id, number, subject, state, priority, channel_kind, contact_id, language,
      created_at, updated_at
    )
    select
      workspace_id, gen_random_uuid(), number + copy, subject, state, priority, channel_kind,
      contact_id, language, ${at(clock.now())}, ${at(clock.now())}
    from ticket, generate_series(1, ${count - 1}) copy
  `.execute(db);
  const { rows } = await sql<{ id: string }>`select id from ticket order by number`.execute(db);
  return rows.map(({ id }) => id);
}
