import { sql } from 'kysely';
import type { Escalation } from '#domain/escalation/escalation.ts';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Clock } from '#domain/sla/clock.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import { ticketFromRow } from './ticket-row.ts';

/**
 * Locks the ticket and loads all that its decisions read. Null when there is no such ticket.
 *
 * The lock is taken by a statement of its own: one that waits for a lock goes on with the snapshot
 * it began with, so that clocks read by the same statement could be older than the ticket.
 */
export async function lockAggregate(
  tx: Tx,
  workspaceId: WorkspaceId,
  ticketId: TicketId,
): Promise<TicketAggregate | null> {
  const row = await tx
    .selectFrom('ticket')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', ticketId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : withParts(tx, workspaceId, ticketFromRow(row));
}

/** Loads the same without a lock, for reading: previews, explanations, the timeline's future. */
export async function readAggregate(
  db: Db,
  workspaceId: WorkspaceId,
  ticketId: TicketId,
): Promise<TicketAggregate | null> {
  const row = await db
    .selectFrom('ticket')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', ticketId)
    .executeTakeFirst();
  return row === undefined ? null : withParts(db, workspaceId, ticketFromRow(row));
}

async function withParts(
  db: Db,
  workspaceId: WorkspaceId,
  ticket: TicketAggregate['ticket'],
): Promise<TicketAggregate> {
  const { rows } = await sql<{ clocks: readonly Clock[]; escalations: readonly Escalation[] }>`
    select
      (
        select coalesce(jsonb_agg(c.document order by c.started_at, c.id), '[]')
        from clock c
        where c.workspace_id = ${workspaceId}
          and c.ticket_id = ${ticket.id}
      ) as clocks,
      (
        select coalesce(jsonb_agg(e.document order by e.started_at, e.id), '[]')
        from escalation e
        where e.workspace_id = ${workspaceId}
          and e.ticket_id = ${ticket.id}
      ) as escalations
  `.execute(db);
  const parts = rows[0];
  return { ticket, clocks: parts?.clocks ?? [], escalations: parts?.escalations ?? [] };
}
