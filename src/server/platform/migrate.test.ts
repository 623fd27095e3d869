import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { createTestClock } from '#harness/clock.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '#harness/database.ts';
import { migrate, migrationStatus, readMigrations } from './migrate.ts';

let folder: string;
let database: TestDatabase;
const folders: string[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'belay-migrations-'));
  folders.push(folder);
  database = await createEmptyDatabase();
});
after(() => {
  for (const each of folders) rmSync(each, { recursive: true });
});

function put(name: string, sql: string): void {
  writeFileSync(join(folder, name), sql);
}

function run(say: (line: string) => void = () => undefined): Promise<readonly string[]> {
  return migrate({ address: database.address, clock: createTestClock(), say, folder });
}

async function tables(): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' order by 1",
  );
  return rows.map(({ name }) => name);
}

test('files are applied in order, once, with a line of progress each', async () => {
  put('0001_first.sql', 'create table a (id integer);');
  put('0002_second.sql', 'alter table a add column b integer; create table c (id integer);');
  const lines: string[] = [];
  assert.deepEqual(await run((line) => lines.push(line)), ['0001_first', '0002_second']);
  assert.equal(lines.length, 2);
  assert.match(lines[0] ?? '', /0001_first \(\d+ ms\)/);
  assert.deepEqual(await run(), []);
  put('0004_after_a_gap.sql', 'create table d (id integer);');
  assert.deepEqual(await run(), ['0004_after_a_gap']);
  assert.deepEqual(await tables(), ['a', 'belay_migration', 'c', 'd']);
  const { rows } = await database.pool.query(
    'select applied_at from belay_migration where number = 1',
  );
  assert.deepEqual(rows, [{ applied_at: createTestClock().now() }]);
});

test('a file that fails leaves nothing of itself, and the ones before it', async () => {
  put('0001_fine.sql', 'create table a (id integer);');
  put(
    '0002_broken.sql',
    'create table b (id integer);\n\ncreate table b (id integer);\nselect wrong;',
  );
  await assert.rejects(run(), /db\/migrations\/0002_broken\.sql.*already exists/);
  assert.deepEqual(await tables(), ['a', 'belay_migration']);
  put('0002_broken.sql', 'create table b (id integer);\nselct 1;');
  await assert.rejects(run(), /0002_broken\.sql:2: syntax error/);
  put('0002_broken.sql', 'create table b (id integer);');
  assert.deepEqual(await run(), ['0002_broken']);
});

test('a landed file that was changed is refused', async () => {
  put('0001_first.sql', 'create table a (id integer);\n');
  await run();
  put('0001_first.sql', 'create table a (id integer);\r\n');
  assert.deepEqual(await run(), [], 'line endings do not count');
  put('0001_first.sql', 'create table a (id bigint);');
  await assert.rejects(run(), /0001_first\.sql was changed after/);
});

test('a database from a newer version is refused', async () => {
  put('0001_first.sql', 'create table a (id integer);');
  put('0002_newer.sql', 'create table b (id integer);');
  await run();
  rmSync(join(folder, '0002_newer.sql'));
  await assert.rejects(run(), /0002_newer, which this Belay does not know/);
});

test('a number below one already applied is refused, and so are doubles and strange names', async () => {
  put('0003_third.sql', 'select 1;');
  await run();
  put('0002_late.sql', 'select 1;');
  await assert.rejects(run(), /0002_late\.sql is older than 3/);
  rmSync(join(folder, '0002_late.sql'));
  put('0003_again.sql', 'select 1;');
  await assert.rejects(run(), /another migration has the number 3/);
  rmSync(join(folder, '0003_again.sql'));
  put('4_short.sql', 'select 1;');
  await assert.rejects(run(), /named like 0001_what_it_does/);
});

test('many processes at once apply each file exactly once', async () => {
  put('0001_first.sql', 'create table a (id integer); insert into a values (1);');
  put('0002_second.sql', 'insert into a values (2);');
  const applied = await Promise.all([run(), run(), run(), run()]);
  assert.deepEqual(applied.flat().sort(), ['0001_first', '0002_second']);
  const { rows } = await database.pool.query('select id from a order by id');
  assert.deepEqual(rows, [{ id: 1 }, { id: 2 }]);
});

test('a file without transaction may do what a transaction forbids', async () => {
  put('0001_first.sql', 'create table a (id integer);');
  put(
    '0002_index.sql',
    '-- no transaction\n-- Large tables; must not block.\ncreate index concurrently if not exists a_idx on a (id);\nanalyze a;\n',
  );
  assert.deepEqual(await run(), ['0001_first', '0002_index']);
  const { rows } = await database.pool.query(
    "select indisvalid from pg_index where indexrelid = 'a_idx'::regclass",
  );
  assert.deepEqual(rows, [{ indisvalid: true }]);
});

test('a table in use is waited for in short turns, without a queue behind it', async () => {
  put('0001_first.sql', 'create table a (id integer);');
  await run();
  put('0002_alter.sql', 'alter table a add column b integer;');
  const reader = await database.pool.connect();
  await reader.query('begin');
  await reader.query('select * from a');
  const lines: string[] = [];
  const done = run((line) => {
    lines.push(line);
    if (/waits for a table/.test(line)) void reader.query('commit').then(() => reader.release());
  });
  assert.deepEqual(await done, ['0002_alter']);
  assert.match(lines[0] ?? '', /0002_alter waits for a table in use/);
});

test("Belay's own migrations apply and are then complete", async () => {
  const migrated = await createTestDatabase();
  const { pending, applied } = await migrationStatus(migrated.pool);
  assert.deepEqual(pending, []);
  assert.ok(applied.length > 0);
  const { pending: all } = await migrationStatus(database.pool);
  assert.equal(all.length, applied.length, 'an empty database misses them all');
  assert.equal((await readMigrations(folder)).length, 0);
});
