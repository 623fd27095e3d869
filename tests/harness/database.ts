import { AsyncResource } from 'node:async_hooks';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { instant } from '#domain/kernel/instant.ts';
import { createDb, createPool, type Db } from '#server/platform/db/database.ts';
import { silentLogger } from '#server/platform/log.ts';
import { migrate, migrationsHash } from '#server/platform/migrate.ts';
import { addressFile, presenceLock } from './database-server.ts';

/** A migrated database of a test's own. */
export type TestDatabase = {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly name: string;
  /** For clients of one's own, as for LISTEN. */
  readonly address: pg.ClientConfig;
  /** For a Belay started as a process: BELAY_DATABASE_URL. */
  readonly url: string;
  /**
   * Does this before the pool is closed, the last named first. A loop that still waits for a
   * connection when its pool ends waits for ever, and so does whoever stops the loop.
   */
  beforeDrop(work: () => Promise<void>): void;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
};

const serverReadyWithinMs = 60_000;
const addressShape = z.object({
  host: z.string(),
  port: z.number(),
  user: z.string(),
  password: z.string(),
});
type Address = z.infer<typeof addressShape>;
type Admin = { readonly pool: pg.Pool; readonly address: Address };

let admin: Promise<Admin> | null = null;
let template: Promise<string> | null = null;
let made = 0;

/**
 * `after` belongs to whatever runs when it is called; inside a `before` hook that is the
 * hook itself, which ends at once. Bound to the moment of loading it is the whole file.
 */
const atEndOfFile = AsyncResource.bind((work: () => Promise<void>) => after(work));

/**
 * Gives a fresh, migrated, empty database on the machine's shared test server, cloned from
 * a template in some 20 ms. It is dropped at the end of the test file, or earlier by
 * `drop()`. Any number of test processes may do this at once.
 */
export async function createTestDatabase(
  options: { poolSize?: number } = {},
): Promise<TestDatabase> {
  const database = await cloneTemplate(options);
  atEndOfFile(() => database.drop());
  return database;
}

/** The same, for programs that are no tests (benchmarks, servers): the caller drops it. */
export async function cloneTemplate(options: { poolSize?: number } = {}): Promise<TestDatabase> {
  template ??= ensureTemplate();
  const source = await template;
  // Copying files takes 20 ms; the default, copying through the log, takes 60.
  return open(options, `template "${source}" strategy file_copy`);
}

/** An empty database without Belay's tables, to test migrating itself. The caller drops it. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return open({}, 'template template1');
}

async function open(options: { poolSize?: number }, source: string): Promise<TestDatabase> {
  made += 1;
  const name = `test_${process.pid}_${made}`;
  await asAdmin((client) => client.query(`create database "${name}" ${source}`));
  const { address: server } = await (admin ?? Promise.reject(new Error('no admin')));
  const address = { ...server, database: name };
  const pool = createPool(address, { log: silentLogger(), size: options.poolSize ?? 10 });
  // An idle connection must not keep a finished test process alive.
  pool.options.allowExitOnIdle = true;
  let dropped: Promise<void> | null = null;
  const works: (() => Promise<void>)[] = [];
  return {
    db: createDb(pool, { namedStatements: true }),
    pool,
    name,
    address,
    url: `postgres://${server.user}:${encodeURIComponent(server.password)}@localhost/${name}?host=${encodeURIComponent(server.host)}&port=${server.port}`,
    beforeDrop: (work) => void works.unshift(work),
    drop() {
      dropped ??= (async () => {
        for (const work of works) await work();
        await pool.end();
        await asAdmin((client) => client.query(`drop database if exists "${name}" with (force)`));
      })();
      return dropped;
    },
  };
}

/** Migrates once per state of db/migrations; a name appears only when its database is whole. */
async function ensureTemplate(): Promise<string> {
  const name = `template_${await migrationsHash()}`;
  await asAdmin(async (client) => {
    const exists = async (): Promise<boolean> =>
      (await client.query('select 1 from pg_database where datname = $1', [name])).rowCount !== 0;
    if (await exists()) return;
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    try {
      if (await exists()) return;
      const unfinished = `unfinished_${name}`;
      await client.query(`drop database if exists "${unfinished}" with (force)`);
      await client.query(`create database "${unfinished}"`);
      const { address } = await (admin ?? Promise.reject(new Error('no admin')));
      await migrate({
        address: { ...address, database: unfinished },
        clock: { now: () => instant(0) },
        say: () => undefined,
      });
      await client.query(`alter database "${unfinished}" rename to "${name}"`);
    } finally {
      await client.query('select pg_advisory_unlock(hashtext($1))', [name]);
    }
  });
  return name;
}

/** Holds the process open only while it works; see database-server.ts for the lock. */
async function asAdmin<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  admin ??= reachServer();
  const { pool } = await admin;
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

async function reachServer(): Promise<Admin> {
  const deadline = performance.now() + serverReadyWithinMs;
  for (let round = 0; ; round += 1) {
    const found = await tryServer();
    if (found !== null) return found;
    if (performance.now() > deadline) throw new Error('the test database server does not start');
    if (round % 40 === 0) startServer();
    await wait(50);
  }
}

async function tryServer(): Promise<Admin | null> {
  const address = readAddress();
  if (address === null) return null;
  // One connection that is never given up: the lock lives as long as its session.
  const pool = new pg.Pool({
    ...address,
    database: 'postgres',
    max: 1,
    idleTimeoutMillis: 0,
    allowExitOnIdle: true,
  });
  pool.on('error', () => undefined);
  try {
    const locked = await pool.query<{ locked: boolean }>(
      'select pg_try_advisory_lock_shared($1) as locked',
      [presenceLock],
    );
    if (locked.rows[0]?.locked === true) return { pool, address };
  } catch {
    // Starting, stopping or gone: the caller looks again.
  }
  await pool.end();
  return null;
}

function readAddress(): Address | null {
  try {
    return addressShape.parse(JSON.parse(readFileSync(addressFile, 'utf8')));
  } catch {
    // Absent until a server is ready.
    return null;
  }
}

/** Started by several at once, all but one find the lock taken and leave. */
function startServer(): void {
  const program = join(import.meta.dirname, 'database-server.ts');
  spawn(process.execPath, [program], { detached: true, stdio: 'ignore' }).unref();
}
