import { sql } from 'kysely';
import { z } from 'zod';
import type { AuditActorKind, AuditEntry } from '#contract/audit.ts';
import { idText, type Page } from '#contract/page.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, instant, instantFromIso, toIso } from '#domain/kernel/instant.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { decodeCursor, encodeCursor, pageFrom } from '#server/platform/http/cursor.ts';

export type AuditFilter = {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly actorId?: string | undefined;
  readonly action?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

type Row = {
  readonly id: string;
  readonly at: Instant;
  readonly actorKind: AuditActorKind;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly action: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  readonly details: Record<string, unknown>;
  readonly address: string | null;
};

const order = 'audit';
/** A moment in milliseconds, up to the last that a date can hold. */
const position = z.tuple([z.int().min(0).max(253_402_300_799_999), idText]);

/** One page of the audit log, the newest first. */
export async function listAuditEntries(
  db: Db,
  workspaceId: WorkspaceId,
  filter: AuditFilter,
): Promise<Page<AuditEntry>> {
  const found = await sql<Row>`
    select
      entry.id,
      entry.at,
      entry.actor_kind as "actorKind",
      entry.actor_id as "actorId",
      coalesce(agent.name, key.name) as "actorName",
      entry.action,
      entry.subject_kind as "subjectKind",
      entry.subject_id as "subjectId",
      entry.details,
      entry.address
    from audit_entry as entry
    left join agent
      on entry.actor_kind = 'agent'
      and agent.workspace_id = entry.workspace_id
      and agent.id = entry.actor_id
    left join api_key as key
      on entry.actor_kind = 'api_key'
      and key.workspace_id = entry.workspace_id
      and key.id = entry.actor_id
    where ${conditions(workspaceId, filter)}
    order by entry.at desc, entry.id desc
    limit ${filter.limit + 1}
  `.execute(db);
  const page = pageFrom(found.rows, filter.limit, (last) =>
    encodeCursor(order, [last.at, last.id]),
  );
  return { items: page.items.map(present), nextCursor: page.nextCursor };
}

function conditions(workspaceId: WorkspaceId, filter: AuditFilter) {
  const parts = [sql`entry.workspace_id = ${workspaceId}`];
  if (filter.actorId) parts.push(sql`entry.actor_id = ${filter.actorId}`);
  if (filter.action) {
    parts.push(
      sql`(entry.action = ${filter.action} or starts_with(entry.action, ${`${filter.action}.`}))`,
    );
  }
  if (filter.subjectKind) parts.push(sql`entry.subject_kind = ${filter.subjectKind}`);
  if (filter.subjectId) parts.push(sql`entry.subject_id = ${filter.subjectId}`);
  if (filter.from) parts.push(sql`entry.at >= ${at(instantFromIso(filter.from))}`);
  if (filter.to) parts.push(sql`entry.at < ${at(instantFromIso(filter.to))}`);
  const after = decodeCursor(filter.cursor, order, position);
  if (after) {
    const [lastAt, lastId] = after;
    parts.push(sql`(entry.at, entry.id) < (${at(instant(lastAt))}, ${lastId}::uuid)`);
  }
  return sql.join(parts, sql` and `);
}

function present(row: Row): AuditEntry {
  return {
    id: row.id,
    at: toIso(row.at),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    subject:
      row.subjectKind !== null && row.subjectId !== null
        ? { kind: row.subjectKind, id: row.subjectId }
        : null,
    details: row.details,
    address: row.address,
  };
}
