import { sql } from 'kysely';
import type { MatrixVersion, MatrixVersionRow } from '#contract/matrix.ts';
import type { MatrixContent } from '#contract/matrix-content.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import type { Db } from '#server/platform/db/database.ts';

type Row = {
  readonly id: string;
  readonly version: number;
  readonly state: MatrixVersionRow['state'];
  readonly note: string;
  readonly content: MatrixContent;
  readonly updatedAt: Instant;
  readonly publishedAt: Instant | null;
  readonly publishedBy: { readonly id: string; readonly name: string } | null;
};

const versions = sql`
  select
    v.id,
    v.version,
    v.state,
    v.note,
    v.document as content,
    v.updated_at as "updatedAt",
    v.published_at as "publishedAt",
    case when a.id is null then null else jsonb_build_object('id', a.id, 'name', a.name) end
      as "publishedBy"
  from matrix_version v
  left join agent a on a.workspace_id = v.workspace_id and a.id = v.published_by
`;

/** The published matrix, and the draft when there is one. */
export async function readState(
  db: Db,
  workspaceId: WorkspaceId,
): Promise<{ published: MatrixVersion; draft: MatrixVersion | null }> {
  const { rows } = await sql<Row>`
    ${versions}
    where v.workspace_id = ${workspaceId}
      and v.state in ('published', 'draft')
  `.execute(db);
  const published = rows.find(({ state }) => state === 'published');
  const draft = rows.find(({ state }) => state === 'draft');
  if (published === undefined) throw new Error(`workspace ${workspaceId} has no published matrix`);
  return { published: present(published), draft: draft === undefined ? null : present(draft) };
}

/** Every version that was ever published, the newest first, without its content. */
export async function readVersions(db: Db, workspaceId: WorkspaceId): Promise<MatrixVersionRow[]> {
  const { rows } = await sql<Row>`
    ${versions}
    where v.workspace_id = ${workspaceId}
      and v.state <> 'draft'
    order by v.version desc
  `.execute(db);
  return rows.map((row) => {
    const { content: _, ...rest } = present(row);
    return rest;
  });
}

/** One version with its content; null when the workspace has no such one. */
export async function readVersion(
  db: Db,
  workspaceId: WorkspaceId,
  versionId: string,
): Promise<MatrixVersion | null> {
  const { rows } = await sql<Row>`
    ${versions}
    where v.workspace_id = ${workspaceId}
      and v.id = ${versionId}
  `.execute(db);
  return rows[0] === undefined ? null : present(rows[0]);
}

function present(row: Row): MatrixVersion {
  const { content, updatedAt, publishedAt, ...rest } = row;
  return {
    ...rest,
    ruleCount: content.rules.length,
    updatedAt: toIso(updatedAt),
    publishedAt: publishedAt === null ? null : toIso(publishedAt),
    content,
  };
}
