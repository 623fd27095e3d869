import { type RawBuilder, sql } from 'kysely';
import type { WebchatConversation, WebchatMessage } from '#contract/webchat.ts';
import { type Instant, instantFromIso, plusMs, toIso } from '#domain/kernel/instant.ts';
import type { Ground } from '#server/belay.ts';
import { createSurveyTokens } from '#server/features/feedback/public.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { fileLinkPath } from '#server/platform/files/routes.ts';
import { byMoment, decodeCursor, encodeCursor } from '#server/platform/http/cursor.ts';
import { givenName } from './given-name.ts';
import { presentVisitor, type Visitor } from './visitor.ts';

/*
 * What a visitor may read: the public messages of their own conversation, which is their current
 * ticket and those that it follows up. Notes, recalled replies and everything internal never leave
 * the database here. What came in by mail is left out too: whoever gave another's address in the
 * chat would read what that person answers.
 */

const pageSize = 50;
const order = 'webchat';
/** Longer than a sitting; short enough that a link found later is worth nothing. */
const fileLinkHours = 24;

type Row = {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly isAutomatic: boolean;
  readonly text: string;
  readonly externalId: string | null;
  readonly agentName: string | null;
  readonly surveyId: string | null;
  readonly score: number | null;
  readonly comment: string | null;
  readonly seenAt: Instant | null;
  readonly createdAt: Instant;
  readonly files: readonly FileRow[];
};
type FileRow = {
  readonly id: string;
  readonly filename: string;
  readonly mediaType: string;
  readonly size: number;
  readonly fileKey: string;
};

/** The newest part of the conversation, or the part before a cursor. */
export async function readConversation(
  ground: Ground,
  visitor: Visitor,
  before: string | undefined,
): Promise<WebchatConversation> {
  const from = decodeCursor(before, order, byMoment);
  const rows = await readRows(ground.db, visitor, {
    condition:
      from === null
        ? sql`true`
        : sql`(m.created_at, m.id) < (${at(instantFromIso(from[0]))}, ${from[1]}::uuid)`,
    limit: pageSize + 1,
  });
  const shown = rows.slice(0, pageSize);
  const oldest = shown.at(-1);
  const state = await readState(ground.db, visitor);
  return {
    visitor: presentVisitor(visitor),
    items: shown.toReversed().map((row) => present(ground, visitor, row)),
    earlierCursor:
      rows.length > pageSize && oldest !== undefined
        ? encodeCursor(order, [toIso(oldest.createdAt), oldest.id])
        : null,
    ...state,
  };
}

/** Some messages of the conversation by id, oldest first; those that are not of it are left out. */
export async function readMessages(
  ground: Ground,
  visitor: Visitor,
  messageIds: readonly string[],
): Promise<WebchatMessage[]> {
  const condition = sql<boolean>`m.id = any(${[...messageIds]}::uuid[])`;
  const rows = await readRows(ground.db, visitor, { condition, limit: messageIds.length });
  return rows.toReversed().map((row) => present(ground, visitor, row));
}

/** The tickets of the conversation: the current one and, over follow-ups, those before it. */
function threadOf(visitor: Visitor): RawBuilder<unknown> {
  return sql`
    with recursive thread as (
      select t.id, t.follow_up_of, t.state, t.contact_id, 0 as depth
      from ticket t
      where t.workspace_id = ${visitor.workspaceId}
        and t.id = ${visitor.ticketId}
      union all
      select p.id, p.follow_up_of, p.state, p.contact_id, thread.depth + 1
      from thread
      join ticket p on p.workspace_id = ${visitor.workspaceId} and p.id = thread.follow_up_of
      where p.channel_id = ${visitor.channelId}
        and p.contact_id = thread.contact_id
        and thread.depth < 50
    )
  `;
}

/** What is for the visitor's eyes; every query here asks it. */
const isForVisitor = sql`
  m.kind = 'public'
  and m.delivery <> 'recalled'
  and (m.direction = 'out' or m.channel_kind = 'webchat')
`;

