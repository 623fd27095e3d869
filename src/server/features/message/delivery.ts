import { runCommand, type WriteCore } from '#server/features/ticket/public.ts';
import { isDeliveryProblem } from '#domain/ticket/mail-problem.ts';
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
  const problem = isSent ? null : problemIn(delivery);
  await tx
    .updateTable('message')
    .set({
      delivery: delivery.outcome,
      delivery_problem: problem?.code ?? null,
      delivery_error: problem?.detail || null,
      sent_at: at(isSent ? core.clock.now() : null),
    })
    .where('workspace_id', '=', row.workspaceId)
    .where('id', '=', row.messageId)
    .execute();
  if (problem === null || row.ticketId === null) return;
  await runCommand(core, tx, {
    workspaceId: row.workspaceId,
    ticketId: row.ticketId,
    command: {
      type: 'deliveryFailed',
      messageId: row.messageId,
      reason: problem.code,
      detail: problem.detail,
    },
    actor: { kind: 'system' },
  });
}

/** What failed without a code of its own is told by the operator's words. */
function problemIn({ reason, problem }: Extract<Delivery, { outcome: 'failed' }>) {
  const code = problem?.code ?? '';
  if (isDeliveryProblem(code)) return { code, detail: problem?.detail ?? '' };
  return { code: 'other', detail: reason } as const;
}
