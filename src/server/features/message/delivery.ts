import { runCommand, type WriteCore } from '#server/features/ticket/public.ts';
import type { ChannelKind } from '#domain/ticket/ticket.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import type { Delivery, OutboxRow } from '#server/platform/outbox.ts';

/**
 * The kind of outbox row that carries a message out, or null where being on the ticket is being
 * delivered: the visitor's widget and the API follow the ticket themselves.
 */
export function deliveryKind(channelKind: ChannelKind): 'message.email' | null {
  switch (channelKind) {
    case 'email':
    case 'form':
      return 'message.email';
    case 'webchat':
    case 'api':
    case 'imported':
      return null;
    default:
      return channelKind satisfies never;
  }
}

/**
 * Records what became of a message that left: shown beside it, and told to its agent when it
 * failed for good. The outbox calls it in the transaction that marks the row.
 */
export async function settleMessage(
  core: WriteCore,
  tx: Tx,
  part: { readonly row: OutboxRow; readonly delivery: Delivery },
): Promise<void> {
  const { row, delivery } = part;
  if (row.messageId === null || delivery.outcome === 'retry') return;
  const isSent = delivery.outcome === 'sent';
  await tx
    .updateTable('message')
    .set({
      delivery: delivery.outcome,
      delivery_error: isSent ? null : delivery.reason,
      sent_at: at(isSent ? core.clock.now() : null),
    })
    .where('workspace_id', '=', row.workspaceId)
    .where('id', '=', row.messageId)
    .execute();
  if (isSent || row.ticketId === null) return;
  await runCommand(core, tx, {
    workspaceId: row.workspaceId,
    ticketId: row.ticketId,
    command: { type: 'deliveryFailed', messageId: row.messageId, reason: delivery.reason },
    actor: { kind: 'system' },
  });
}
