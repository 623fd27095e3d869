import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { createEmptyDatabase, type TestDatabase } from '#harness/database.ts';
import { openWorld } from '#harness/world.ts';

/*
 * P11: `belay backup` and `belay restore` are killed (SIGKILL) in the middle of their work. What is
 * left never looks whole: no backup under its name, no row in the database; and the same command,
 * given again, succeeds.
 */

const program = path.join(import.meta.dirname, '../../src/cli/main.ts');
const { belay, databaseUrl, workspaceId, ada } = await openWorld();
const folder = mkdtempSync(path.join(tmpdir(), 'belay-backup-killed-'));
const filesFolder = path.join(folder, 'files');
const file = path.join(folder, 'backup.tar.gz');
const rowsMany = 120_000;

await sql`
  insert into audit_entry (workspace_id, id, at, actor_kind, actor_id, action, details)
  select
    ${workspaceId}, gen_random_uuid(), '2026-01-01Z', 'agent', ${ada.id}, 'made.up',
    jsonb_build_object('words', md5(n::text) || md5((n + 1)::text))
  from generate_series(1, ${sql.lit(rowsMany)}) n
`.execute(belay.db);
// Does not get smaller by packing, so that the backup is well under way while it is read.
const bytes = randomBytes(24 * 1024 * 1024);
const sum = createHash('sha256').update(bytes).digest('hex');
const stored = path.join(filesFolder, workspaceId, sum.slice(0, 2), sum.slice(2, 4));
mkdirSync(stored, { recursive: true });
writeFileSync(path.join(stored, sum), bytes);

type Run = { readonly child: ChildProcess; readonly ended: Promise<string>; said(): string };

function belayCommand(args: readonly string[], database: string, data: string): Run {
  const isSource = data === 'source';
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      BELAY_DATABASE_URL: database,
      BELAY_DATA_DIR: path.join(folder, data),
      ...(isSource ? { BELAY_FILES: filesFolder, BELAY_SECRET: belay.secret } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  after(() => child.kill('SIGKILL'));
  let text = '';
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  child.stderr.on('data', (chunk) => (text += String(chunk)));
  const ended = new Promise<string>((resolve) =>
    child.on('close', (code, signal) => resolve(signal ?? String(code))),
  );
  return { child, ended, said: () => text };
}

async function until(isSo: () => boolean | Promise<boolean>, run: Run): Promise<void> {
  for (let round = 0; round < 6000; round += 1) {
    if (await isSo()) return;
    assert.equal(run.child.exitCode, null, `it ended first: ${run.said()}`);
    await wait(5);
  }
  assert.fail(`it never came so far: ${run.said()}`);
}

async function succeed(args: readonly string[], database: string, data: string): Promise<string> {
  const run = belayCommand(args, database, data);
  assert.equal(await run.ended, '0', run.said());
  return run.said();
}

test('a backup killed in the middle leaves no file that looks whole, and the next one is', async () => {
  const unfinished = `${file}.part`;
  const run = belayCommand(['backup', file], databaseUrl, 'source');
  await until(() => existsSync(unfinished) && statSync(unfinished).size > 1_000_000, run);
  run.child.kill('SIGKILL');
  assert.equal(await run.ended, 'SIGKILL', run.said());
  assert.ok(!existsSync(file));
  assert.ok(existsSync(unfinished));
  const refused = belayCommand(['restore', '--verify', unfinished], databaseUrl, 'source');
  assert.equal(await refused.ended, '1');
  assert.match(refused.said(), /is damaged or no backup of Belay/);

  assert.match(await succeed(['backup', file], databaseUrl, 'source'), /1 files/);
  assert.ok(!existsSync(unfinished));
  assert.match(
    await succeed(['restore', '--verify', file], databaseUrl, 'source'),
    /It can be restored/,
  );
  const again = belayCommand(['backup', file], databaseUrl, 'source');
  assert.equal(await again.ended, '1');
  assert.match(again.said(), /exists already/);
});

async function rowsIn({ pool }: TestDatabase): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`
    select
      (select count(*) from workspace) + (select count(*) from audit_entry) +
      (select count(*) from event) + (select count(*) from auth.user_account) as count
  `);
  return rows[0]?.count ?? -1;
}

