import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '#harness/database.ts';
import { silentLogger } from '../log.ts';
import { connectDatabase, type ConnectedDatabase } from './connect.ts';
import { checkServer } from './external.ts';

let database: TestDatabase;
before(async () => {
  database = await createTestDatabase();
});

function connect(url: string, pgbouncerUrl: string | null = null): Promise<ConnectedDatabase> {
  return connectDatabase(
    { kind: 'external', url, pgbouncerUrl },
    { log: silentLogger(), say: () => undefined, poolSize: 1 },
  );
}

async function withDatabaseOf(kind: string, check: (url: string) => Promise<void>): Promise<void> {
  const name = `${database.name}_other`;
  await database.pool.query(`create database ${name} template template0 ${kind}`);
  try {
    await check(database.url.replace(`/${database.name}?`, `/${name}?`));
  } finally {
    await database.pool.query(`drop database ${name} with (force)`);
  }
}

test('a sound server is used as it is', async () => {
  const connected = await connect(database.url);
  const { rows } = await connected.pool.query('select current_database() as name');
  assert.deepEqual(rows, [{ name: database.name }]);
  assert.deepEqual(await checkServer(connected.pool), []);
  await connected.stop();
  await connected.stop();
});

test('a database that cannot tell Thai letters is refused, with the command that mends it', async () => {
  await withDatabaseOf("locale_provider libc locale 'C' encoding 'UTF8'", async (url) => {
    await assert.rejects(
      connect(url),
      /^DatabaseUnusableError: BELAY_DATABASE_URL: the locale of the database .* Thai.*create database .* locale 'C\.UTF-8'/,
    );
  });
});

test('another encoding is refused', async () => {
  await withDatabaseOf("locale_provider libc locale 'C' encoding 'SQL_ASCII'", async (url) => {
    await assert.rejects(connect(url), /has the encoding SQL_ASCII, and Belay needs UTF8/);
  });
});

test('a wrong password is said at once, without the password', async () => {
  const url = new URL(database.url);
  url.password = 'hunter2';
  const error: unknown = await connect(url.href).catch((caught: unknown) => caught);
  assert.ok(error instanceof Error);
  assert.match(error.message, /^BELAY_DATABASE_URL: .*password authentication failed/);
  assert.ok(!error.message.includes('hunter2'));
});

test('behind PgBouncer statements have no names, and the session goes past it', async () => {
  const connected = await connect(database.url, database.url);
  for (let round = 0; round < 3; round += 1) {
    await connected.db
      .selectFrom('workspace')
      .select('id')
      .where('name', '=', `${round}`)
      .execute();
  }
  const { rows } = await connected.pool.query('select count(*) as n from pg_prepared_statements');
  assert.deepEqual(rows, [{ n: 0 }]);
  const session = new pg.Client(connected.sessionAddress);
  await session.connect();
  await session.query('listen anything');
  await session.end();
  await connected.stop();
});
