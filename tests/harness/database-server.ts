import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { makeDataFolder, prepareCluster } from '#server/platform/db/postgres-cluster.ts';
import { startPostgres, type PostgresAddress } from '#server/platform/db/postgres-process.ts';
import { tryLockFile } from '#server/platform/file-lock.ts';

/*
 * The one PostgreSQL that all test processes of this machine share, run as a program of its
 * own: `node tests/harness/database-server.ts`. database.ts starts it when none runs; it
 * ends by itself two minutes after the last test process is gone.
 *
 * Every test process holds a shared advisory lock for as long as it lives. The server ends
 * only while it holds the same lock exclusively, so nobody can arrive during its last words.
 */

/** Change the number when the settings below change: a server of the old kind may still run. */
const kind = 3;

export const testServerFolder = join(
  tmpdir(),
  `belay-test-postgres-${process.getuid?.() ?? 0}-${kind}`,
);
export const addressFile = join(testServerFolder, 'address.json');
export const presenceLock = 7_300_002;

const idleMs = 120_000;
const lookEachMs = 5_000;

/** No disk is waited for: a test database that a power cut destroys is made anew. */
const fastSettings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
  'max_connections=400',
  'shared_buffers=256MB',
  'checkpoint_timeout=1h',
  'max_wal_size=8GB',
];

if (import.meta.main) await run();

async function run(): Promise<void> {
  makeDataFolder(testServerFolder);
  const lock = tryLockFile(join(testServerFolder, 'server.lock'));
  if (lock === null) return;
  rmSync(addressFile, { force: true });
  const cluster = prepareCluster({
    dataFolder: testServerFolder,
    say: () => undefined,
    sync: false,
  });
  const server = await startPostgres(cluster, fastSettings);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void server.stop().then(() => process.exit(0)));
  }
  void server.ended.then(() => process.exit(1));

  const client = await connect(server.address);
  await dropLeftovers(client);
  writeFileSync(`${addressFile}.new`, JSON.stringify(server.address), { mode: 0o600 });
  renameSync(`${addressFile}.new`, addressFile);
  let idleSince = performance.now();
  for (;;) {
    await wait(lookEachMs);
    await dropAbandoned(client);
    if (await isSomebodyHere(client)) idleSince = performance.now();
    else if (performance.now() - idleSince > idleMs && (await lockOut(client))) break;
  }
  rmSync(addressFile, { force: true });
  await server.stop();
  process.exit(0);
}

async function connect(address: PostgresAddress): Promise<pg.Client> {
  const client = new pg.Client({ ...address, database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Before anybody can come: what an earlier server left, templates of old migrations too. */
async function dropLeftovers(client: pg.Client): Promise<void> {
  const found = await client.query<{ datname: string }>(
    "select datname from pg_database where datname ~ '^(test|template|unfinished)_'",
  );
  for (const { datname } of found.rows) {
    await client.query(`drop database if exists "${datname}" with (force)`);
  }
}

async function isSomebodyHere(client: pg.Client): Promise<boolean> {
  const found = await client.query(
    `select 1 from pg_stat_activity
     where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`,
  );
  return found.rowCount !== 0;
}

async function lockOut(client: pg.Client): Promise<boolean> {
  const locked = await client.query<{ locked: boolean }>(
    'select pg_try_advisory_lock($1) as locked',
    [presenceLock],
  );
  return locked.rows[0]?.locked === true;
}

/** Drops the databases of test processes that were killed: their names carry the pid. */
async function dropAbandoned(client: pg.Client): Promise<void> {
  const found = await client.query<{ datname: string }>(
    "select datname from pg_database where datname like 'test\\_%'",
  );
  for (const { datname } of found.rows) {
    if (isAlive(Number(datname.split('_')[1]))) continue;
    await client.query(`drop database if exists "${datname}" with (force)`).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
