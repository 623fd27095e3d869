import type { z } from 'zod';
import type { createTicket } from '#contract/ticket.ts';
import type { AgentId, ChannelId, ContactId, TeamId, TicketId } from '#domain/kernel/id.ts';
import { accept, refuse, type Result } from '#domain/kernel/result.ts';
import { resolveContact } from '#server/features/contact/public.ts';
import {
  type CommandOutcome,
  type CommandRefusal,
  runCommand,
  type WriteCore,
} from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import { nextNumber, receiveMessage } from './receive-message.ts';

export type Opening = z.output<typeof createTicket.schema.body>;

/**
 * Opens a ticket for a contact: with the customer's words when they are given (a call that was
 * written down, a program on the API channel), else of the agent's own accord. Refuses with
 * `not_found` when the contact is not in the workspace.
 */
export async function openTicket(
  core: WriteCore,
  actor: StaffActor,
  opening: Opening,
): Promise<Result<CommandOutcome, CommandRefusal>> {
  return core.attempt<CommandOutcome, CommandRefusal>(async (tx) => {
    const { workspaceId } = actor;
    const now = core.clock.now();
    const contactId = await contactOf(tx, actor, { opening, now });
    if (contactId === null) return refuse('not_found');
    const agent = { kind: 'agent', id: actor.agentId } as const;
    if (opening.text === undefined || opening.text === '') {
      return openEmpty(core, tx, { actor, opening, contactId });
    }
    const received = await receiveMessage(core, tx, {
      workspaceId,
      channelId: (opening.channelId ?? null) as ChannelId | null,
      channelKind: 'api',
      sender: { contactId },
      ticketId: null,
      subject: opening.subject,
      text: opening.text,
      language: opening.language ?? null,
      priority: opening.priority,
      issueType: opening.issueType,
      tags: opening.tags,
      isPractice: opening.isPractice,
      receivedAt: now,
    });
    return runCommand(core, tx, {
      workspaceId,
      ticketId: received.ticketId,
      command: {
        type: 'assign',
        ...(opening.ownerId === null ? {} : { ownerId: opening.ownerId as AgentId }),
        ...(opening.teamId === null ? {} : { teamId: opening.teamId as TeamId }),
      },
      actor: agent,
    });
  });
}

async function contactOf(
  tx: Tx,
  actor: StaffActor,
  part: { readonly opening: Opening; readonly now: ReturnType<WriteCore['clock']['now']> },
): Promise<ContactId | null> {
  const { contact } = part.opening;
  if ('email' in contact) {
    return resolveContact(tx, actor.workspaceId, {
      sender: { kind: 'email', value: contact.email, name: contact.name, language: null },
      now: part.now,
    });
  }
  const row = await tx
    .selectFrom('contact')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', contact.id as ContactId)
    .executeTakeFirst();
  return row?.id ?? null;
}

async function openEmpty(
  core: WriteCore,
  tx: Tx,
  part: { readonly actor: StaffActor; readonly opening: Opening; readonly contactId: ContactId },
): Promise<Result<CommandOutcome, CommandRefusal>> {
  const { actor, opening, contactId } = part;
  const contact = await tx
    .selectFrom('contact as c')
    .innerJoin('workspace as w', 'w.id', 'c.workspace_id')
    .select(['c.organization_id', 'c.language', 'w.language as workspace_language'])
    .where('c.workspace_id', '=', actor.workspaceId)
    .where('c.id', '=', contactId)
    .executeTakeFirstOrThrow();
  const ticketId = newId<TicketId>();
  const opened = await runCommand(core, tx, {
    workspaceId: actor.workspaceId,
    ticketId,
    command: {
      type: 'openTicket',
      ticketId,
      number: await nextNumber(tx, actor.workspaceId),
      subject: opening.subject,
      state: 'open',
      priority: opening.priority,
      issueType: opening.issueType,
      channelId: (opening.channelId ?? null) as ChannelId | null,
      channelKind: 'api',
      contactId,
      organizationId: contact.organization_id,
      language: opening.language ?? contact.language ?? contact.workspace_language,
      teamId: opening.teamId as TeamId | null,
      ownerId: opening.ownerId as AgentId | null,
      tags: opening.tags,
      followUpOf: null,
      isPractice: opening.isPractice,
      isImported: false,
      firstMessage: null,
    },
    actor: { kind: 'agent', id: actor.agentId },
  });
  return opened.ok ? accept(opened.value) : opened;
}
