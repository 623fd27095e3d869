import type { ChangeListener } from '#server/features/ticket/public.ts';
import { at, json } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';

/** Writes a row for everyone whom a change concerns; the desk shows it at once, and rings for pages. */
export const writeNotifications: ChangeListener = async (tx, change) => {
  const told = change.effects.filter((effect) => effect.kind === 'notify');
  if (told.length === 0) return;
  await tx
    .insertInto('notification')
    .values(
      told.map((effect) => {
        const recorded = change.recorded[effect.recordedIndex];
        return {
          workspace_id: change.workspaceId,
          id: newId(),
          agent_id: effect.agentId,
          ticket_id: effect.ticketId,
          about: effect.about,
          urgency: effect.urgency,
          payload: json({
            number: change.aggregate.ticket.number,
            subject: change.aggregate.ticket.subject,
            event: recorded?.event ?? null,
            actor: recorded?.actor ?? null,
            cause: recorded?.cause ?? null,
            alsoCount: effect.alsoIndexes.length,
          }),
          created_at: at(change.now),
        };
      }),
    )
    .execute();
};
