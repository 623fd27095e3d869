import { sql } from 'kysely';
import type { ContactId, MessageId, OrganizationId, TicketId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { accept, refuse, type Result } from '#domain/kernel/result.ts';
import type { OpenTicket, SplitOrigin } from '#domain/ticket/command.ts';
import { talkOf, type Said } from '#domain/ticket/talk.ts';
import type { Ticket } from '#domain/ticket/ticket.ts';
import {
  type CommandOutcome,
  type CommandRefusal,
  isUnheard,
  readAggregate,
  runCommand,
  type WriteCore,
} from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import { moveMessages } from './move-messages.ts';
import { nextNumber } from './receive-message.ts';

export type Split = {
  readonly ticketId: TicketId;
  readonly messageId: string;
  readonly takes: 'only' | 'following';
  /** Null keeps that of the ticket it comes from. */
  readonly subject: string | null;
};

type Row = {
  readonly id: MessageId;
  readonly isPublic: boolean;
  readonly direction: 'in' | 'out';
  readonly isAutomatic: boolean;
  readonly contactId: ContactId | null;
  readonly call: 'answered' | 'unanswered' | null;
  /** Taken back, or never delivered. */
  readonly isUnheard: boolean;
  readonly createdAt: Instant;
};

/**
 * Makes one of the customer's messages, or it and all after it, a ticket of its own (C22), whose
 * clocks count from the message's own time. What is left waits for what is left unanswered.
 */
export async function splitTicket(
  core: WriteCore,
  actor: StaffActor,
  split: Split,
): Promise<Result<CommandOutcome, CommandRefusal>> {
  return core.attempt<CommandOutcome, CommandRefusal>(async (tx) => {
    const { workspaceId } = actor;
    const { ticketId } = split;
    await sql`
      select id from ticket where workspace_id = ${workspaceId} and id = ${ticketId} for update
    `.execute(tx);
    const from = await readAggregate(tx, workspaceId, ticketId);
    if (from === null) return refuse('not_found');
    const rows = await readRows(tx, actor, ticketId);
    const place = rows.findIndex(({ id }) => id === split.messageId);
    const first = rows[place];
    if (first === undefined) return refuse('not_found');
    if (!first.isPublic || first.direction !== 'in' || first.isAutomatic) {
      return refuse('split_not_customer');
    }
    const taken = split.takes === 'only' ? [first] : rows.slice(place);
    const left = rows.filter((row) => !taken.includes(row));
    const newTicketId = newId<TicketId>();
    const newNumber = await nextNumber(tx, workspaceId);
    const agent = { kind: 'agent', id: actor.agentId } as const;
    const lost = await runCommand(core, tx, {
      workspaceId,
      ticketId,
      command: {
        type: 'splitOff',
        messageId: first.id,
        newTicketId,
        newNumber,
        messageCount: taken.length,
        left: talkOf(left.flatMap(saidBy)),
      },
      actor: agent,
    });
    if (!lost.ok) return lost;
    const opened = await runCommand(core, tx, {
      workspaceId,
      ticketId: newTicketId,
      command: await openingOf(tx, actor, {
        ticket: from.ticket,
        ids: { newTicketId, newNumber },
        contactId: first.contactId ?? from.ticket.contactId,
        subject: split.subject,
        split: {
          fromId: ticketId,
          fromNumber: from.ticket.number,
          startsAt: first.createdAt,
          talk: talkOf(taken.flatMap(saidBy)),
        },
      }),
      actor: agent,
    });
    if (!opened.ok) return opened;
    await moveMessages(tx, {
      workspaceId,
      from: ticketId,
      to: newTicketId,
      messageIds: taken.map(({ id }) => id),
    });
    return accept(opened.value);
  });
}

async function readRows(tx: Tx, actor: StaffActor, ticketId: TicketId): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select
      id,
      kind = 'public' as "isPublic",
      direction,
      is_automatic as "isAutomatic",
      author_contact_id as "contactId",
      call_outcome as call,
      ${isUnheard('message')} as "isUnheard",
      coalesce(resent_at, created_at) as "createdAt"
    from message
    where workspace_id = ${actor.workspaceId}
      and ticket_id = ${ticketId}
    order by created_at, id
  `.execute(tx);
  return rows;
}

/** What the clocks go by; notes and tries to call say nothing to the customer. */
function saidBy(row: Row): readonly Said[] {
  const at = row.createdAt;
  if (row.call === 'answered') return [{ at, by: 'agent' }];
  if (!row.isPublic || row.isUnheard) return [];
  if (row.direction === 'in') return row.isAutomatic ? [] : [{ at, by: 'customer' }];
  return [{ at, by: row.isAutomatic ? 'machine' : 'agent' }];
}

type Opening = {
  readonly ticket: Ticket;
  readonly ids: { readonly newTicketId: TicketId; readonly newNumber: number };
  /** Whoever wrote the message: of a ticket with several writers it may be another. */
  readonly contactId: ContactId;
  readonly subject: string | null;
  readonly split: SplitOrigin;
};

/** The new ticket stands where the old one does, but for what an agent has yet to judge of it. */
async function openingOf(tx: Tx, actor: StaffActor, part: Opening): Promise<OpenTicket> {
  const { ticket, ids, contactId } = part;
  const { rows } = await sql<{ organizationId: OrganizationId | null; isOwnerHere: boolean }>`
    select
      c.organization_id as "organizationId",
      exists (
        select
        from agent a
        where a.workspace_id = c.workspace_id and a.id = ${ticket.ownerId} and a.is_active
      ) as "isOwnerHere"
    from contact c
    where c.workspace_id = ${actor.workspaceId}
      and c.id = ${contactId}
  `.execute(tx);
  const known = rows[0];
  return {
    type: 'openTicket',
    ticketId: ids.newTicketId,
    number: ids.newNumber,
    subject: part.subject ?? ticket.subject,
    state: 'open',
    priority: ticket.priority,
    issueType: null,
    channelId: ticket.channelId,
    channelKind: ticket.channelKind,
    contactId,
    organizationId: known?.organizationId ?? null,
    language: ticket.language,
    teamId: ticket.teamId,
    ownerId: known?.isOwnerHere === true ? ticket.ownerId : null,
    tags: [],
    followUpOf: null,
    isPractice: ticket.isPractice,
    isImported: ticket.isImported,
    firstMessage: null,
    split: part.split,
  };
}
