import { sql } from 'kysely';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';

/** Marks one as read or unread. Says whether the person has such a notification. */
export async function markOne(
  db: Db,
  actor: StaffActor,
  mark: { readonly id: string; readonly isRead: boolean; readonly now: Instant },
): Promise<boolean> {
  const { rows } = await sql`
    update notification
    set read_at = case when ${mark.isRead} then coalesce(read_at, ${at(mark.now)}) end
    where workspace_id = ${actor.workspaceId}
      and agent_id = ${actor.agentId}
      and id = ${mark.id}
    returning id
  `.execute(db);
  return rows.length > 0;
}

/** Marks what is unread as read: all of it, or as far as the person had seen. */
export async function markMany(
  db: Db,
  actor: StaffActor,
  mark: { readonly upToId: string | null; readonly ticketId: string | null; readonly now: Instant },
): Promise<void> {
  const upTo =
    mark.upToId === null
      ? sql`true`
      : sql`(n.created_at, n.id) <= (
          select seen.created_at, seen.id
          from notification seen
          where seen.workspace_id = ${actor.workspaceId}
            and seen.agent_id = ${actor.agentId}
            and seen.id = ${mark.upToId}
        )`;
  await sql`
    update notification n
    set read_at = ${at(mark.now)}
    where n.workspace_id = ${actor.workspaceId}
      and n.agent_id = ${actor.agentId}
      and n.read_at is null
      and ${upTo}
      and ${mark.ticketId === null ? sql`true` : sql`n.ticket_id = ${mark.ticketId}`}
  `.execute(db);
}
