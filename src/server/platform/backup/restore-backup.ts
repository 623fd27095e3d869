import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type pg from 'pg';
import type { Instant } from '#domain/kernel/instant.ts';
import { type FileStore, workspaceOf } from '../files/file-store.ts';
import { migrate, migrationLock, migrationsFolder, readMigrations } from '../migrate.ts';
import { BackupError } from './backup-error.ts';
import {
  migrationTable,
  quoted,
  readAppliedMigrations,
  readTables,
  schemaHashOf,
  withSession,
} from './catalogue.ts';
import {
  addForeignKeys,
  compareTable,
  dropForeignKeys,
  loadTable,
  setSequences,
} from './load-tables.ts';
import { filePrefix, type Manifest } from './manifest.ts';
import { type CheckedBackup, readParts } from './read-backup.ts';
import type { TarEntry } from './tar.ts';

/*
 * A restore goes through four states, and whatever kills it leaves one of them:
 *
 *   empty → migrated to the backup's schema, still empty → loaded, in one transaction → migrated on
 *
 * In the first two it is simply run again. Files are stored under the sum of their bytes before the
 * transaction commits: those that a killed restore leaves are found again by the next one, and no
 * row speaks of them before. The last step is one that every start of Belay does by itself.
 */

export type RestoreProgress = {
  readonly tables: number;
  readonly tablesInAll: number;
  /** Of the rows. */
  readonly bytes: number;
  readonly bytesInAll: number;
  readonly files: number;
  readonly filesInAll: number;
};

export type RestoreRequest = {
  /** A session to PostgreSQL itself, not through PgBouncer. */
  readonly address: pg.ClientConfig;
  readonly file: string;
  readonly backup: CheckedBackup;
  /** Null: the files stay where they are, and what was loaded is read back and compared. */
  readonly files: FileStore | null;
  readonly clock: { now(): Instant };
  readonly say: (line: string) => void;
  readonly onProgress: (progress: RestoreProgress) => void;
  /** Called when all is loaded and right, and nobody sees it yet. */
  readonly beforeCommit?: () => void;
  /** For tests: the migrations that this Belay knows. */
  readonly migrationsFolder?: string;
};

/**
 * Loads a checked backup into an empty database, and brings that to the schema of this Belay.
 * Throws a BackupError, having loaded nothing, when the database is not empty or anything in the
 * backup does not fit. The caller holds the loops.
 */
export async function restoreBackup(request: RestoreRequest): Promise<void> {
  const { address, clock, say } = request;
  const { migrations } = request.backup.manifest;
  const folder = request.migrationsFolder ?? migrationsFolder;
  await refuseOtherSchema(request.backup.manifest, folder);
  await withSession(address, async (client) => {
    await refuseUnlessEmpty(client);
    await refuseLaterSchema(client, request.backup.manifest);
  });
  const through = migrations.at(-1)?.number ?? 0;
  await migrate({ address, clock, say, folder, through });
  await withSession(address, async (client) => {
    await client.query('begin');
    await load(client, request);
    request.beforeCommit?.();
    await client.query('commit');
    await client.query('analyze');
  });
  await migrate({ address, clock, say, folder });
}

/** The backup's migrations must be the first ones of this Belay, unchanged. */
async function refuseOtherSchema(manifest: Manifest, folder: string): Promise<void> {
  const known = new Map((await readMigrations(folder)).map((each) => [each.number, each]));
  for (const { number, name, checksum } of manifest.migrations) {
    const ours = known.get(number);
    if (ours === undefined) {
      throw new BackupError(
        `The backup is of a newer Belay (${manifest.belayVersion}): it has the migration ${name}, which this one does not know. Restore it with that version or a later one.`,
      );
    }
    if (ours.checksum !== checksum) {
      throw new BackupError(
        `The backup was made with another db/migrations/${name}.sql than this Belay has. Restore it with the version that made it (${manifest.belayVersion}).`,
      );
    }
  }
}

/** A schema further on than the backup's cannot take its rows, and migrations do not go back. */
async function refuseLaterSchema(client: pg.Client, manifest: Manifest): Promise<void> {
  const last = manifest.migrations.at(-1)?.number ?? 0;
  const later = (await readAppliedMigrations(client)).find(({ number }) => number > last);
  if (later === undefined) return;
  throw new BackupError(
    `This database is empty, but has the migration ${later.name} already, and the backup is older. ${howToEmpty}`,
  );
}

export const howToEmpty =
  'With the embedded database: stop Belay and move the folder "postgres" away, or name another folder with BELAY_DATA_DIR. With one of your own: make a new database and name it with BELAY_DATABASE_URL.';

