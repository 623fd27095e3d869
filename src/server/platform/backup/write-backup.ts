import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import type { FileKey, FileStore } from '../files/file-store.ts';
import { BackupError } from './backup-error.ts';
import {
  quoted,
  readAppliedMigrations,
  readSequences,
  readTables,
  schemaHashOf,
  withSession,
  type CatalogueTable,
} from './catalogue.ts';
import { copyOut } from './copy-out.ts';
import {
  filePrefix,
  manifestName,
  partOf,
  secretFingerprint,
  secretName,
  type BackedUpTable,
  type Manifest,
} from './manifest.ts';
import { RowSum } from './row-sum.ts';
import { tarEnd, tarHeader, tarPadding } from './tar.ts';

/*
 * A backup is one transaction that reads: everything in it is as it was at one moment, while others
 * go on writing. It goes to FILE.part, is flushed, and gets its name last; whatever kills it, there
 * is no file that looks whole and is not. Files are stored before the row that names them commits,
 * so that listing them after the snapshot began finds every one of them.
 */

export type BackupProgress = {
  readonly tables: number;
  readonly tablesInAll: number;
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
};

export type BackupRequest = {
  /** A session to PostgreSQL itself, not through PgBouncer. */
  readonly address: pg.ClientConfig;
  readonly files: FileStore;
  /** Where the backup goes. Must not exist. */
  readonly target: string;
  readonly now: Instant;
  readonly version: string;
  readonly secret: string;
  readonly isSecretIncluded: boolean;
  readonly onProgress: (progress: BackupProgress) => void;
};

export type WrittenBackup = { readonly manifest: Manifest; readonly bytes: number };

/** One backup of a database at a time; the number says nothing. */
const backupLock = 7_300_011;
/** Rows go into parts of this size, so that no part has to be held in memory whole. */
const partBytes = 4 * 1024 * 1024;

/** Writes a backup and answers what is in it. Throws a BackupError for what can be mended. */
export async function writeBackup(request: BackupRequest): Promise<WrittenBackup> {
  const { target } = request;
  if (existsSync(target)) {
    throw new BackupError(`${target} exists already. Name another file, or remove it.`);
  }
  const unfinished = `${target}.part`;
  return withSession(request.address, async (client) => {
    await lockOut(client);
    const tables = await beginSnapshot(client);
    const writer = new BackupWriter(client, request, tables);
    try {
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      // What a killed backup left is of no use, and may have been opened to others.
      await rm(unfinished, { force: true });
      await pipeline(
        Readable.from(writer.bytes(), { objectMode: false }),
        createGzip(),
        createWriteStream(unfinished, { mode: 0o600, flags: 'wx' }),
      );
      await flush(unfinished);
      await rename(unfinished, target);
      if (process.platform !== 'win32') await flush(path.dirname(target));
      return { manifest: writer.manifest(), bytes: (await stat(target)).size };
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined);
      throw explained(error, target);
    }
  });
}

async function lockOut(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ isFree: boolean }>(
    'select pg_try_advisory_lock($1) as "isFree"',
    [backupLock],
  );
  if (rows[0]?.isFree !== true) {
    throw new BackupError('Another backup of this database is being made. Wait until it is done.');
  }
}

/**
 * Begins the transaction that sees one moment. The tables are locked against migrations before the
 * first look, and looked at again: an altered table would otherwise be read half old, half new.
 */
async function beginSnapshot(client: pg.Client): Promise<readonly CatalogueTable[]> {
  for (;;) {
    const before = await readTables(client);
    if (before.length === 0) throw new BackupError('This database is empty: nothing to back up.');
    await client.query('begin isolation level repeatable read read only');
    try {
      await client.query(`lock table ${before.map(quoted).join(', ')} in access share mode`);
      const tables = await readTables(client);
      if (schemaHashOf(tables) === schemaHashOf(before)) return tables;
    } catch (error) {
      // 42P01: a migration dropped a table between the two looks.
      if (!(error instanceof Error && 'code' in error && error.code === '42P01')) throw error;
    }
    await client.query('rollback');
  }
}

