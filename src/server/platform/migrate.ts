import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { toIso, type Instant } from '#domain/kernel/instant.ts';
import { clientConfig } from './db/database.ts';

/*
 * Migrations are plain SQL files, numbered, forward only, and never edited once landed.
 * Each runs in one transaction together with the row that says so: after a kill at any
 * moment it has happened wholly or not at all, and the next start goes on from there.
 * A file whose first line is `-- no transaction` (for `create index concurrently`) runs
 * statement by statement and must be written so that running it twice does no harm.
 */

export type Migration = {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
  readonly isInTransaction: boolean;
};

export type MigrationStatus = {
  readonly applied: readonly number[];
  readonly pending: readonly Migration[];
};

/** A state of the folder or of the database that a person must mend. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

export const migrationsFolder = join(import.meta.dirname, '../../../db/migrations');

/** Any process that migrates takes this lock; the number says nothing. */
export const migrationLock = 7_300_001;
/** An `alter table` that waits blocks everybody behind it: give up soon, try again. */
const lockWaitMs = 2_000;
const lockAttemptsMax = 30;

/**
 * Brings the database up to the migrations of the folder and answers the names applied.
 * Several processes may call it at once: one works, the others wait and find it done.
 * Throws a MigrationError when a landed file was changed or is missing, or when a file came
 * in with a number below one already applied.
 */
export async function migrate(options: {
  address: pg.ClientConfig;
  clock: { now(): Instant };
  say: (line: string) => void;
  folder?: string;
  /** The last one to apply; absent: all. A backup is loaded into the schema it was made from. */
  through?: number;
}): Promise<readonly string[]> {
  const migrations = await readMigrations(options.folder ?? migrationsFolder);
  const wanted = migrations.filter(({ number }) => number <= (options.through ?? number));
  const client = new pg.Client(clientConfig(options.address));
  client.on('error', () => undefined);
  await client.connect();
  try {
    await createTable(client);
    const applied: string[] = [];
    for (const migration of wanted) {
      if (await apply(client, migrations, migration, options)) applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** Compares folder and database without changing either. Throws like `migrate`. */
export async function migrationStatus(
  client: Pick<pg.ClientBase, 'query'> | pg.Pool,
  folder: string = migrationsFolder,
): Promise<MigrationStatus> {
  const migrations = await readMigrations(folder);
  const known = await client.query<{ known: boolean }>(
    "select to_regclass('belay_migration') is not null as known",
  );
  const applied = known.rows[0]?.known === true ? await readApplied(client) : [];
  return {
    applied: applied.map(({ number }) => number),
    pending: findPending(migrations, applied),
  };
}

/** Reads the numbered files of a folder, in order. Throws when two share a number. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const migrations: Migration[] = [];
  for (const name of names) {
    const match = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name);
    if (match === null) {
      throw new MigrationError(`${name}: a migration is named like 0001_what_it_does.sql.`);
    }
    const number = Number(match[1]);
    const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
    if (migrations.at(-1)?.number === number) {
      throw new MigrationError(`${name}: another migration has the number ${number}.`);
    }
    migrations.push({
      number,
      name: name.slice(0, -'.sql'.length),
      sql,
      checksum: createHash('sha256').update(sql).digest('hex'),
      isInTransaction: !/^-- no transaction\s*\n/.test(sql),
    });
  }
  return migrations;
}

/** One value for the whole folder, to key caches of migrated databases. */
export async function migrationsHash(folder: string = migrationsFolder): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, checksum } of await readMigrations(folder)) hash.update(name + checksum);
  return hash.digest('hex').slice(0, 16);
}

async function createTable(client: pg.Client): Promise<void> {
  await client.query(`
    begin;
    select pg_advisory_xact_lock(${migrationLock});
    create table if not exists belay_migration (
      number integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null,
      took_ms integer not null
    );
    commit;
  `);
}

