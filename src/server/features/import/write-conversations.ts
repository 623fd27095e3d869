import { sql } from 'kysely';
import type { ContactId, MessageId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, plusMs, toIso } from '#domain/kernel/instant.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { DecisionContext } from '#domain/ticket/context.ts';
import type { Recorded } from '#domain/ticket/event.ts';
import { unfold } from '#domain/ticket/unfold.ts';
import { detectLanguage, previewOf } from '#server/features/message/public.ts';
import {
  appendEvents,
  loadDeclared,
  loadDirectory,
  saveAggregates,
} from '#server/features/ticket/public.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { searchVector } from '#server/platform/db/search-vector.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { newId } from '#server/platform/ids.ts';
import type { Conversation } from './read-conversations.ts';

export type Target = {
  readonly db: Db;
  readonly clock: Clock;
  readonly workspaceId: WorkspaceId;
};

/** The keys (`[source, id]` as JSON) of those that an earlier run took over. */
export async function knownConversations(
  db: Db,
  workspaceId: WorkspaceId,
  batch: readonly Conversation[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ source: string; externalId: string }>`
    select source, external_id as "externalId"
    from imported_conversation
    where workspace_id = ${workspaceId}
      and (source, external_id) in (
        select *
        from unnest(${batch.map(({ source }) => source)}::text[], ${batch.map(({ id }) => id)}::text[])
      )
  `.execute(db);
  return new Set(rows.map(({ source, externalId }) => JSON.stringify([source, externalId])));
}

/** Writes a batch in one transaction: contacts, tickets, messages, and that they were taken over. */
export async function writeConversations(
  target: Target,
  batch: readonly Conversation[],
): Promise<void> {
  if (batch.length === 0) return;
  await transaction(target.db, async (tx) => {
    const { workspaceId } = target;
    const now = target.clock.now();
    const language = await workspaceLanguage(tx, workspaceId);
    const context = await importContext(tx, target);
    const firstNumber = await takeNumbers(tx, workspaceId, batch.length);
    const drafts = batch.map((each, index) =>
      draftOf(each, { number: firstNumber + index, now, language, context }),
    );
    await insertContacts(tx, workspaceId, drafts);
    await saveAggregates(
      tx,
      workspaceId,
      drafts.map(({ aggregate }) => ({ before: null, after: aggregate })),
    );
    await appendEvents(
      tx,
      workspaceId,
      drafts.map(({ aggregate, recorded }) => ({ ticketId: aggregate.ticket.id, recorded })),
    );
    await insertMessages(tx, workspaceId, drafts);
    await insertMarks(tx, target, drafts);
  });
}

type Spoken = Conversation['messages'][number] & { readonly spokenAt: Instant };

type Draft = {
  readonly conversation: Conversation;
  readonly contactId: ContactId;
  readonly contactName: string;
  readonly messages: readonly Spoken[];
  readonly aggregate: TicketAggregate;
  readonly recorded: readonly Recorded[];
};

type Known = {
  readonly number: number;
  readonly now: Instant;
  readonly language: string;
  readonly context: DecisionContext;
};

function draftOf(conversation: Conversation, known: Known): Draft {
  const messages = timed(conversation, known.now);
  const [first] = messages;
  const words = messages.map(({ text }) => text).join(' ');
  const customer = messages.find(({ author }) => author === 'customer');
  const contactId = newId<ContactId>();
  const opened = unfold(
    null,
    {
      type: 'openTicket',
      ticketId: newId<TicketId>(),
      number: known.number,
      subject: previewOf(conversation.subject?.trim() || (first?.text ?? '')) || '—',
      state: 'closed',
      priority: 'normal',
      issueType: null,
      channelId: null,
      channelKind: 'imported',
      contactId,
      organizationId: null,
      language: conversation.lang ?? detectLanguage(words) ?? known.language,
      teamId: null,
      ownerId: null,
      tags: ['imported'],
      followUpOf: null,
      isPractice: false,
      isImported: true,
      firstMessage: null,
    },
    { ...known.context, now: messages.at(-1)?.spokenAt ?? known.now },
  );
  if (!opened.ok) throw new Error(`${conversation.id} was refused: ${opened.reason}`);
  return {
    conversation,
    contactId,
    contactName: customer?.name?.trim() || 'Customer',
    messages,
    ...opened.value,
  };
}

/**
 * Messages without a time of their own follow the one before by a second, in their order; those at
 * the beginning lead up to the first that has one. A conversation without any stands at the import.
 */
