import { sql } from 'kysely';
import type { Attachment } from '#contract/message.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import type { AgentId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { toIso } from '#domain/kernel/instant.ts';
import type { Db } from '#server/platform/db/database.ts';

/** Whose drafts, on which ticket. */
type Writer = {
  readonly workspaceId: WorkspaceId;
  readonly ticketId: TicketId;
  readonly agentId: AgentId;
};

/** What somebody is writing on a ticket, with the files that wait to go with it. */
export async function readDrafts(db: Db, writer: Writer): Promise<TicketPage['drafts']> {
  const rows = await db
    .selectFrom('draft')
    .select(['kind', 'text', 'attachment_ids', 'updated_at'])
    .where('workspace_id', '=', writer.workspaceId)
    .where('ticket_id', '=', writer.ticketId)
    .where('agent_id', '=', writer.agentId)
    .execute();
  const ids = rows.flatMap((row) => row.attachment_ids);
  const files = new Map(
    (await readWaitingFiles(db, writer, ids)).map((file) => [file.id, file] as const),
  );
  return rows.map(({ kind, text, attachment_ids, updated_at }) => ({
    kind,
    text,
    attachments: attachment_ids.flatMap((id) => files.get(id) ?? []),
    updatedAt: toIso(updated_at),
  }));
}

/** Of some files those that the writer uploaded to the ticket and that no message has taken. */
export async function readWaitingFiles(
  db: Db,
  writer: Writer,
  ids: readonly string[],
): Promise<Attachment[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Omit<Attachment, 'url'>>`
    select
      id,
      filename,
      media_type as "mediaType",
      size::integer as size,
      is_inline as "isInline",
      content_id as "contentId"
    from attachment
    where workspace_id = ${writer.workspaceId}
      and ticket_id = ${writer.ticketId}
      and uploaded_by = ${writer.agentId}
      and message_id is null
      and id = any(${[...ids]}::uuid[])
    order by created_at, id
  `.execute(db);
  return rows.map((row) => ({ ...row, url: `/api/v1/attachments/${row.id}/content` }));
}
