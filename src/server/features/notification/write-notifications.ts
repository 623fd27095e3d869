import type { ChangeListener, TicketChange } from '#server/features/ticket/public.ts';
import { insertRows, type PlainRow } from '#server/platform/db/insert-rows.ts';
import { isoOf } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';

/** Writes a row for everyone whom a change concerns; the desk shows it at once, and rings for pages. */
export const writeNotifications: ChangeListener = (tx, changes) =>
  insertRows(tx, 'notification', changes.flatMap(rowsOf));

function rowsOf(change: TicketChange): PlainRow<'notification'>[] {
  const told = change.effects.filter((effect) => effect.kind === 'notify');
  return told.map((effect) => {
    const recorded = change.recorded[effect.recordedIndex];
    return {
      workspace_id: change.workspaceId,
      id: newId(),
      agent_id: effect.agentId,
      ticket_id: effect.ticketId,
      about: effect.about,
      urgency: effect.urgency,
      payload: {
        number: change.aggregate.ticket.number,
        subject: change.aggregate.ticket.subject,
        event: recorded?.event ?? null,
        actor: recorded?.actor ?? null,
        cause: recorded?.cause ?? null,
        alsoCount: effect.alsoIndexes.length,
      },
      created_at: isoOf(change.now),
    };
  });
}