function timed(conversation: Conversation, now: Instant): Spoken[] {
  const { messages } = conversation;
  const firstTimed = messages.findIndex(({ at: saidAt }) => saidAt != null);
  const known = messages[firstTimed]?.at ?? now;
  const ahead = firstTimed === -1 ? messages.length : firstTimed;
  let previous = plusMs(known, -(ahead + 1) * 1000);
  return messages.map((message) => {
    const spokenAt = message.at ?? plusMs(previous, 1000);
    previous = spokenAt;
    return { ...message, spokenAt };
  });
}

async function importContext(tx: Tx, target: Target): Promise<DecisionContext> {
  const now = target.clock.now();
  return {
    now,
    newId,
    actor: { kind: 'system' },
    cause: null,
    directory: await loadDirectory(tx, target.workspaceId, now),
    customer: { segment: null, plan: null, valueCents: 0, riskFlags: [], policyId: null },
    ...(await loadDeclared(tx, target.workspaceId)),
  };
}

async function workspaceLanguage(tx: Tx, workspaceId: WorkspaceId): Promise<string> {
  const row = await tx
    .selectFrom('workspace')
    .select('language')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  return row.language;
}

async function takeNumbers(tx: Tx, workspaceId: WorkspaceId, count: number): Promise<number> {
  const { rows } = await sql<{ first: number }>`
    update workspace
    set next_ticket_number = next_ticket_number + ${count}
    where id = ${workspaceId}
    returning next_ticket_number - ${count} as first
  `.execute(tx);
  const row = rows[0];
  if (row === undefined) throw new Error(`no workspace ${workspaceId}`);
  return row.first;
}

async function insertContacts(
  tx: Tx,
  workspaceId: WorkspaceId,
  drafts: readonly Draft[],
): Promise<void> {
  await tx
    .insertInto('contact')
    .values(
      drafts.map((draft) => ({
        workspace_id: workspaceId,
        id: draft.contactId,
        name: draft.contactName,
        language: draft.aggregate.ticket.language,
        created_at: at(draft.aggregate.ticket.createdAt),
        updated_at: at(draft.aggregate.ticket.createdAt),
      })),
    )
    .execute();
}

async function insertMessages(
  tx: Tx,
  workspaceId: WorkspaceId,
  drafts: readonly Draft[],
): Promise<void> {
  const rows = drafts.flatMap((draft) =>
    draft.messages.map((message) => ({
      workspace_id: workspaceId,
      id: newId<MessageId>(),
      ticket_id: draft.aggregate.ticket.id,
      kind: 'public' as const,
      direction: message.author === 'customer' ? ('in' as const) : ('out' as const),
      author_contact_id: message.author === 'customer' ? draft.contactId : null,
      is_automatic: message.author === 'bot' || message.author === 'system',
      channel_kind: 'imported' as const,
      text: message.text,
      delivery: 'none' as const,
      search: searchVector(message.text),
      created_at: at(message.spokenAt),
    })),
  );
  // PostgreSQL takes at most 65,535 parameters in one statement.
  const rowsMax = 2000;
  for (let index = 0; index < rows.length; index += rowsMax) {
    await tx
      .insertInto('message')
      .values(rows.slice(index, index + rowsMax))
      .execute();
  }
  await sql`
    update ticket t
    set
      preview = given.preview,
      last_message_at = given.last_at
    from unnest(
      ${drafts.map(({ aggregate }) => aggregate.ticket.id)}::uuid[],
      ${drafts.map(({ messages }) => previewOf(messages.at(-1)?.text ?? ''))}::text[],
      ${drafts.map(({ messages }) => isoOrNull(messages.at(-1)?.spokenAt))}::timestamptz[]
    ) as given (id, preview, last_at)
    where t.workspace_id = ${workspaceId}
      and t.id = given.id
  `.execute(tx);
}

function isoOrNull(moment: Instant | undefined): string | null {
  return moment === undefined ? null : toIso(moment);
}

async function insertMarks(tx: Tx, target: Target, drafts: readonly Draft[]): Promise<void> {
  await tx
    .insertInto('imported_conversation')
    .values(
      drafts.map((draft) => ({
        workspace_id: target.workspaceId,
        source: draft.conversation.source,
        external_id: draft.conversation.id,
        ticket_id: draft.aggregate.ticket.id,
        imported_at: at(target.clock.now()),
      })),
    )
    .execute();
}
