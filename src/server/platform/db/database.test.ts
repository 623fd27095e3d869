import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { sql } from 'kysely';
import type pg from 'pg';
import { instant, instantFromIso } from '#domain/kernel/instant.ts';
import { createTestDatabase, type TestDatabase } from '#harness/database.ts';
import { newId } from '../ids.ts';
import { silentLogger } from '../log.ts';
import { createDb, createPool } from './database.ts';
import { insertRows } from './insert-rows.ts';
import { at, atEach, json, jsonEach } from './parameters.ts';
import { createStatementNames } from './statement-names.ts';
import { isDatabaseAway, transaction, violatedConstraint } from './transaction.ts';

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
  await database.pool.query('create table account (id integer primary key, balance bigint)');
  await database.pool.query('insert into account values (1, 100), (2, 100)');
});

async function one(query: ReturnType<typeof sql<Record<string, unknown>>>): Promise<unknown> {
  const { rows } = await query.execute(database.db);
  return rows[0];
}

test('moments go out and come back to the millisecond, alone and in lists', async () => {
  const moment = instant(1_795_304_313_405);
  assert.deepEqual(
    await one(
      sql`select ${at(moment)} as single, ${at(null)} as nothing, ${atEach([moment, null])} as list`,
    ),
    { single: moment, nothing: null, list: [moment, null] },
  );
  const rows = await sql<{ due: number }>`
    select due from unnest(${atEach([moment])}) as due where due <= ${at(moment)}
  `.execute(database.db);
  assert.deepEqual(rows.rows, [{ due: moment }]);
});

test('rows that have much in common come in as they are, empty values too', async () => {
  const same = {
    workspace_id: newId(),
    kind: 'probe',
    ticket_id: newId(),
    due_at: '2026-01-05T09:00:00.000Z',
    last_error: 'it was away',
    payload: { of: 1 },
  };
  const rows = [
    { ...same, key: 'a' },
    { ...same, key: 'b', ticket_id: null, last_error: null, payload: {} },
    { ...same, key: 'c', due_at: '2026-01-05T09:00:00.001Z', payload: { of: [3, null] } },
    { ...same, key: 'd' },
  ];
  await transaction(database.db, (tx) => insertRows(tx, 'timer', rows));
  const { rows: read } = await sql`
    select workspace_id, kind, ticket_id, due_at, last_error, payload, key
    from timer
    order by key
  `.execute(database.db);
  assert.deepEqual(
    read,
    rows.map((row) => ({ ...row, due_at: instantFromIso(row.due_at) })),
  );
});

test('a bare number where a moment belongs is refused by the database', async () => {
  await assert.rejects(
    sql`select ${instant(1_795_304_313_405)}::timestamptz`.execute(database.db),
    /out of range/,
  );
});

test('documents go out as JSON, lists too, and lose what jsonb cannot hold', async () => {
  assert.deepEqual(
    await one(sql`
      select ${json({ a: [1, 'b', null] })} as document, ${json([1, 2])} as list,
             ${jsonEach([{ n: 1 }, { n: 2 }])} as several,
             ${json({ 'k\u0000ey': 'a\u0000b\\u0000' })} as cleaned,
             ${json({ half: '\ud800 \u{1f600} \udc00\ud800 \\ud800' })} as halves
    `),
    {
      document: { a: [1, 'b', null] },
      list: [1, 2],
      several: [{ n: 1 }, { n: 2 }],
      cleaned: { key: 'ab\\u0000' },
      halves: { half: '\ufffd \u{1f600} \ufffd\ufffd \\ud800' },
    },
  );
});

test('dates stay text and bigints become numbers', async () => {
  assert.deepEqual(
    await one(sql`select date '2026-03-29' as day, 7::bigint as n, array[1, 2]::bigint[] as list,
                         '{}'::bigint[] as none, count(*) as counted from account`),
    { day: '2026-03-29', n: 7, list: [1, 2], none: [], counted: 2 },
  );
});

test('transactions that deadlock are run again until both succeed', async () => {
  let attempts = 0;
  let arrived = 0;
  let letGo = (): void => undefined;
  const bothArrived = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const transfer = (from: number, to: number): Promise<void> =>
    transaction(database.db, async (tx) => {
      attempts += 1;
      await sql`update account set balance = balance - 10 where id = ${from}`.execute(tx);
      arrived += 1;
      if (arrived === 2) letGo();
      await bothArrived;
      await sql`update account set balance = balance + 10 where id = ${to}`.execute(tx);
    });
  await Promise.all([transfer(1, 2), transfer(2, 1)]);
  assert.ok(attempts > 2, `${attempts} attempts`);
  assert.deepEqual(await one(sql`select array_agg(balance order by id) as balances from account`), {
    balances: [100, 100],
  });
});

