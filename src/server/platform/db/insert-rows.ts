import { sql } from 'kysely';
import type { Tx } from './database.ts';
import { json, type JsonValue } from './parameters.ts';
import type { Database } from './types.ts';

/** A row as plain JSON: moments as ISO text (`isoOf`), documents and arrays as they are. */
export type PlainRow<Table extends keyof Database> = {
  readonly [Column in keyof Database[Table] & string]?: JsonValue | object;
};

type Columns = Readonly<Record<string, unknown>>;

/**
 * Inserts any number of rows in one statement with two parameters, so that its text, and with it
 * the plan, is the same for one row and for a hundred. All rows have the columns of the first.
 * With `onKey`, a row whose key is there already is overwritten instead.
 *
 * The first row is sent whole, and of the others what differs from it: rows written together have
 * much in common, and what is not sent is neither copied nor parsed.
 *
 * Kysely's own insert binds each value: a hundred tickets are 4,000 parameters, which PostgreSQL
 * parses anew for every count of rows.
 */
export async function insertRows<Table extends keyof Database>(
  tx: Tx,
  table: Table,
  rows: readonly PlainRow<Table>[],
  options: { readonly onKey?: readonly (keyof Database[Table] & string)[] } = {},
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const names = Object.keys(first);
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const [, ...others] = rows;
  const differences = [{}, ...others.map((row) => differenceOf(row, first))];
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns}
    from jsonb_populate_recordset(
      jsonb_populate_record(null::${sql.table(table)}, ${json(first)}),
      ${json(differences)}
    )
    ${options.onKey === undefined ? sql`` : overwrite(names, options.onKey)}
  `.execute(tx);
}

/** What of a row is not already in the first one. */
function differenceOf(row: Columns, first: Columns): Columns {
  const difference: Record<string, unknown> = {};
  for (const name of Object.keys(first)) {
    const value = row[name] ?? null;
    if (value !== (first[name] ?? null)) difference[name] = value;
  }
  return difference;
}

function overwrite(names: readonly string[], key: readonly string[]) {
  const changes = names
    .filter((name) => !key.includes(name))
    .map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`);
  return sql`
    on conflict (${sql.join(key.map((name) => sql.ref(name)))}) do update
    set ${sql.join(changes)}
  `;
}
