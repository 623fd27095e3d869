import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createTestDatabase } from '#harness/database.ts';
import { scopes } from '#domain/people/permission.ts';

const database = await createTestDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'belay-fixture-'));

function seed(environment: Record<string, string>) {
  const main = path.join(import.meta.dirname, 'main.ts');
  return spawnSync(process.execPath, [main, 'seed', '--fixture', 'security', '--json'], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'] ?? '',
      BELAY_DATABASE_URL: database.url,
      BELAY_DATA_DIR: folder,
      ...environment,
    },
  });
}

test('outside test mode the security fixture is refused, because its passwords are known', async () => {
  const { status, stdout } = seed({});
  assert.equal(status, 1);
  assert.match(stdout, /BELAY_TEST_MODE=1/);
  const { rows } = await sql`select id from workspace where is_set_up`.execute(database.db);
  assert.equal(rows.length, 0);
});

test('the security fixture prints two workspaces that share nothing, and sends nothing', async () => {
  const { status, stdout, stderr } = seed({ BELAY_TEST_MODE: '1' });
  assert.equal(status, 0, stderr);
  const { workspaces } = JSON.parse(stdout) as { workspaces: Record<'A' | 'B', Fixture> };
  const ids = (text: string) => new Set(text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g));
  const [a, b] = [ids(JSON.stringify(workspaces.A)), ids(JSON.stringify(workspaces.B))];
  assert.ok(a.size > 20);
  assert.deepEqual(
    [...a].filter((id) => b.has(id)),
    [],
  );
  for (const workspace of [workspaces.A, workspaces.B]) {
    assert.deepEqual(Object.keys(workspace.apiKeys).toSorted(), ['all', ...scopes].toSorted());
    assert.equal(Object.keys(workspace.people).length, 7);
    assert.match(workspace.survey.link, /\/rate\//);
    assert.match(JSON.stringify(workspace.channels), /whsec_/);
  }
  const { rows } = await sql<{ state: string }>`
    select distinct state from outbox
  `.execute(database.db);
  assert.deepEqual(rows, [{ state: 'cancelled' }]);
});

type Fixture = {
  readonly apiKeys: Record<string, string>;
  readonly people: Record<string, unknown>;
  readonly channels: unknown;
  readonly survey: { readonly link: string };
};