test('serialization failures are run again', async () => {
  const read = (): Promise<void> =>
    transaction(
      database.db,
      async (tx) => {
        const { rows } = await sql<{
          total: number;
        }>`select sum(balance)::bigint as total from account`.execute(tx);
        await sql`update account set balance = ${rows[0]?.total ?? 0} where id = 1`.execute(tx);
      },
      { isolation: 'serializable' },
    );
  await Promise.all([read(), read(), read()]);
  await database.pool.query('update account set balance = 100');
});

test('an error of the work rolls back, is thrown on, and is not retried', async () => {
  let attempts = 0;
  await assert.rejects(
    transaction(database.db, async (tx) => {
      attempts += 1;
      await sql`delete from account`.execute(tx);
      throw new Error('no');
    }),
    /^Error: no$/,
  );
  assert.equal(attempts, 1);
  assert.deepEqual(await one(sql`select count(*) as n from account`), { n: 2 });
});

test('the constraint that refused a row is named', async () => {
  const error: unknown = await database.pool
    .query('insert into account values (1, 0)')
    .catch((caught: unknown) => caught);
  assert.equal(violatedConstraint(error), 'account_pkey');
  assert.equal(isDatabaseAway(error), false);
});

test('a statement gets its name at its second use, and a thousand have one at most', () => {
  const names = createStatementNames();
  assert.equal(names.nameOf('select 1'), undefined);
  const name = names.nameOf('select 1');
  assert.match(name ?? '', /^b0_/);
  assert.equal(names.nameOf('select 1'), name);
  for (let index = 0; index < 5_000; index += 1) names.nameOf(`select ${index + 2}`);
  const second = Array.from({ length: 5_000 }, (_, index) => names.nameOf(`select ${index + 2}`));
  assert.equal(second.filter((each) => each !== undefined).length, 999);
  names.renew();
  assert.equal(names.nameOf('select 1'), undefined);
  assert.match(names.nameOf('select 1') ?? '', /^b1_/);
});

test('statements are prepared once per connection, or never when switched off', async () => {
  const countPrepared = async (namedStatements: boolean): Promise<number> => {
    const pool = createPool(database.address, { log: silentLogger(), size: 1 });
    const db = createDb(pool, { namedStatements });
    for (let round = 0; round < 5; round += 1) {
      await sql`select balance from account where id = ${round}`.execute(db);
    }
    const { rows } = await pool.query<{ n: number }>(
      'select count(*) as n from pg_prepared_statements',
    );
    await pool.end();
    return rows[0]?.n ?? -1;
  };
  assert.equal(await countPrepared(true), 1);
  assert.equal(await countPrepared(false), 0);
});

test('a table that a migration changes under a prepared statement costs one retry', async () => {
  await database.pool.query('create table changing (a integer)');
  const pool = createPool(database.address, { log: silentLogger(), size: 1 });
  const db = createDb(pool, { namedStatements: true });
  const read = (): Promise<unknown> =>
    transaction(
      db,
      async (tx) => (await sql`select * from changing where 1 = ${1}`.execute(tx)).rows,
    );
  for (let round = 0; round < 3; round += 1) await read();
  await pool.query('alter table changing add column b integer');
  await pool.query('insert into changing values (1, 2)');
  assert.deepEqual(await read(), [{ a: 1, b: 2 }]);
  await pool.end();
});

test('connections cut while idle, in use and in a transaction are replaced', async () => {
  const pool = createPool(database.address, { log: silentLogger(), size: 3 });
  const db = createDb(pool, { namedStatements: true });
  const cutAll = (client: pg.Pool): Promise<unknown> =>
    client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );

  // A connection may break in the very moment in which it is lent: that query fails, and says
  // so in a way the caller recognises. At most each of the three does so once.
  const untilAnswered = async (): Promise<unknown> => {
    for (let failures = 0; ; failures += 1) {
      try {
        return (await sql`select 1 as n`.execute(db)).rows;
      } catch (error) {
        assert.ok(isDatabaseAway(error) && failures < 3, String(error));
      }
    }
  };
  await untilAnswered();
  await cutAll(database.pool);
  assert.deepEqual(await untilAnswered(), [{ n: 1 }]);
  const failure: unknown = await transaction(db, async (tx) => {
    await sql`select 1`.execute(tx);
    await cutAll(database.pool);
    await sql`select 1`.execute(tx);
  }).catch((error: unknown) => error);
  assert.equal(isDatabaseAway(failure), true, String(failure));
  assert.deepEqual(await untilAnswered(), [{ n: 1 }]);
  await pool.end();
});
