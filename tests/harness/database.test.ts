import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { createEmptyDatabase, createTestDatabase } from './database.ts';

test('a test gets a migrated database of its own', async () => {
  const first = await createTestDatabase();
  const second = await createTestDatabase();
  assert.notEqual(first.name, second.name);
  await first.pool.query('create table only_here (id integer)');
  const found = await second.pool.query(
    "select to_regclass('only_here') as found, to_regclass('belay_migration') as migrated",
  );
  assert.deepEqual(found.rows, [{ found: null, migrated: 'belay_migration' }]);
});

test('an empty database has none of our tables', async () => {
  const database = await createEmptyDatabase();
  const { rows } = await database.pool.query("select to_regclass('ticket') as found");
  assert.deepEqual(rows, [{ found: null }]);
});

test('a dropped database is gone, and dropping twice does no harm', async () => {
  const database = await createTestDatabase();
  const other = await createTestDatabase();
  await database.drop();
  await database.drop();
  const { rows } = await other.pool.query('select 1 from pg_database where datname = $1', [
    database.name,
  ]);
  assert.deepEqual(rows, []);
});

test('many processes at once each get theirs, and end by themselves', async () => {
  const script = `
    import { cloneTemplate } from ${JSON.stringify(new URL('./database.ts', import.meta.url).href)};
    const databases = await Promise.all([cloneTemplate(), cloneTemplate()]);
    for (const database of databases) await database.pool.query('select 1 from ticket');
    for (const database of databases) await database.drop();
  `;
  const endings = Array.from({ length: 4 }, async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code]: unknown[] = await once(child, 'exit');
    return code;
  });
  assert.deepEqual(await Promise.all(endings), [0, 0, 0, 0]);
});