class BackupWriter {
  readonly #client: pg.Client;
  readonly #request: BackupRequest;
  readonly #catalogue: readonly CatalogueTable[];
  readonly #tables: BackedUpTable[] = [];
  #files: Manifest['files'] = {
    count: 0,
    bytes: 0,
    sha256: '',
    missing: [],
    damaged: [],
  };
  #bytes = 0;
  #manifest: Manifest | null = null;

  constructor(client: pg.Client, request: BackupRequest, tables: readonly CatalogueTable[]) {
    this.#client = client;
    this.#request = request;
    this.#catalogue = tables;
  }

  /** What the last part says. Throws before that was written. */
  manifest(): Manifest {
    if (this.#manifest === null) throw new Error('the backup is not written yet');
    return this.#manifest;
  }

  async *bytes(): AsyncGenerator<Buffer, void> {
    for (const table of this.#catalogue) yield* this.#table(table);
    yield* this.#storedFiles();
    const { secret, isSecretIncluded } = this.#request;
    const secretBytes = Buffer.from(secret, 'utf8');
    if (isSecretIncluded) yield* this.#part(secretName, secretBytes);
    this.#manifest = await this.#describe(
      isSecretIncluded ? partOf(secretName, secretBytes) : null,
    );
    yield* this.#part(manifestName, Buffer.from(JSON.stringify(this.#manifest, null, 1), 'utf8'));
    yield tarEnd;
  }

  *#part(name: string, bytes: Buffer): Generator<Buffer, void> {
    yield this.#header(name, bytes.length);
    yield bytes;
    yield tarPadding(bytes.length);
  }

  #header(name: string, size: number): Buffer {
    this.#bytes += size;
    return tarHeader(name, size, this.#request.now / 1000);
  }

  async *#table(table: CatalogueTable): AsyncGenerator<Buffer, void> {
    const { schema, name, columns } = table;
    const copied = copyOut(this.#client, table);
    const sum = new RowSum();
    const parts: BackedUpTable['parts'] = [];
    let bytes = 0;
    for await (const part of inPieces(copied.chunks, partBytes)) {
      const number = String(parts.length + 1).padStart(6, '0');
      const partName = `tables/${schema}.${name}/${number}.copy`;
      sum.add(part);
      bytes += part.length;
      parts.push(partOf(partName, part));
      yield* this.#part(partName, part);
      this.#report();
    }
    const rows = await copied.countRows();
    const rowSum = sum.digest();
    this.#tables.push({ schema, name, columns: [...columns], rows, bytes, rowSum, parts });
    this.#report();
  }

  async *#storedFiles(): AsyncGenerator<Buffer, void> {
    const listed = createHash('sha256');
    const kept = new Set<FileKey>();
    let bytes = 0;
    for await (const key of this.#request.files.list()) {
      const opened = await openReadable(this.#request.files, key);
      // Erased since it was listed.
      if (opened === null) continue;
      const { size, chunks } = opened;
      const hash = createHash('sha256');
      yield this.#header(filePrefix + key, size);
      let left = size;
      for await (const chunk of chunks) {
        hash.update(chunk);
        left -= chunk.length;
        yield chunk;
      }
      if (left !== 0) throw new BackupError(`The file ${key} changed while it was read.`);
      yield tarPadding(size);
      if (!key.endsWith(hash.digest('hex'))) this.#files.damaged.push(key);
      listed.update(`${key} ${size}\n`);
      kept.add(key);
      bytes += size;
      this.#files = { ...this.#files, count: kept.size, bytes };
      this.#report();
    }
    const missing = (await readFileKeys(this.#client)).filter((key) => !kept.has(key));
    this.#files = { ...this.#files, sha256: listed.digest('hex'), missing };
  }

  async #describe(secretPart: Manifest['secret']['part']): Promise<Manifest> {
    const { rows } = await this.#client.query<{ version: string }>(
      "select current_setting('server_version') as version",
    );
    return {
      kind: 'belay-backup',
      format: 1,
      belayVersion: this.#request.version,
      postgresVersion: rows[0]?.version ?? '',
      createdAt: toIso(this.#request.now),
      migrations: [...(await readAppliedMigrations(this.#client))],
      schemaHash: schemaHashOf(this.#catalogue),
      tables: this.#tables,
      sequences: [...(await readSequences(this.#client))],
      files: this.#files,
      secret: {
        isIncluded: secretPart !== null,
        fingerprint: secretFingerprint(this.#request.secret),
        part: secretPart,
      },
    };
  }

  #report(): void {
    this.#request.onProgress({
      tables: this.#tables.length,
      tablesInAll: this.#catalogue.length,
      rows: this.#tables.reduce((sum, { rows }) => sum + rows, 0),
      files: this.#files.count,
      bytes: this.#bytes,
    });
  }
}

/** The keys of all files that the database speaks of. */
export async function readFileKeys(client: Pick<pg.ClientBase, 'query'>): Promise<FileKey[]> {
  const { rows } = await client.query<{ key: FileKey }>(
    'select distinct file_key as key from attachment order by file_key',
  );
  return rows.map(({ key }) => key);
}

async function* inPieces(
  chunks: AsyncIterable<Buffer>,
  bytesWanted: number,
): AsyncGenerator<Buffer, void> {
  let gathered: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    gathered.push(chunk);
    bytes += chunk.length;
    if (bytes < bytesWanted) continue;
    yield Buffer.concat(gathered);
    gathered = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(gathered);
}

/** Opens a file and reads its first bytes: only then is it sure to be there. Null when it is gone. */
async function openReadable(
  files: FileStore,
  key: FileKey,
): Promise<{ size: number; chunks: AsyncIterable<Buffer> } | null> {
  const opened = await files.open(key);
  if (opened === null) return null;
  const iterator: AsyncIterator<Buffer> = opened.stream[Symbol.asyncIterator]();
  let first: IteratorResult<Buffer>;
  try {
    first = await iterator.next();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  const chunks = async function* (): AsyncGenerator<Buffer, void> {
    for (let next = first; next.done !== true; next = await iterator.next()) yield next.value;
  };
  return { size: opened.size, chunks: chunks() };
}

async function flush(target: string): Promise<void> {
  const handle = await open(target, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some room, or name a file on another disk.',
  EDQUOT: 'the quota is used up. Free some room, or name a file on another disk.',
  EACCES: 'this user may not write there. Name a file in a folder that it may write.',
  EPERM: 'this user may not write there. Name a file in a folder that it may write.',
  EROFS: 'that disk cannot be written. Name a file on another one.',
  ENOTDIR: 'a part of that path is no folder. Name another file.',
};

function explained(error: unknown, target: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const remedy = remedies[String(error.code)];
  return remedy === undefined
    ? error
    : new BackupError(`${target} could not be written: ${remedy}`, { cause: error });
}
