import { createHash } from 'node:crypto';
import { Socket } from 'node:net';
import pg from 'pg';
import { clientConfig } from '../db/database.ts';

/*
 * What a database consists of, asked of PostgreSQL itself, so that a table that a migration adds is
 * in the next backup without anybody thinking of it.
 */

/** The record of the migrations is not copied: restoring migrates, which writes it. */
export const migrationTable = 'public.belay_migration';

export type CatalogueTable = {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  /** For comparing: every column with its type. */
  readonly shape: string;
};

type Queryable = Pick<pg.ClientBase, 'query'>;

/**
 * Works in a session of its own, whose values are written the same way by every server, and that no
 * time limit of the role or the server cuts off. When `work` throws, the connection is cut: in the
 * middle of a COPY there is no polite way to leave, and the server rolls back what was begun.
 */
export async function withSession<T>(
  address: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const socket = new Socket();
  const client = new pg.Client({ ...clientConfig(address), stream: () => socket });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await prepare(client);
    const result = await work(client);
    await client.end();
    return result;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function prepare(client: pg.Client): Promise<void> {
  await client.query(`
    select set_config(name, given, false)
    from pg_settings
    join (values
      ('client_encoding', 'UTF8'),
      ('TimeZone', 'UTC'),
      ('DateStyle', 'ISO, YMD'),
      ('IntervalStyle', 'postgres'),
      ('extra_float_digits', '3'),
      ('bytea_output', 'hex'),
      ('synchronize_seqscans', 'off'),
      ('statement_timeout', '0'),
      ('lock_timeout', '0'),
      ('idle_in_transaction_session_timeout', '0'),
      ('transaction_timeout', '0')
    ) as wanted (known, given) on known = name
  `);
}

const isOurs = `
  n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (
    select from pg_depend d
    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
  )
`;

/**
 * Every table of every schema, in a fixed order. A column that the server fills from others is left
 * out, and so is the number of a transaction: it means something in its own cluster only, and one
 * from a busier cluster would lie in the future, where those who follow the events never look.
 */
export async function readTables(client: Queryable): Promise<readonly CatalogueTable[]> {
  const { rows } = await client.query<CatalogueTable>(`
    select
      n.nspname as schema,
      c.relname as name,
      array_agg(a.attname::text order by a.attnum)
        filter (where a.attgenerated = '' and a.atttypid <> 'xid8'::regtype) as columns,
      string_agg(
        format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' order by a.attname
      ) as shape
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and ${isOurs}
    group by n.nspname, c.relname
    order by n.nspname collate "C", c.relname collate "C"
  `);
  return rows.filter((table) => `${table.schema}.${table.name}` !== migrationTable);
}

export type SequenceState = {
  readonly schema: string;
  readonly name: string;
  readonly lastValue: string;
  readonly isCalled: boolean;
};

/** Where every sequence stands. Sequences know no snapshot: read them after the snapshot began. */
export async function readSequences(client: Queryable): Promise<readonly SequenceState[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select n.nspname as schema, c.relname as name
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and ${isOurs}
    order by n.nspname collate "C", c.relname collate "C"
  `);
  const found: SequenceState[] = [];
  for (const { schema, name } of rows) {
    const state = await client.query<{ lastValue: string; isCalled: boolean }>(
      `select last_value::text as "lastValue", is_called as "isCalled" from ${quoted({ schema, name })}`,
    );
    const [only] = state.rows;
    if (only !== undefined) found.push({ schema, name, ...only });
  }
  return found;
}

export type AppliedMigration = {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
};

/** The migrations of a database, in order; none where it has never been migrated. */
export async function readAppliedMigrations(
  client: Queryable,
): Promise<readonly AppliedMigration[]> {
  const known = await client.query<{ isKnown: boolean }>(
    'select to_regclass($1) is not null as "isKnown"',
    [migrationTable],
  );
  if (known.rows[0]?.isKnown !== true) return [];
  const { rows } = await client.query<AppliedMigration>(
    `select number, name, checksum from ${migrationTable} order by number`,
  );
  return rows;
}

/** One value for all tables, columns and types, however they came about. */
export function schemaHashOf(tables: readonly CatalogueTable[]): string {
  const hash = createHash('sha256');
  for (const { schema, name, shape } of tables) hash.update(`${schema}.${name}: ${shape}\n`);
  return hash.digest('hex');
}

export function quoted(thing: { readonly schema: string; readonly name: string }): string {
  return `${pg.escapeIdentifier(thing.schema)}.${pg.escapeIdentifier(thing.name)}`;
}

export function quotedColumns(columns: readonly string[]): string {
  return columns.map((column) => pg.escapeIdentifier(column)).join(', ');
}
