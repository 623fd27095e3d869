import { sql } from 'kysely';
import type {
  AgentId,
  ChannelId,
  ContactId,
  MessageId,
  TicketId,
  WorkspaceId,
} from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { showBidiControls } from '#domain/text/bidi-controls.ts';
import type { ChannelKind } from '#domain/ticket/ticket.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { insertRows, type PlainRow } from '#server/platform/db/insert-rows.ts';
import { at, isoOf } from '#server/platform/db/parameters.ts';
import { searchVectorText } from '#server/platform/db/search-vector.ts';
import { storableText } from '#server/platform/db/storable-text.ts';

const previewLength = 200;

export type NewMessage = {
  readonly workspaceId: WorkspaceId;
  readonly id: MessageId;
  readonly ticketId: TicketId;
  readonly kind: 'public' | 'note';
  readonly direction: 'in' | 'out';
  readonly agentId: AgentId | null;
  readonly contactId: ContactId | null;
  readonly isAutomatic: boolean;
  readonly template?: string | null;
  readonly callOutcome?: 'answered' | 'unanswered' | null;
  readonly channelId: ChannelId | null;
  readonly channelKind: ChannelKind;
  readonly text: string;
  /** The whole, where quotes or a signature were trimmed from `text`. */
  readonly fullText?: string | null;
  /** Sanitised. */
  readonly html?: string | null;
  readonly language?: string | null;
  readonly problems?: readonly string[];
  readonly address?: string | null;
  readonly externalId?: string | null;
  readonly inReplyTo?: string | null;
  readonly rawMessageId?: string | null;
  readonly delivery: 'none' | 'queued' | 'sent';
  readonly claimedAt?: Instant | null;
  readonly createdAt: Instant;
};

/** Writes a message and what the lists show of it: the ticket's preview and its search terms. */
export async function insertMessage(tx: Tx, message: NewMessage): Promise<void> {
  await insertMessages(tx, [message]);
  if (message.kind === 'note' || message.isAutomatic) return;
  await sql`
    update ticket
    set
      preview = ${previewOf(message.text)},
      last_message_at = ${at(message.createdAt)}
    where workspace_id = ${message.workspaceId}
      and id = ${message.ticketId}
  `.execute(tx);
}

/** What the lists show of a ticket is its newest message that a person wrote for the other side. */
export async function refreshPreview(
  tx: Tx,
  workspaceId: WorkspaceId,
  ticketId: TicketId,
): Promise<void> {
  const { rows } = await sql<{ text: string }>`
    select text
    from message
    where workspace_id = ${workspaceId}
      and ticket_id = ${ticketId}
      and kind = 'public'
      and not is_automatic
      and delivery <> 'recalled'
    order by created_at desc, id desc
    limit 1
  `.execute(tx);
  await sql`
    update ticket
    set
      preview = ${previewOf(rows[0]?.text ?? '')},
      last_message_at = (
        select max(created_at)
        from message
        where workspace_id = ${workspaceId}
          and ticket_id = ${ticketId}
          and kind = 'public'
          and not is_automatic
          and delivery <> 'recalled'
      )
    where workspace_id = ${workspaceId}
      and id = ${ticketId}
  `.execute(tx);
}

/** Writes messages of which the lists show nothing: automatic ones. */
export async function insertMessages(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  await insertRows(tx, 'message', messages.map(rowOf));
}

function rowOf(message: NewMessage): PlainRow<'message'> {
  return {
    workspace_id: message.workspaceId,
    id: message.id,
    ticket_id: message.ticketId,
    kind: message.kind,
    direction: message.direction,
    author_agent_id: message.agentId,
    author_contact_id: message.contactId,
    is_automatic: message.isAutomatic,
    template: message.template ?? null,
    call_outcome: message.callOutcome ?? null,
    channel_id: message.channelId,
    channel_kind: message.channelKind,
    text: storableText(message.text),
    full_text: message.fullText == null ? null : storableText(message.fullText),
    html: message.html == null ? null : storableText(message.html),
    language: message.language ?? null,
    problems: message.problems ?? [],
    address: message.address ?? null,
    external_id: message.externalId ?? null,
    in_reply_to: message.inReplyTo ?? null,
    raw_message_id: message.rawMessageId ?? null,
    delivery: message.delivery,
    claimed_at: isoOf(message.claimedAt ?? null),
    // What Belay words itself says the same of every ticket: found by it, no ticket would be found.
    search: message.template == null ? searchVectorText(message.text) : '',
    created_at: isoOf(message.createdAt),
  };
}

/** The beginning of a text in one line, never cut inside a character. */
export function previewOf(text: string): string {
  const line = showBidiControls(storableText(text.slice(0, previewLength * 4)))
    .replace(/\s+/gu, ' ')
    .trim();
  return Array.from(line).slice(0, previewLength).join('');
}
