import { sql } from 'kysely';
import { findSigns } from '#domain/conflict/find-signs.ts';
import type { ChannelId, ContactId, MessageId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Refusal, Result } from '#domain/kernel/result.ts';
import type { IncomingMessage, OpenTicket } from '#domain/ticket/command.ts';
import { showBidiControls } from '#domain/text/bidi-controls.ts';
import type { ChannelKind, Priority } from '#domain/ticket/ticket.ts';
import { resolveContact, type Sender } from '#server/features/contact/public.ts';
import { runCommand, type WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { newId } from '#server/platform/ids.ts';
import { detectLanguage } from './detect-language.ts';
import { insertAttachments, type StoredFile } from './insert-attachments.ts';
import { insertMessage } from './insert-message.ts';
import { newHome } from './new-home.ts';

/** A customer's message as any channel brings it in, its files stored already. */
export type Incoming = {
  readonly workspaceId: WorkspaceId;
  readonly channelId: ChannelId | null;
  readonly channelKind: ChannelKind;
  /** Who wrote: by what the channel knows, or a contact that is known already. */
  readonly sender: Sender | { readonly contactId: ContactId };
  /** The conversation that the channel proved it belongs to; null opens a ticket. */
  readonly ticketId: TicketId | null;
  readonly subject: string;
  readonly text: string;
  readonly fullText?: string | null;
  readonly html?: string | null;
  /** When the channel knows it; else it is found in the words. */
  readonly language?: string | null;
  readonly priority?: Priority;
  readonly issueType?: string | null;
  readonly tags?: readonly string[];
  readonly files?: readonly StoredFile[];
  readonly isAutomatic?: boolean;
  readonly isPractice?: boolean;
  readonly problems?: readonly string[];
  readonly address?: string | null;
  readonly externalId?: string | null;
  readonly inReplyTo?: string | null;
  readonly rawMessageId?: string | null;
  readonly receivedAt: Instant;
  readonly claimedAt?: Instant | null;
};

export type Received = {
  readonly ticketId: TicketId;
  readonly messageId: MessageId;
  readonly contactId: ContactId;
  readonly isNewTicket: boolean;
};

const subjectMax = 500;
/** Stands beside what somebody else than the customer wrote into their ticket, whatever their name. */
const thirdPartyProblem = 'third_party';

/**
 * Takes a customer's message into its ticket, or opens one: the one way in for every channel. A
 * message to a closed ticket opens a follow-up that links to it. Throws when the core refuses what
 * a channel may always do, which is a bug.
 */
export async function receiveMessage(
  core: WriteCore,
  tx: Tx,
  incoming: Incoming,
): Promise<Received> {
  const contactId = await contactOf(tx, incoming);
  const message = incomingMessage(incoming, contactId);
  let { ticketId } = incoming;
  if (ticketId !== null) {
    const asked = await give(core, tx, incoming, { ticketId, message });
    const { taken } = asked;
    ticketId = asked.ticketId;
    if (!taken.ok && taken.reason !== 'ticket_closed') throw refused(taken);
    if (taken.ok) {
      const isThirdParty = taken.value.aggregate.ticket.contactId !== contactId;
      if (isThirdParty) await markStranger(tx, incoming, contactId);
      // In a chat the visitor's token says more than the contact for whom they speak now.
      const isMarked = isThirdParty && incoming.channelKind === 'email';
      const problems = [...(incoming.problems ?? []), ...(isMarked ? [thirdPartyProblem] : [])];
      await writeIncoming(tx, { ...incoming, problems }, { ticketId, message });
      return { ticketId, messageId: message.messageId, contactId, isNewTicket: false };
    }
  }
  const followUpOf = ticketId;
  ticketId = newId<TicketId>();
  const opened = await runCommand(core, tx, {
    workspaceId: incoming.workspaceId,
    ticketId,
    command: await openCommand(tx, incoming, { ticketId, followUpOf, message }),
    actor: { kind: 'contact', id: contactId },
  });
  if (!opened.ok) throw refused(opened);
  await writeIncoming(tx, incoming, { ticketId, message });
  return { ticketId, messageId: message.messageId, contactId, isNewTicket: true };
}

/**
 * Gives the message to its ticket or, when that has become part of another one, to that: a token
 * of a merged ticket leads on. A chain of merges has an end, for only what is not merged is merged.
 */
async function give(
  core: WriteCore,
  tx: Tx,
  incoming: Incoming,
  part: { readonly ticketId: TicketId; readonly message: IncomingMessage },
) {
  let { ticketId } = part;
  for (;;) {
    const taken = await runCommand(core, tx, {
      workspaceId: incoming.workspaceId,
      ticketId,
      command: { type: 'receiveMessage', ...part.message },
      actor: { kind: 'contact', id: part.message.contactId },
    });
    const mergedInto = taken.ok ? null : mergedIntoOf(taken);
    if (mergedInto === null) return { ticketId, taken };
    ticketId = mergedInto;
  }
}

function mergedIntoOf({ reason, facts }: Refusal): TicketId | null {
  const id = reason === 'ticket_merged' ? facts?.['ticketId'] : null;
  return typeof id === 'string' ? (id as TicketId) : null;
}

/**
 * Mail is not identity: whoever writes into another's ticket with its token, and is known by nothing
 * else, is a third party who has proved nothing. Agents see the mark beside the name.
 */
async function markStranger(tx: Tx, incoming: Incoming, contactId: ContactId): Promise<void> {
  await sql`
    update contact c
    set is_verified = false
    where c.workspace_id = ${incoming.workspaceId}
      and c.id = ${contactId}
      and not exists (
        select
        from ticket t
        where t.workspace_id = c.workspace_id
          and t.contact_id = c.id
      )
  `.execute(tx);
}

async function contactOf(tx: Tx, incoming: Incoming): Promise<ContactId> {
  if ('contactId' in incoming.sender) return incoming.sender.contactId;
  return resolveContact(tx, incoming.workspaceId, {
    sender: incoming.sender,
    now: incoming.receivedAt,
  });
}

/** What the core is told of a message. */
export function incomingMessage(incoming: Incoming, contactId: ContactId): IncomingMessage {
  return {
    messageId: newId<MessageId>(),
    contactId,
    channelKind: incoming.channelKind,
    receivedAt: incoming.receivedAt,
    isAutomatic: incoming.isAutomatic ?? false,
    signs: findSigns(incoming.text),
  };
}

type Opening = {
  readonly ticketId: TicketId;
  readonly followUpOf: TicketId | null;
  readonly message: IncomingMessage;
};

async function openCommand(tx: Tx, incoming: Incoming, part: Opening): Promise<OpenTicket> {
  const { workspaceId, channelId } = incoming;
  const { contactId } = part.message;
  const home = await newHome(tx, { workspaceId, channelId, contactId });
  return {
    type: 'openTicket',
    ticketId: part.ticketId,
    number: await nextNumber(tx, incoming.workspaceId),
    subject: subjectOf(incoming),
    state: 'new',
    priority: incoming.priority ?? 'normal',
    issueType: incoming.issueType ?? null,
    channelId: incoming.channelId,
    channelKind: incoming.channelKind,
    contactId,
    organizationId: home.organizationId,
    language:
      incoming.language ?? detectLanguage(incoming.text) ?? home.contactLanguage ?? home.language,
    teamId: home.teamId,
    ownerId: null,
    tags: incoming.tags ?? [],
    followUpOf: part.followUpOf,
    isPractice: incoming.isPractice ?? false,
    isImported: false,
    firstMessage: part.message,
  };
}

/** Hands out the next number. The row stays locked until the commit, so that none is skipped. */
export async function nextNumber(tx: Tx, workspaceId: WorkspaceId): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    update workspace
    set next_ticket_number = next_ticket_number + 1
    where id = ${workspaceId}
    returning next_ticket_number - 1 as number
  `.execute(tx);
  const row = rows[0];
  if (row === undefined) throw new Error(`no workspace ${workspaceId}`);
  return row.number;
}

function subjectOf(incoming: Incoming): string {
  const line = (incoming.subject.trim() || incoming.text).replace(/\s+/gu, ' ').trim();
  const subject = Array.from(showBidiControls(line.slice(0, subjectMax * 2)))
    .slice(0, subjectMax)
    .join('');
  return subject === '' ? '—' : subject;
}

/** Puts the words and files of a message on its ticket, once the core has taken it. */
export async function writeIncoming(
  tx: Tx,
  incoming: Incoming,
  part: { readonly ticketId: TicketId; readonly message: IncomingMessage },
): Promise<void> {
  const { ticketId, message } = part;
  await insertMessage(tx, {
    workspaceId: incoming.workspaceId,
    id: message.messageId,
    ticketId,
    kind: 'public',
    direction: 'in',
    agentId: null,
    contactId: message.contactId,
    isAutomatic: message.isAutomatic,
    channelId: incoming.channelId,
    channelKind: incoming.channelKind,
    text: incoming.text,
    fullText: incoming.fullText ?? null,
    html: incoming.html ?? null,
    language: incoming.language ?? detectLanguage(incoming.text),
    problems: incoming.problems ?? [],
    address: incoming.address ?? null,
    externalId: incoming.externalId ?? null,
    inReplyTo: incoming.inReplyTo ?? null,
    rawMessageId: incoming.rawMessageId ?? null,
    delivery: 'none',
    claimedAt: incoming.claimedAt ?? null,
    createdAt: message.receivedAt,
  });
  await insertAttachments(tx, {
    workspaceId: incoming.workspaceId,
    ticketId,
    messageId: message.messageId,
    files: incoming.files ?? [],
    now: incoming.receivedAt,
  });
}

function refused(refusal: Extract<Result<never>, { ok: false }>): Error {
  return new Error(`a customer's message was refused: ${refusal.reason}`);
}
