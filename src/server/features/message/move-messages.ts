import { sql } from 'kysely';
import type { MessageId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { refreshPreview } from './insert-message.ts';

export type Move = {
  readonly workspaceId: WorkspaceId;
  readonly from: TicketId;
  readonly to: TicketId;
  /** Null moves all of them. */
  readonly messageIds: readonly MessageId[] | null;
};

/**
 * Moves messages from one ticket to another, with all that hangs on them: files, mentions, the
 * mail they came in and letters that still wait to leave. Both tickets are locked by the caller.
 */
export async function moveMessages(tx: Tx, move: Move): Promise<number> {
  const { workspaceId, from, to, messageIds } = move;
  const ids = messageIds === null ? null : [...messageIds];
  const isMoved = sql<boolean>`
    workspace_id = ${workspaceId}
    and ticket_id = ${from}
    and (${ids}::uuid[] is null or message_id = any(${ids}::uuid[]))
  `;
  await sql`
    update raw_message r
    set ticket_id = ${to}
    from message m
    where r.workspace_id = ${workspaceId}
      and m.workspace_id = r.workspace_id
      and m.raw_message_id = r.id
      and m.ticket_id = ${from}
      and (${ids}::uuid[] is null or m.id = any(${ids}::uuid[]))
  `.execute(tx);
  const moved = await sql`
    update message
    set ticket_id = ${to}
    where workspace_id = ${workspaceId}
      and ticket_id = ${from}
      and (${ids}::uuid[] is null or id = any(${ids}::uuid[]))
  `.execute(tx);
  for (const table of ['attachment', 'mention', 'outbox'] as const) {
    await sql`update ${sql.table(table)} set ticket_id = ${to} where ${isMoved}`.execute(tx);
  }
  await refreshPreview(tx, workspaceId, from);
  await refreshPreview(tx, workspaceId, to);
  return Number(moved.numAffectedRows ?? 0n);
}
