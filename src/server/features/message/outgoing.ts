import { sql } from 'kysely';
import type { AgentId, MessageId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { type Refusal, refuse } from '#domain/kernel/result.ts';
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

export type MessageRefusal =
  | CommandRefusal
  | 'message_newer'
  | 'message_already_sent'
  | 'message_not_failed'
  | 'reference_not_found';

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

/**
 * Uploaded files join the message; only those that the author uploaded to this very ticket. False
 * when one of them is none of those, or hangs on another message: nothing must leave without it.
 */
export async function claimAttachments(
  tx: Tx,
  author: Author & { readonly attachmentIds: readonly string[] },
  messageId: MessageId,
): Promise<boolean> {
  const wanted = [...new Set(author.attachmentIds)];
  if (wanted.length === 0) return true;
  const { numAffectedRows } = await sql`
    update attachment
    set message_id = ${messageId}
    where workspace_id = ${author.workspaceId}
      and ticket_id = ${author.ticketId}
      and uploaded_by = ${author.agentId}
      and message_id is null
      and id = any(${wanted}::uuid[])
  `.execute(tx);
  return numAffectedRows === BigInt(wanted.length);
}

/** Takes the files off a message that was taken back, and answers them for the draft. */
export async function releaseAttachments(
  tx: Tx,
  author: Author,
  messageId: MessageId,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    update attachment
    set message_id = null
    where workspace_id = ${author.workspaceId}
      and ticket_id = ${author.ticketId}
      and message_id = ${messageId}
    returning id
  `.execute(tx);
  return rows.map(({ id }) => id);
}

/** Why a message was not written: a file that it names is not there to be sent. */
export function fileMissing(): Refusal<'reference_not_found'> {
  return refuse('reference_not_found', { field: 'attachmentIds' });
}