async function readRows(
  db: Db,
  visitor: Visitor,
  part: { readonly condition: RawBuilder<unknown>; readonly limit: number },
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    ${threadOf(visitor)}
    select
      m.id,
      m.direction,
      m.is_automatic as "isAutomatic",
      m.text,
      m.external_id as "externalId",
      a.name as "agentName",
      s.id as "surveyId",
      s.score,
      s.comment,
      m.seen_at as "seenAt",
      m.created_at as "createdAt",
      coalesce(
        (
          select jsonb_agg(
            jsonb_build_object(
              'id', f.id,
              'filename', f.filename,
              'mediaType', f.media_type,
              'size', f.size,
              'fileKey', f.file_key
            )
            order by f.created_at, f.id
          )
          from attachment f
          where f.workspace_id = m.workspace_id
            and f.message_id = m.id
        ),
        '[]'
      ) as files
    from thread
    join message m on m.workspace_id = ${visitor.workspaceId} and m.ticket_id = thread.id
    left join agent a on a.workspace_id = m.workspace_id and a.id = m.author_agent_id
    left join survey s
      on s.workspace_id = m.workspace_id
      and s.ticket_id = m.ticket_id
      and m.template = 'feedback_request'
      and s.requested_at = m.created_at
    where ${isForVisitor}
      and ${part.condition}
    order by m.created_at desc, m.id desc
    limit ${part.limit}
  `.execute(db);
  return rows;
}

async function readState(
  db: Db,
  visitor: Visitor,
): Promise<{ isEnded: boolean; unreadCount: number }> {
  const { rows } = await sql<{ isEnded: boolean; unreadCount: number }>`
    ${threadOf(visitor)}
    select
      coalesce(bool_or(thread.state in ('solved', 'closed')) filter (where thread.depth = 0), false)
        as "isEnded",
      count(m.id)::integer as "unreadCount"
    from thread
    left join message m
      on m.workspace_id = ${visitor.workspaceId}
      and m.ticket_id = thread.id
      and m.direction = 'out'
      and m.seen_at is null
      and ${isForVisitor}
  `.execute(db);
  return rows[0] ?? { isEnded: false, unreadCount: 0 };
}

/** Marks everything up to a message as seen and answers how much is still not. */
export async function markSeen(
  db: Db,
  visitor: Visitor,
  part: { readonly messageId: string; readonly now: Instant },
): Promise<number> {
  await sql`
    ${threadOf(visitor)}
    update message
    set seen_at = ${at(part.now)}
    from thread, message as newest
    where message.workspace_id = ${visitor.workspaceId}
      and message.ticket_id = thread.id
      and message.direction = 'out'
      and message.kind = 'public'
      and message.seen_at is null
      and newest.workspace_id = ${visitor.workspaceId}
      and newest.id = ${part.messageId}
      and newest.ticket_id in (select id from thread)
      and message.created_at <= newest.created_at
  `.execute(db);
  return (await readState(db, visitor)).unreadCount;
}

/** Whether a ticket has ended for the visitor, who knows no other states. */
export function hasEnded(state: string): boolean {
  return state === 'solved' || state === 'closed';
}

function present(ground: Ground, visitor: Visitor, row: Row): WebchatMessage {
  const isOwn = row.direction === 'in';
  const prefix = `${visitor.id}:`;
  return {
    id: row.id,
    clientId: row.externalId?.startsWith(prefix) ? row.externalId.slice(prefix.length) : null,
    author: isOwn ? 'visitor' : row.isAutomatic ? 'automatic' : 'agent',
    name: isOwn || row.agentName === null ? null : givenName(row.agentName),
    text: row.text,
    files: row.files.map((file) => presentFile(ground, file)),
    survey:
      row.surveyId === null
        ? null
        : {
            token: createSurveyTokens(ground.secret).sign(row.surveyId),
            score: row.score,
            comment: row.comment,
          },
    isSeen: isOwn || row.seenAt !== null,
    at: toIso(row.createdAt),
  };
}

function presentFile(ground: Ground, file: FileRow): WebchatMessage['files'][number] {
  const { id, filename, mediaType, size, fileKey } = file;
  const token = ground.fileLinks.sign({
    key: fileKey,
    fileName: filename,
    mediaType,
    expiresAtMs: plusMs(ground.clock.now(), fileLinkHours * 60 * 60_000),
  });
  return { id, filename, mediaType, size, url: fileLinkPath(token) };
}

/** The names under which a visitor's message is known, so that its second arrival is recognised. */
export function externalIdOf(visitor: Visitor, clientId: string): string {
  return `${visitor.id}:${clientId}`;
}
