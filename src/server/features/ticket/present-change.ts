import type { TicketAction } from '#contract/ticket.ts';
import type { MessageId } from '#domain/kernel/id.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { actionsFor } from './actions-for.ts';
import { contextOf } from './run-command.ts';
import type { WriteCore } from './write-core.ts';

export type Changed = {
  readonly ticketId: string;
  readonly version: number;
  readonly messageId: string | null;
  readonly can: TicketAction[];
};

/** What every change of a ticket answers: its version, and what the person may do next. */
export async function presentChange(
  core: WriteCore,
  actor: StaffActor,
  aggregate: TicketAggregate,
  messageId: MessageId | null,
): Promise<Changed> {
  const context = await transaction(core.db, (tx) =>
    contextOf(core, tx, {
      request: { workspaceId: actor.workspaceId, actor: { kind: 'agent', id: actor.agentId } },
      contactId: aggregate.ticket.contactId,
    }),
  );
  return {
    ticketId: aggregate.ticket.id,
    version: aggregate.ticket.version,
    messageId,
    can: [...actionsFor(actor, aggregate, context)],
  };
}
