import { sql } from 'kysely';
import { isId, type MessageId, type TicketId, type WorkspaceId } from '#domain/kernel/id.ts';
import { failMessage } from '#server/features/message/public.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import type { InboundReport } from '../../channel.ts';

/**
 * What a bounce or complaint means: the message it is about is marked, its agent told, and an
 * address that does not exist gets nothing automatic any more. A report opens no ticket.
 *
 * Anybody can write a mail that looks like a bounce. It counts only when it quotes the signed token
 * of a ticket, and then only for that ticket and for the addresses of its customer: else a stranger
 * could silence every address, and mark what was never sent back as failed.
 */
export async function settleReport(
  core: WriteCore,
  tx: Tx,
  part: { readonly workspaceId: WorkspaceId; readonly report: InboundReport },
): Promise<void> {
  const { workspaceId, report } = part;
  const { ticketId, originalId } = report;
  if (report.report !== 'hard_bounce' || ticketId === null) return;
  await markAddresses(core, tx, { workspaceId, ticketId, addresses: report.addresses });
  if (originalId === null) return;
  const outboxId = /^belay\.([0-9a-f-]{36})\./.exec(originalId)?.[1];
  if (outboxId === undefined || !isId(outboxId)) return;
  const messageId = await messageOf(tx, { workspaceId, ticketId, outboxId });
  if (messageId === null) return;
  const detail = report.detail === '' ? report.addresses.join(', ') : report.detail;
  await failMessage(core, tx, { workspaceId, messageId, reason: 'bounced', detail });
}

/**
 * The message that left by this row, from the ticket or from one of which its messages have become
 * part since; null when it has been sent again, by another row.
 */
async function messageOf(
  tx: Tx,
  row: {
    readonly workspaceId: WorkspaceId;
    readonly ticketId: TicketId;
    readonly outboxId: string;
  },
): Promise<MessageId | null> {
  const { rows } = await sql<{ messageId: MessageId | null }>`
    select o.message_id as "messageId"
    from outbox o
    where o.workspace_id = ${row.workspaceId}
      and o.id = ${row.outboxId}
      and (
        o.ticket_id = ${row.ticketId}
        or exists (
          select
          from ticket source
          where source.workspace_id = o.workspace_id
            and source.id = ${row.ticketId}
            and source.merged_into = o.ticket_id
        )
        or exists (
          select
          from ticket part
          where part.workspace_id = o.workspace_id
            and part.id = o.ticket_id
            and part.split_from = ${row.ticketId}
        )
      )
      and not exists (
        select
        from outbox later
        where later.workspace_id = o.workspace_id
          and later.message_id = o.message_id
          and later.kind = o.kind
          and later.sequence > o.sequence
      )
  `.execute(tx);
  return rows[0]?.messageId ?? null;
}

/** The addresses of the ticket's customer, and of whoever speaks for them in a chat. */
async function markAddresses(
  core: WriteCore,
  tx: Tx,
  which: {
    readonly workspaceId: WorkspaceId;
    readonly ticketId: TicketId;
    readonly addresses: readonly string[];
  },
): Promise<void> {
  const { workspaceId, ticketId, addresses } = which;
  await sql`
    update contact_identity i
    set bounced_at = ${at(core.clock.now())}
    from contact held
    where i.workspace_id = ${workspaceId}
      and i.kind = 'email'
      and i.value = any(${[...addresses]}::text[])
      and held.workspace_id = i.workspace_id
      and held.id = i.contact_id
      and coalesce(held.merged_into_id, held.id) in (
        select t.contact_id
        from ticket t
        where t.workspace_id = ${workspaceId}
          and t.id = ${ticketId}
        union all
        select v.contact_id
        from chat_visitor v
        where v.workspace_id = ${workspaceId}
          and v.ticket_id = ${ticketId}
      )
  `.execute(tx);
}