test('a restore killed in the middle leaves nothing, holds the loops until then, and can be repeated', async () => {
  const database = await createEmptyDatabase();
  after(() => database.drop());
  const run = belayCommand(['restore', file], database.url, 'target');
  const isCopying = async (): Promise<boolean> => {
    const { rows } = await database.pool.query<{ done: number }>(
      `select tuples_processed as done from pg_stat_progress_copy
       where datname = current_database() and command = 'COPY FROM' and tuples_processed > 1000`,
    );
    return rows.length > 0;
  };
  await until(isCopying, run);
  const hold = await database.pool.query<{ isFree: boolean }>(
    'select pg_try_advisory_lock_shared(7300010) as "isFree"',
  );
  assert.equal(hold.rows[0]?.isFree, false, 'the loops of others are held');
  run.child.kill('SIGKILL');
  assert.equal(await run.ended, 'SIGKILL', run.said());
  assert.equal(await rowsIn(database), 0);
  const keys = await database.pool.query("select from pg_constraint where contype = 'f'");
  assert.ok((keys.rowCount ?? 0) > 50, 'the keys are as they were');

  assert.match(await succeed(['restore', file], database.url, 'target'), /Restored \d+ tables/);
  assert.ok((await rowsIn(database)) > rowsMany);
  const copied = path.join(folder, 'target/files', workspaceId, sum.slice(0, 2), sum.slice(2, 4));
  assert.equal(statSync(path.join(copied, sum)).size, bytes.length);
  const refused = belayCommand(['restore', file], database.url, 'target');
  assert.equal(await refused.ended, '1');
  assert.match(refused.said(), /is not empty/);
});

test('a trial killed in the middle is cleared away by the next', async () => {
  const besideUs = async (): Promise<number> => {
    const { rowCount } = await belay.pool.query(
      `select from pg_database
       where shobj_description(oid, 'pg_database') like '%beside ' || current_database() || ';%'`,
    );
    return rowCount ?? 0;
  };
  const run = belayCommand(['restore', '--verify', file], databaseUrl, 'source');
  await until(async () => (await besideUs()) > 0, run);
  run.child.kill('SIGKILL');
  assert.equal(await run.ended, 'SIGKILL', run.said());
  assert.equal(await besideUs(), 1);
  await succeed(['restore', '--verify', file], databaseUrl, 'source');
  assert.equal(await besideUs(), 0);
});

test('the secret is in a backup only when asked for, and goes only where there is none', async () => {
  const withSecret = path.join(folder, 'with-secret.tar.gz');
  assert.match(
    await succeed(['backup', withSecret, '--with-secret'], databaseUrl, 'source'),
    /The secret is in it/,
  );
  assert.equal(statSync(withSecret).mode & 0o777, 0o600);
  const database = await createEmptyDatabase();
  after(() => database.drop());
  assert.match(
    await succeed(['restore', withSecret], database.url, 'fresh'),
    /Its secret is in the data folder now/,
  );
  const secretFile = path.join(folder, 'fresh/secret');
  assert.equal(readFileSync(secretFile, 'utf8'), belay.secret);
  assert.equal(statSync(secretFile).mode & 0o777, 0o600);

  const second = await createEmptyDatabase();
  after(() => second.drop());
  mkdirSync(path.join(folder, 'other'));
  writeFileSync(path.join(folder, 'other/secret'), 'another secret, which somebody still needs');
  assert.match(
    await succeed(['restore', withSecret], second.url, 'other'),
    /The secret here is NOT the one/,
  );
  assert.match(readFileSync(path.join(folder, 'other/secret'), 'utf8'), /^another secret/);
});
