import { type RawBuilder, sql } from 'kysely';
import type { ContactId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { json } from '#server/platform/db/parameters.ts';

type Scope = {
  readonly workspaceId: WorkspaceId;
  readonly ticketIds: readonly TicketId[];
  /** Stands where a subject was. */
  readonly nobody: string;
};

/**
 * Empties everything on the tickets that holds words: messages, notes, files, briefs, answers, and
 * their copies in events, letters and notices. Answers the keys of files that nothing needs now.
 */
export async function eraseTicketWords(tx: Tx, scope: Scope): Promise<readonly string[]> {
  if (scope.ticketIds.length === 0) return [];
  const ofTickets = sql`
    workspace_id = ${scope.workspaceId}
    and ticket_id = any(${[...scope.ticketIds]}::uuid[])
  `;
  await eraseMessages(tx, ofTickets);
  await eraseRawMails(tx, ofTickets);
  const fileKeys = await eraseFiles(tx, scope, ofTickets);
  await eraseEscalations(tx, ofTickets);
  await eraseClockReasons(tx, ofTickets);
  await eraseEvents(tx, scope, ofTickets);
  await sql`delete from draft where ${ofTickets}`.execute(tx);
  await sql`delete from outbox where ${ofTickets}`.execute(tx);
  await sql`update notification set payload = '{}' where ${ofTickets}`.execute(tx);
  await sql`update survey set comment = null where ${ofTickets}`.execute(tx);
  await sql`
    update ticket
    set
      subject = ${scope.nobody},
      preview = '',
      search = null,
      custom = '{}',
      recallable = null,
      version = version + 1
    where workspace_id = ${scope.workspaceId}
      and id = any(${[...scope.ticketIds]}::uuid[])
  `.execute(tx);
  return fileKeys;
}

async function eraseMessages(tx: Tx, which: RawBuilder<unknown>): Promise<void> {
  await sql`
    update message
    set
      text = '',
      full_text = null,
      html = null,
      address = null,
      external_id = null,
      in_reply_to = null,
      delivery_error = null,
      search = null,
      raw_message_id = null
    where ${which}
  `.execute(tx);
}

/**
 * Empties mails as they came. The rows stay with the hash by which the same mail is known: else it
 * would come back as a new one when its mailbox is read again from the beginning.
 */
async function eraseRawMails(tx: Tx, which: RawBuilder<unknown>): Promise<void> {
  await sql`update raw_message set content = ''::bytea, reason = null where ${which}`.execute(tx);
}

/** The same bytes may hang on other tickets; only what nobody has any more may go. */
async function eraseFiles(
  tx: Tx,
  scope: Pick<Scope, 'workspaceId'>,
  which: RawBuilder<unknown>,
): Promise<readonly string[]> {
  const gone = await sql<{ fileKey: string }>`
    delete from attachment where ${which} returning file_key as "fileKey"
  `.execute(tx);
  const keys = [...new Set(gone.rows.map(({ fileKey }) => fileKey))];
  if (keys.length === 0) return [];
  const kept = await sql<{ fileKey: string }>`
    select distinct file_key as "fileKey"
    from attachment
    where workspace_id = ${scope.workspaceId}
      and file_key = any(${keys})
  `.execute(tx);
  const needed = new Set(kept.rows.map(({ fileKey }) => fileKey));
  return keys.filter((key) => !needed.has(key));
}

const emptyBrief = { wants: '', tried: '', needed: '', neededBy: null };

async function eraseEscalations(tx: Tx, ofTickets: RawBuilder<unknown>): Promise<void> {
  await sql`
    update escalation
    set document = document || jsonb_build_object(
      'brief', ${json(emptyBrief)},
      'hops', (
        select coalesce(
          jsonb_agg(
            case when hop ? 'words' then hop || '{"words": null}' else hop end
            order by place
          ),
          '[]'
        )
        from jsonb_array_elements(document -> 'hops') with ordinality as held (hop, place)
      )
    )
    where ${ofTickets}
  `.execute(tx);
  await sql`update hop set words = null where ${ofTickets}`.execute(tx);
}

/** Why a deadline was set by hand may be told in words of the customer's. */
async function eraseClockReasons(tx: Tx, ofTickets: RawBuilder<unknown>): Promise<void> {
  await sql`
    update clock
    set document = jsonb_set(document, '{manualDue,reason}', '""')
    where ${ofTickets}
      and jsonb_typeof(document -> 'manualDue') = 'object'
  `.execute(tx);
}

/** Events are appended and never changed, but for this: the law goes before the log. */
async function eraseEvents(tx: Tx, scope: Scope, ofTickets: RawBuilder<unknown>): Promise<void> {
  const erased = [
    ['ticket.created', { subject: scope.nobody }],
    ['ticket.subject_changed', { from: scope.nobody, to: scope.nobody }],
    ['ticket.state_changed', { reason: null }],
    ['escalation.started', { brief: emptyBrief }],
    ['hop.ended', { words: null }],
    ['hop.unacknowledged', { words: null }],
    ['clock.deadline_set', { reason: '' }],
    ['clock.deadline_cleared', { reason: '' }],
    ['message.failed', { reason: 'other', detail: '' }],
    ['conflict.noticed', { words: [] }],
  ] as const;
  for (const [type, emptied] of erased) {
    await sql`
      update event
      set payload = payload || ${json(emptied)}
      where ${ofTickets}
        and type = ${type}
    `.execute(tx);
  }
}

/**
 * What a customer wrote into the tickets of others goes with them; the tickets stay, with the words
 * of everybody else. Answers the keys of files that nothing needs now.
 */
export async function eraseWordsElsewhere(
  tx: Tx,
  scope: { readonly workspaceId: WorkspaceId; readonly contactIds: readonly ContactId[] },
): Promise<readonly string[]> {
  const { workspaceId } = scope;
  const found = await sql<{ id: string }>`
    select id
    from message
    where workspace_id = ${workspaceId}
      and author_contact_id = any(${[...scope.contactIds]}::uuid[])
      and text <> ''
  `.execute(tx);
  const ids = found.rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const theirs = sql`workspace_id = ${workspaceId} and message_id = any(${ids}::uuid[])`;
  const fileKeys = await eraseFiles(tx, scope, theirs);
  await eraseRawMails(tx, theirs);
  await sql`
    update ticket t
    set preview = '', version = t.version + 1
    from message m
    where m.workspace_id = ${workspaceId}
      and m.id = any(${ids}::uuid[])
      and t.workspace_id = m.workspace_id
      and t.id = m.ticket_id
      and t.last_message_at = m.created_at
  `.execute(tx);
  await eraseMessages(tx, sql`workspace_id = ${workspaceId} and id = any(${ids}::uuid[])`);
  await sql`
    update event
    set payload = payload || ${json({ words: [] })}
    where workspace_id = ${workspaceId}
      and type = 'conflict.noticed'
      and payload ->> 'messageId' = any(${ids}::text[])
      and ticket_id in (
        select ticket_id from message
        where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])
      )
  `.execute(tx);
  await sql`
    update notification
    set payload = '{}'
    where workspace_id = ${workspaceId}
      and payload -> 'event' ->> 'messageId' = any(${ids}::text[])
      and ticket_id in (
        select ticket_id from message
        where workspace_id = ${workspaceId} and id = any(${ids}::uuid[])
      )
  `.execute(tx);
  return fileKeys;
}
