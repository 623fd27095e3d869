import { sql } from 'kysely';
import type { MessageId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { runCommand, type WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import type { InboundReport } from '../../channel.ts';

/**
 * What a bounce or complaint means: the message it is about is marked, its agent told, and an
 * address that does not exist gets nothing automatic any more. A report opens no ticket.
 */
export async function settleReport(
  core: WriteCore,
  tx: Tx,
  part: { readonly workspaceId: WorkspaceId; readonly report: InboundReport },
): Promise<void> {
  const { workspaceId, report } = part;
  if (report.report === 'hard_bounce' && report.addresses.length > 0) {
    await sql`
      update contact_identity
      set bounced_at = ${at(core.clock.now())}
      where workspace_id = ${workspaceId}
        and kind = 'email'
        and value = any(${[...report.addresses]})
    `.execute(tx);
  }
  if (report.report !== 'hard_bounce' || report.originalId === null) return;
  const outboxId = /^belay\.([0-9a-f-]{36})\./.exec(report.originalId)?.[1];
  if (outboxId === undefined) return;
  const { rows } = await sql<{ messageId: MessageId | null; ticketId: TicketId | null }>`
    select message_id as "messageId", ticket_id as "ticketId"
    from outbox
    where workspace_id = ${workspaceId}
      and id = ${outboxId}
  `.execute(tx);
  const sent = rows[0];
  if (sent?.messageId == null || sent.ticketId === null) return;
  const reason = report.detail === '' ? report.addresses.join(', ') : report.detail;
  await sql`
    update message
    set
      delivery = 'failed',
      delivery_error = ${reason}
    where workspace_id = ${workspaceId}
      and id = ${sent.messageId}
  `.execute(tx);
  await runCommand(core, tx, {
    workspaceId,
    ticketId: sent.ticketId,
    command: { type: 'deliveryFailed', messageId: sent.messageId, reason },
    actor: { kind: 'system' },
  });
}
