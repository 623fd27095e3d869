import { sql } from 'kysely';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Recorded } from '#domain/ticket/event.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { insertRows } from '#server/platform/db/insert-rows.ts';
import { isoOf } from '#server/platform/db/parameters.ts';

/** The channel on which a commit hints to every process that there is something to read. */
export const eventChannel = 'belay_event';

/** What happened to one ticket. */
export type History = {
  readonly ticketId: TicketId;
  readonly recorded: readonly Recorded[];
};

/** Appends what happened to each ticket, in order, and hints at it on commit. */
export async function appendEvents(
  tx: Tx,
  workspaceId: WorkspaceId,
  histories: readonly History[],
): Promise<void> {
  const rows = histories.flatMap(({ ticketId, recorded }) =>
    recorded.map(({ event, at, actor, cause }) => {
      const { type, ...payload } = event;
      return {
        workspace_id: workspaceId,
        ticket_id: ticketId,
        type,
        payload,
        at: isoOf(at),
        actor_kind: actor.kind,
        actor_id: actor.kind === 'system' ? null : actor.id,
        cause,
      };
    }),
  );
  if (rows.length === 0) return;
  await insertRows(tx, 'event', rows);
  await sql`select pg_notify(${eventChannel}, '')`.execute(tx);
}
