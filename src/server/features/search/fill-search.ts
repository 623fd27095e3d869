import { type RawBuilder, sql } from 'kysely';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { searchVector } from '#server/platform/db/search-vector.ts';

/*
 * What was saved before search was filled has no terms, and the database cannot cut them itself.
 * Each start goes once through the workspaces in which that has not been seen to, in small pieces
 * that lock next to nothing; a workspace that is done is never read again. Two processes that do
 * it at once write the same.
 */

const pieceSize = 200;

type Unsearched = { readonly id: string; readonly text: string };
type Source = {
  readonly table: 'ticket' | 'message';
  readonly text: RawBuilder<unknown>;
};

const sources: readonly Source[] = [
  { table: 'ticket', text: sql.ref('subject') },
  { table: 'message', text: sql.ref('text') },
];

export type FillSearch = {
  readonly db: Db;
  readonly clock: Clock;
  readonly isStopping: () => boolean;
};

/** Fills what is missing and answers how many rows it filled. Ends early when Belay stops. */
export async function fillSearch(parts: FillSearch): Promise<number> {
  const { rows } = await sql<{ id: WorkspaceId }>`
    select id from workspace where search_filled_at is null order by id
  `.execute(parts.db);
  let filled = 0;
  for (const { id } of rows) {
    for (const source of sources) filled += await fillSource(parts, id, source);
    if (parts.isStopping()) return filled;
    await sql`
      update workspace
      set search_filled_at = ${at(parts.clock.now())}
      where id = ${id}
    `.execute(parts.db);
  }
  return filled;
}

async function fillSource(
  parts: FillSearch,
  workspaceId: WorkspaceId,
  source: Source,
): Promise<number> {
  let filled = 0;
  let after: string | null = null;
  while (!parts.isStopping()) {
    const piece: readonly Unsearched[] = await readPiece(parts.db, { workspaceId, source, after });
    for (const row of piece) await fillRow(parts.db, { workspaceId, source, row });
    filled += piece.length;
    after = piece.at(-1)?.id ?? null;
    if (piece.length < pieceSize) break;
  }
  return filled;
}

async function readPiece(
  db: Db,
  part: {
    readonly workspaceId: WorkspaceId;
    readonly source: Source;
    readonly after: string | null;
  },
): Promise<readonly Unsearched[]> {
  const { source, after } = part;
  const { rows } = await sql<Unsearched>`
    select id, ${source.text} as text
    from ${sql.table(source.table)}
    where workspace_id = ${part.workspaceId}
      and search is null
      and (${after}::uuid is null or id > ${after})
    order by id
    limit ${pieceSize}
  `.execute(db);
  return rows;
}

/** The condition again: a row that was written meanwhile has newer terms than these. */
async function fillRow(
  db: Db,
  part: {
    readonly workspaceId: WorkspaceId;
    readonly source: Source;
    readonly row: Unsearched;
  },
): Promise<void> {
  await sql`
    update ${sql.table(part.source.table)}
    set search = ${searchVector(part.row.text)}
    where workspace_id = ${part.workspaceId}
      and id = ${part.row.id}
      and search is null
  `.execute(db);
}
