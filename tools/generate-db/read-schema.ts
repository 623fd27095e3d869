import type pg from 'pg';

export type Column = {
  readonly name: string;
  /** As SQL writes it: `text[]`, `timestamp with time zone`, … */
  readonly type: string;
  readonly isNullable: boolean;
  readonly defaultExpression: string | null;
  readonly identity: 'always' | 'by default' | null;
  readonly generatedExpression: string | null;
};

export type Constraint = {
  readonly name: string;
  readonly kind: 'p' | 'u' | 'f' | 'c' | 'x';
  readonly definition: string;
  readonly columns: readonly string[];
  /** Foreign keys only: the table (and its columns, in the same order) that is meant. */
  readonly target: string | null;
  readonly targetColumns: readonly string[];
};

export type Table = {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  /** Definitions of the indexes that no constraint made. */
  readonly indexes: readonly string[];
  readonly triggers: readonly string[];
};

export type Schema = {
  readonly extensions: readonly string[];
  readonly schemas: readonly string[];
  readonly functions: readonly string[];
  readonly tables: readonly Table[];
  readonly views: readonly {
    readonly schema: string;
    readonly name: string;
    readonly definition: string;
  }[];
};

/** Belay's own schemas; everything is ordered by name, so that the output never jumps. */
const ours =
  "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'";

/** Reads tables, constraints, indexes, triggers, functions and views from the catalogs. */
export async function readSchema(pool: pg.Pool): Promise<Schema> {
  const rows = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> =>
    (await pool.query<Row>(sql)).rows;

  const extensions = await rows<{ name: string }>(
    "select extname as name from pg_extension where extname <> 'plpgsql' order by 1",
  );
  const schemas = await rows<{ name: string }>(
    `select nspname as name from pg_namespace n where ${ours} and nspname <> 'public' order by 1`,
  );
  const functions = await rows<{ definition: string }>(`
    select pg_get_functiondef(p.oid) as definition
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${ours} and p.prokind in ('f', 'p')
      and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    order by n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)`);
  const views = await rows<{ schema: string; name: string; definition: string }>(`
    select n.nspname as schema, c.relname as name, pg_get_viewdef(c.oid) as definition
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind in ('v', 'm')
    order by 1, 2`);
  return {
    extensions: extensions.map(({ name }) => name),
    schemas: schemas.map(({ name }) => name),
    functions: functions.map(({ definition }) => definition),
    tables: await readTables(rows),
    views,
  };
}

async function readTables(
  rows: <Row extends pg.QueryResultRow>(sql: string) => Promise<Row[]>,
): Promise<readonly Table[]> {
  const tables = await rows<{ id: string; schema: string; name: string }>(`
    select c.oid::text as id, n.nspname as schema, c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind in ('r', 'p') and c.relname <> 'belay_migration'
    order by 2, 3`);
  const columns = await rows<Column & { table: string }>(`
    select a.attrelid::text as "table", a.attname as name,
           format_type(a.atttypid, a.atttypmod) as type,
           not a.attnotnull as "isNullable",
           case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as "defaultExpression",
           case a.attidentity when 'a' then 'always' when 'd' then 'by default' end as identity,
           case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end as "generatedExpression"
    from pg_attribute a
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped
    order by a.attrelid, a.attnum`);
  const constraints = await rows<Constraint & { table: string }>(`
    select c.conrelid::text as "table", c.conname as name, c.contype::text as kind,
           pg_get_constraintdef(c.oid) as definition,
           array(select a.attname::text from unnest(c.conkey) with ordinality k (number, place)
                 join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number
                 order by k.place) as columns,
           t.relname as target,
           array(select a.attname::text from unnest(c.confkey) with ordinality k (number, place)
                 join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.number
                 order by k.place) as "targetColumns"
    from pg_constraint c
    left join pg_class t on t.oid = c.confrelid
    where c.contype in ('p', 'u', 'f', 'c', 'x')
    order by position(c.contype::text in 'puxfc'), c.conname`);
  const indexes = await rows<{ table: string; definition: string }>(`
    select i.indrelid::text as "table", pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)
    order by c.relname`);
  const triggers = await rows<{ table: string; definition: string }>(`
    select tgrelid::text as "table", pg_get_triggerdef(oid) as definition
    from pg_trigger where not tgisinternal order by tgname`);

  const of = <Part extends { table: string }>(parts: readonly Part[], id: string): Part[] =>
    parts.filter(({ table }) => table === id);
  return tables.map(({ id, schema, name }) => ({
    schema,
    name,
    columns: of(columns, id),
    constraints: of(constraints, id),
    indexes: of(indexes, id).map(({ definition }) => definition),
    triggers: of(triggers, id).map(({ definition }) => definition),
  }));
}
