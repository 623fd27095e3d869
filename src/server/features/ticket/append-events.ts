import { sql } from 'kysely';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Recorded } from '#domain/ticket/event.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at, json } from '#server/platform/db/parameters.ts';

/** The channel on which a commit hints to every process that there is something to read. */
export const eventChannel = 'belay_event';

/** Appends what happened to a ticket, in order, and hints at it on commit. */
export async function appendEvents(
  tx: Tx,
  owner: { readonly workspaceId: WorkspaceId; readonly ticketId: TicketId },
  recorded: readonly Recorded[],
): Promise<void> {
  if (recorded.length === 0) return;
  await tx
    .insertInto('event')
    .values(
      recorded.map(({ event, at: moment, actor, cause }) => {
        const { type, ...payload } = event;
        return {
          workspace_id: owner.workspaceId,
          ticket_id: owner.ticketId,
          type,
          payload: json(payload),
          at: at(moment),
          actor_kind: actor.kind,
          actor_id: actor.kind === 'system' ? null : actor.id,
          cause: cause === null ? null : json(cause),
        };
      }),
    )
    .execute();
  await sql`select pg_notify(${eventChannel}, '')`.execute(tx);
}