/** Answers whether this call applied it; another process may have been faster. */
async function apply(
  client: pg.Client,
  all: readonly Migration[],
  migration: Migration,
  options: { clock: { now(): Instant }; say: (line: string) => void },
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return migration.isInTransaction
        ? await applyInTransaction(client, all, migration, options)
        : await applyByStatement(client, all, migration, options);
    } catch (error) {
      if (migration.isInTransaction) await client.query('rollback').catch(() => undefined);
      const isLockTimeout = error instanceof pg.DatabaseError && error.code === '55P03';
      if (!isLockTimeout || attempt >= lockAttemptsMax) throw describe(migration, error);
      options.say(`  ${migration.name} waits for a table in use; trying again.`);
    }
  }
}

async function applyInTransaction(
  client: pg.Client,
  all: readonly Migration[],
  migration: Migration,
  options: { clock: { now(): Instant }; say: (line: string) => void },
): Promise<boolean> {
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
  if (!isPending(all, await readApplied(client), migration)) {
    await client.query('rollback');
    return false;
  }
  const start = performance.now();
  await client.query(`set local lock_timeout = ${lockWaitMs}`);
  await client.query(migration.sql);
  const tookMs = await record(client, migration, options.clock.now(), start);
  await client.query('commit');
  options.say(`  ${migration.name} (${tookMs} ms)`);
  return true;
}

async function applyByStatement(
  client: pg.Client,
  all: readonly Migration[],
  migration: Migration,
  options: { clock: { now(): Instant }; say: (line: string) => void },
): Promise<boolean> {
  await client.query('select pg_advisory_lock($1)', [migrationLock]);
  try {
    if (!isPending(all, await readApplied(client), migration)) return false;
    const start = performance.now();
    // Several statements in one message would form a transaction again.
    for (const statement of migration.sql.split(/;[ \t]*(?:\n|$)/)) {
      if (statement.replace(/--.*$/gm, '').trim() !== '') await client.query(statement);
    }
    const tookMs = await record(client, migration, options.clock.now(), start);
    options.say(`  ${migration.name} (${tookMs} ms)`);
    return true;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock]);
  }
}

async function record(
  client: pg.Client,
  migration: Migration,
  now: Instant,
  start: number,
): Promise<number> {
  const tookMs = Math.round(performance.now() - start);
  await client.query(
    `insert into belay_migration (number, name, checksum, applied_at, took_ms)
     values ($1, $2, $3, $4, $5)`,
    [migration.number, migration.name, migration.checksum, toIso(now), tookMs],
  );
  return tookMs;
}

type AppliedMigration = { number: number; name: string; checksum: string };

async function readApplied(
  client: Pick<pg.ClientBase, 'query'> | pg.Pool,
): Promise<readonly AppliedMigration[]> {
  const found = await client.query<AppliedMigration>(
    'select number, name, checksum from belay_migration order by number',
  );
  return found.rows;
}

function isPending(
  all: readonly Migration[],
  applied: readonly AppliedMigration[],
  migration: Migration,
): boolean {
  return findPending(all, applied).some(({ number }) => number === migration.number);
}

function findPending(
  all: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  const files = new Map(all.map((migration) => [migration.number, migration]));
  for (const { number, name, checksum } of applied) {
    const file = files.get(number);
    if (file === undefined) {
      throw new MigrationError(
        `The database has the migration ${name}, which this Belay does not know: ` +
          'it was migrated by a newer version. Start that version or a later one.',
      );
    }
    if (file.checksum !== checksum) {
      throw new MigrationError(
        `db/migrations/${file.name}.sql was changed after it had been applied. ` +
          'Restore the file as it was, and put the change into a new migration.',
      );
    }
  }
  const last = applied.at(-1)?.number ?? 0;
  const done = new Set(applied.map(({ number }) => number));
  const pending = all.filter(({ number }) => !done.has(number));
  const late = pending.find(({ number }) => number < last);
  if (late !== undefined) {
    throw new MigrationError(
      `db/migrations/${late.name}.sql is older than ${last}, which is applied already. ` +
        'Give it the next free number.',
    );
  }
  return pending;
}

function describe(migration: Migration, error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  const line =
    error.position === undefined
      ? ''
      : `:${migration.sql.slice(0, Number(error.position)).split('\n').length}`;
  return new MigrationError(`db/migrations/${migration.name}.sql${line}: ${error.message}`, {
    cause: error,
  });
}
