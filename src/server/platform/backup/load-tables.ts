import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { BackupError } from './backup-error.ts';
import { quoted, quotedColumns } from './catalogue.ts';
import { copyOut } from './copy-out.ts';
import type { BackedUpSequence, BackedUpTable } from './manifest.ts';
import { verifiedBody } from './read-backup.ts';
import { RowSum } from './row-sum.ts';
import type { TarEntry } from './tar.ts';

/**
 * Loads one table from the parts that come next, saying how many bytes went in. Throws when fewer or
 * more rows came of it.
 */
export async function loadTable(
  client: pg.Client,
  table: BackedUpTable,
  entries: AsyncIterator<TarEntry>,
  onBytes: (bytes: number) => void,
): Promise<void> {
  if (table.parts.length === 0) return;
  const copy = client.query(
    copyFrom(`copy ${quoted(table)} (${quotedColumns(table.columns)}) from stdin`),
  );
  const chunks = async function* (): AsyncGenerator<Buffer, void> {
    for (const part of table.parts) {
      const next = await entries.next();
      yield* verifiedBody(next.done === true ? undefined : next.value, part);
      onBytes(part.bytes);
    }
  };
  await pipeline(Readable.from(chunks(), { objectMode: false }), copy);
  if (copy.rowCount !== table.rows) {
    throw new BackupError(
      `${table.schema}.${table.name}: ${copy.rowCount} rows came of ${table.rows}.`,
    );
  }
}

/** Reads a table back and compares every row with what was backed up, whatever their order. */
export async function compareTable(client: pg.Client, table: BackedUpTable): Promise<void> {
  const sum = new RowSum();
  const copied = copyOut(client, table);
  for await (const chunk of copied.chunks) sum.add(chunk);
  if ((await copied.countRows()) !== table.rows || sum.digest() !== table.rowSum) {
    throw new BackupError(`${table.schema}.${table.name} reads back otherwise than it was saved.`);
  }
}

export type ForeignKey = {
  readonly schema: string;
  /** Of the table that has it. */
  readonly name: string;
  readonly constraint: string;
  readonly definition: string;
};

/**
 * Takes every foreign key away and answers them. Tables point to each other in circles, so that no
 * order of loading satisfies all of them row by row.
 */
export async function dropForeignKeys(client: pg.Client): Promise<readonly ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select
      n.nspname as schema,
      c.relname as name,
      k.conname as constraint,
      pg_get_constraintdef(k.oid) as definition
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f'
      and k.conparentid = 0
      and n.nspname !~ '^pg_'
    order by n.nspname, c.relname, k.conname
  `);
  for (const key of rows) {
    await client.query(
      `alter table ${quoted(key)} drop constraint ${pg.escapeIdentifier(key.constraint)}`,
    );
  }
  return rows;
}

/** Puts the foreign keys back, which checks every row of both sides. */
export async function addForeignKeys(
  client: pg.Client,
  keys: readonly ForeignKey[],
): Promise<void> {
  for (const key of keys) {
    try {
      await client.query(
        `alter table ${quoted(key)} add constraint ${pg.escapeIdentifier(key.constraint)} ${key.definition}`,
      );
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== '23503') throw error;
      throw new BackupError(
        `${key.schema}.${key.name} points to rows that are not in the backup (${key.constraint}: ${error.detail ?? error.message}). Nothing was restored.`,
        { cause: error },
      );
    }
  }
}

/** Lets every sequence go on where it stood. */
export async function setSequences(
  client: pg.Client,
  sequences: readonly BackedUpSequence[],
): Promise<void> {
  for (const sequence of sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [
      quoted(sequence),
      sequence.lastValue,
      sequence.isCalled,
    ]);
  }
}
