import { sql } from 'kysely';
import type { MessageId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { type DeliveryProblem, isDeliveryProblem } from '#domain/ticket/mail-problem.ts';
import type { ChannelKind } from '#domain/ticket/ticket.ts';
import { runCommand, type WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import type { Delivery, OutboxRow } from '#server/platform/outbox.ts';
import { readConversation } from './read-conversation.ts';

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
  const { workspaceId, messageId } = row;
  if (messageId === null || delivery.outcome === 'retry') return;
  if (delivery.outcome === 'failed') {
    await failMessage(core, tx, { workspaceId, messageId, ...problemIn(delivery) });
    return;
  }
  // One that came back before we heard that it had left stays failed.
  await tx
    .updateTable('message')
    .set({
      delivery: 'sent',
      delivery_problem: null,
      delivery_error: null,
      sent_at: at(core.clock.now()),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', messageId)
    .where('delivery', '<>', 'failed')
    .execute();
}

type Failure = {
  readonly workspaceId: WorkspaceId;
  readonly messageId: MessageId;
  readonly reason: DeliveryProblem;
  readonly detail: string;
};

/**
 * Marks a message as never delivered, and lets its ticket be as it is without it. Once is enough:
 * of a message that has failed already nothing more is told.
 */
export async function failMessage(core: WriteCore, tx: Tx, failure: Failure): Promise<void> {
  const { workspaceId, messageId, reason, detail } = failure;
  const ticketId = await lockTicketOf(tx, failure);
  if (ticketId === null) return;
  const { rows } = await sql<{ channelKind: ChannelKind }>`
    update message
    set
      delivery = 'failed',
      delivery_problem = ${reason},
      delivery_error = ${detail === '' ? null : detail}
    where workspace_id = ${workspaceId}
      and id = ${messageId}
      and delivery not in ('failed', 'recalled')
    returning channel_kind as "channelKind"
  `.execute(tx);
  const [marked] = rows;
  if (marked === undefined) return;
  // What also stands in a chat was delivered there: only its copy by mail did not arrive.
  const isElsewhere = deliveryKind(marked.channelKind) === null;
  const conversation = isElsewhere
    ? []
    : await readConversation(tx, { workspaceId, ticketId, messageId });
  await runCommand(core, tx, {
    workspaceId,
    ticketId,
    command: { type: 'deliveryFailed', messageId, reason, detail, conversation },
    actor: { kind: 'system' },
  });
}

/** Before the message is touched, in the order in which everybody else locks the two. */
async function lockTicketOf(tx: Tx, which: Failure): Promise<TicketId | null> {
  const { rows } = await sql<{ id: TicketId }>`
    select t.id
    from message m
    join ticket t on t.workspace_id = m.workspace_id and t.id = m.ticket_id
    where m.workspace_id = ${which.workspaceId}
      and m.id = ${which.messageId}
    for update of t
  `.execute(tx);
  return rows[0]?.id ?? null;
}

/** What failed without a code of its own is told by the operator's words. */
function problemIn({
  reason,
  problem,
}: Extract<Delivery, { outcome: 'failed' }>): Pick<Failure, 'reason' | 'detail'> {
  const code = problem?.code ?? '';
  if (isDeliveryProblem(code)) return { reason: code, detail: problem?.detail ?? '' };
  return { reason: 'other', detail: reason };
}