async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  for (const table of await readTables(client)) {
    const found = await client.query(`select from ${quoted(table)} limit 1`);
    if (found.rowCount === 0) continue;
    throw new BackupError(
      `This database is not empty (there is something in ${table.schema}.${table.name}), and a restore never writes over anything. ${howToEmpty}`,
    );
  }
}

/** Everything that must happen together, in the caller's transaction. */
async function load(client: pg.Client, request: RestoreRequest): Promise<void> {
  const { manifest } = request.backup;
  await lockAlone(client, manifest);
  const keys = await dropForeignKeys(client);
  const entries = readParts(request.file);
  let tables = 0;
  let bytes = 0;
  const bytesInAll = manifest.tables.reduce((sum, table) => sum + table.bytes, 0);
  const report = (files: number): void =>
    request.onProgress({
      tables,
      tablesInAll: manifest.tables.length,
      bytes,
      bytesInAll,
      files,
      filesInAll: manifest.files.count,
    });
  for (const table of manifest.tables) {
    await loadTable(client, table, entries, (more) => {
      bytes += more;
      report(0);
    });
    if (request.files === null) await compareTable(client, table);
    tables += 1;
    report(0);
  }
  await addForeignKeys(client, keys);
  await setSequences(client, manifest.sequences);
  if (request.files !== null) {
    await storeFiles(request.files, { entries, damaged: manifest.files.damaged, report });
  }
  await entries.return();
}

/** From here on nobody else migrates, reads or writes, and all that was checked before still holds. */
async function lockAlone(client: pg.Client, manifest: Manifest): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
  const tables = await readTables(client);
  await client.query(
    `lock table ${[migrationTable, ...tables.map(quoted)].join(', ')} in access exclusive mode`,
  );
  const applied = (await readAppliedMigrations(client)).map(({ number }) => number);
  const wanted = manifest.migrations.map(({ number }) => number);
  if (applied.join() !== wanted.join() || schemaHashOf(tables) !== manifest.schemaHash) {
    throw new BackupError(
      `The tables of this database are not those of the backup: ${differenceOf(tables, manifest)}. ${howToEmpty}`,
    );
  }
  await refuseUnlessEmpty(client);
}

function differenceOf(
  tables: readonly { readonly schema: string; readonly name: string }[],
  manifest: Manifest,
): string {
  const nameOf = (table: { readonly schema: string; readonly name: string }): string =>
    `${table.schema}.${table.name}`;
  const here = new Set(tables.map(nameOf));
  const there = new Set(manifest.tables.map(nameOf));
  const onlyThere = [...there].filter((name) => !here.has(name));
  const onlyHere = [...here].filter((name) => !there.has(name));
  if (onlyThere.length > 0) return `the backup also holds ${onlyThere.join(', ')}`;
  if (onlyHere.length > 0) return `there is also ${onlyHere.join(', ')}`;
  return 'their columns or migrations differ';
}

async function storeFiles(
  store: FileStore,
  from: {
    readonly entries: AsyncIterator<TarEntry>;
    readonly damaged: readonly string[];
    readonly report: (files: number) => void;
  },
): Promise<void> {
  let files = 0;
  for (let next = await from.entries.next(); next.done !== true; next = await from.entries.next()) {
    const { name, size, body } = next.value;
    if (!name.startsWith(filePrefix)) continue;
    const key = name.slice(filePrefix.length);
    // Under this key other bytes would stand; there is nothing right to store.
    if (from.damaged.includes(key)) continue;
    const stored = await store.put(
      workspaceOf(key),
      Readable.from(body, { objectMode: false }),
      size,
    );
    if (stored.key !== key)
      throw new BackupError(`The backup changed while it was read, at ${name}.`);
    files += 1;
    from.report(files);
  }
}

/** What a restored Belay will do first, because it was left undone when the backup was made. */
export type Waiting = { readonly letters: number; readonly dueThings: number };

export async function readWaiting(client: pg.Client, now: Instant): Promise<Waiting> {
  const { rows } = await client.query<Waiting>(
    `select
       (select count(*)::int from outbox where state in ('pending', 'sending')) as letters,
       (select count(*)::int from timer where fired_at is null and due_at <= $1) as "dueThings"`,
    [new Date(now).toISOString()],
  );
  return rows[0] ?? { letters: 0, dueThings: 0 };
}

/** A check of the part of the secret, for those who restore it. */
export async function readSecret(file: string, manifest: Manifest): Promise<string | null> {
  const { part } = manifest.secret;
  if (part === null) return null;
  for await (const entry of readParts(file)) {
    if (entry.name !== part.name) continue;
    const chunks: Buffer[] = [];
    for await (const chunk of entry.body) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    if (createHash('sha256').update(bytes).digest('hex') !== part.sha256) return null;
    return bytes.toString('utf8');
  }
  return null;
}
