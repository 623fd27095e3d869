import type { z } from 'zod';
import type { createTicket } from '#contract/ticket.ts';
import type { AgentId, ContactId, MessageId, TeamId, TicketId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { accept, refuse, type Result } from '#domain/kernel/result.ts';
import { resolveContact } from '#server/features/contact/public.ts';
import { type CommandOutcome, runCommand, type WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import { detectLanguage } from './detect-language.ts';
import { addNoteIn } from './note.ts';
import { type AnswerPlace, answerPlaceOf, type PlaceRefusal } from './answer-place.ts';
import type { MessageRefusal } from './outgoing.ts';
import { newHome } from './new-home.ts';
import { type Incoming, incomingMessage, nextNumber, writeIncoming } from './receive-message.ts';
import { sendReplyIn } from './reply.ts';

export type Opening = z.output<typeof createTicket.schema.body>;

export type Opened = CommandOutcome & {
  /** What the agent wrote with it; null when they wrote nothing. */
  readonly messageId: MessageId | null;
  readonly recallableUntil: Instant | null;
};

type Refused = MessageRefusal | PlaceRefusal;

/**
 * Opens a ticket for a contact by hand: with the customer's words when they are given (a call that
 * was written down, a program on the API channel), and with what the agent writes first, to the
 * customer or to colleagues. The agent has opened it either way; only the customer's own words
 * start `first_response` (C2). Refuses with `not_found` when the contact is not in the workspace.
 */
export async function openTicket(
  core: WriteCore,
  actor: StaffActor,
  opening: Opening,
): Promise<Result<Opened, Refused>> {
  return core.attempt<Opened, Refused>(async (tx) => {
    const now = core.clock.now();
    const contactId = await contactOf(tx, actor, { opening, now });
    if (contactId === null) return refuse('not_found');
    const place = await answerPlaceOf(tx, actor, { channelId: opening.channelId, contactId });
    if (!place.ok) return place;
    const ticketId = newId<TicketId>();
    const part = { actor, opening, contactId, ticketId, place: place.value };
    const opened = await openByHand(core, tx, part);
    return opened.ok ? writeFirst(core, tx, { ...part, opened: opened.value }) : opened;
  });
}

type Part = {
  readonly actor: StaffActor;
  readonly opening: Opening;
  readonly contactId: ContactId;
  readonly ticketId: TicketId;
  readonly place: AnswerPlace;
};

async function contactOf(
  tx: Tx,
  actor: StaffActor,
  part: { readonly opening: Opening; readonly now: Instant },
): Promise<ContactId | null> {
  const { contact } = part.opening;
  if (!('id' in contact)) {
    const identity =
      'email' in contact
        ? ({ kind: 'email', value: contact.email } as const)
        : ({ kind: 'phone', value: contact.phone } as const);
    return resolveContact(tx, actor.workspaceId, {
      sender: { ...identity, name: contact.name, language: null },
      now: part.now,
    });
  }
  const row = await tx
    .selectFrom('contact')
    .select(['id', 'merged_into_id'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', contact.id as ContactId)
    .executeTakeFirst();
  return (row?.merged_into_id as ContactId | null | undefined) ?? row?.id ?? null;
}

async function openByHand(
  core: WriteCore,
  tx: Tx,
  part: Part,
): Promise<Result<CommandOutcome, Refused>> {
  const { actor, opening, contactId, ticketId, place } = part;
  const { workspaceId } = actor;
  const home = await newHome(tx, { workspaceId, channelId: place.channelId, contactId });
  const said = saidOf(part, core.clock.now());
  const firstMessage = said === null ? null : incomingMessage(said, contactId);
  const known = opening.language ?? (said === null ? null : detectLanguage(said.text));
  const opened = await runCommand(core, tx, {
    workspaceId,
    ticketId,
    command: {
      type: 'openTicket',
      ticketId,
      number: await nextNumber(tx, workspaceId),
      subject: opening.subject,
      state: firstMessage === null ? 'open' : 'new',
      priority: opening.priority,
      issueType: opening.issueType,
      channelId: place.channelId,
      channelKind: place.channelKind,
      contactId,
      organizationId: home.organizationId,
      language: known ?? home.contactLanguage ?? home.language,
      teamId: (opening.teamId as TeamId | null) ?? home.teamId,
      ownerId: opening.ownerId as AgentId | null,
      tags: opening.tags,
      followUpOf: null,
      isPractice: opening.isPractice,
      isImported: false,
      firstMessage,
    },
    actor: { kind: 'agent', id: actor.agentId },
  });
  if (opened.ok && said !== null && firstMessage !== null) {
    await writeIncoming(tx, said, { ticketId, message: firstMessage });
  }
  return opened;
}

/** The customer's words as if their channel had brought them. */
function saidOf({ actor, opening, contactId, place }: Part, receivedAt: Instant): Incoming | null {
  const { text } = opening;
  if (text === undefined || text === '') return null;
  return {
    workspaceId: actor.workspaceId,
    ...place,
    sender: { contactId },
    ticketId: null,
    subject: opening.subject,
    text,
    language: opening.language ?? null,
    receivedAt,
  };
}

async function writeFirst(
  core: WriteCore,
  tx: Tx,
  part: Part & { readonly opened: CommandOutcome },
): Promise<Result<Opened, Refused>> {
  const { actor, opening, ticketId, opened } = part;
  const first = opening.firstMessage;
  if (first === undefined) return accept({ ...opened, messageId: null, recallableUntil: null });
  const { workspaceId, agentId } = actor;
  const written = { workspaceId, ticketId, agentId, text: first.text, attachmentIds: [] };
  return first.kind === 'public'
    ? sendReplyIn(core, tx, { ...written, lastSeenMessageId: undefined, nextState: null })
    : addNoteIn(core, tx, { ...written, mentionedAgentIds: [], mentionedTeamIds: [] });
}
