import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from './database.ts';

test('a test gets a migrated database of its own, quickly', async () => {
  const first = await createTestDatabase();
  const start = performance.now();
  const second = await createTestDatabase();
  const tookMs = performance.now() - start;
  assert.notEqual(first.name, second.name);
  await first.pool.query('create table only_here (id integer)');
  const found = await second.pool.query(
    "select to_regclass('only_here') as found, to_regclass('belay_migration') as migrated",
  );
  assert.deepEqual(found.rows, [{ found: null, migrated: 'belay_migration' }]);
  assert.ok(tookMs < 500, `took ${tookMs} ms`);
  console.log('clone ms', tookMs);
});
