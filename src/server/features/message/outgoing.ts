import { sql } from 'kysely';
import type { AgentId, MessageId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Ticket } from '#domain/ticket/ticket.ts';
import type { CommandOutcome, CommandRefusal } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import type { NewMessage } from './insert-message.ts';

/** Who writes, on which ticket. */
export type Author = {
  readonly workspaceId: WorkspaceId;
  readonly ticketId: TicketId;
  readonly agentId: AgentId;
};

export type MessageRefusal = CommandRefusal | 'message_newer' | 'message_already_sent';

export type Written = CommandOutcome & {
  readonly messageId: MessageId;
  readonly recallableUntil: Instant | null;
};

/** What every message of an agent has in common; it goes out on the ticket's own channel. */
export function outgoing(
  ticket: Ticket,
  part: Author & { readonly messageId: MessageId; readonly text: string; readonly now: Instant },
): Omit<NewMessage, 'kind' | 'delivery'> {
  return {
    workspaceId: part.workspaceId,
    id: part.messageId,
    ticketId: part.ticketId,
    direction: 'out',
    agentId: part.agentId,
    contactId: null,
    isAutomatic: false,
    channelId: ticket.channelId,
    channelKind: ticket.channelKind,
    text: part.text,
    language: ticket.language,
    createdAt: part.now,
  };
}

/** Uploaded files join the message; only those that the author uploaded to this very ticket. */
export async function claimAttachments(
  tx: Tx,
  author: Author & { readonly attachmentIds: readonly string[] },
  messageId: MessageId,
): Promise<void> {
  if (author.attachmentIds.length === 0) return;
  await sql`
    update attachment
    set message_id = ${messageId}
    where workspace_id = ${author.workspaceId}
      and ticket_id = ${author.ticketId}
      and uploaded_by = ${author.agentId}
      and message_id is null
      and id = any(${[...author.attachmentIds]}::uuid[])
  `.execute(tx);
}
