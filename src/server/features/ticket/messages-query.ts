import { sql } from 'kysely';
import type { Message } from '#contract/message.ts';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, plusMs, toIso } from '#domain/kernel/instant.ts';
import { undoWindowMs } from '#domain/ticket/periods.ts';
import type { Ticket } from '#domain/ticket/ticket.ts';
import type { Db } from '#server/platform/db/database.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { sendAgainAddress } from './reply-address.ts';
import { namedColumn } from './row-columns.ts';

type Row = Omit<Message, 'createdAt' | 'recallableUntil' | 'rawUrl' | 'attachments'> & {
  readonly createdAt: Instant;
  readonly rawMessageId: string | null;
  readonly attachments: readonly Omit<Message['attachments'][number], 'url'>[];
};

type Key = {
  readonly workspaceId: WorkspaceId;
  readonly ticketId: TicketId;
  readonly actor: StaffActor;
};

/** Enough for any conversation people read; older ones are found by search. */
const messagesMax = 500;

/** The conversation, oldest first, with its files and whom each note mentions. */
export async function readMessages(db: Db, key: Key, ticket: Ticket): Promise<Message[]> {
  const rows = await selectMessages(db, key);
  return rows.map(({ rawMessageId, ...row }) => ({
    ...row,
    attachments: row.attachments.map((file) => ({
      ...file,
      url: `/api/v1/attachments/${file.id}/content`,
    })),
    sendAgainTo: ticket.state === 'closed' || ticket.isSpam ? null : row.sendAgainTo,
    recallableUntil: recallableUntil(row, key.actor, ticket),
    rawUrl: rawMessageId === null ? null : `/api/v1/messages/${row.id}/raw`,
    createdAt: toIso(row.createdAt),
  }));
}

function recallableUntil(
  row: Pick<Row, 'id' | 'delivery'>,
  actor: StaffActor,
  ticket: Ticket,
): string | null {
  const last = ticket.recallable;
  const isMine = last !== null && last.messageId === row.id && last.agentId === actor.agentId;
  return isMine && row.delivery === 'queued' ? toIso(plusMs(last.sentAt, undoWindowMs)) : null;
}

async function selectMessages(db: Db, key: Key): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select
      m.id,
      m.kind,
      m.direction,
      ${namedColumn('a')} as agent,
      ${namedColumn('c')} as contact,
      m.is_automatic as "isAutomatic",
      m.call_outcome as call,
      m.template,
      m.channel_kind as "channelKind",
      m.text,
      m.full_text as "fullText",
      m.html is not null as "hasHtml",
      m.language,
      m.address,
      m.problems,
      ${mentionsOf} as mentions,
      ${attachmentsOf} as attachments,
      m.delivery,
      case
        when m.delivery = 'failed' then
          jsonb_build_object(
            'code', coalesce(m.delivery_problem, 'other'),
            'detail', m.delivery_error
          )
      end as "deliveryProblem",
      again.value as "sendAgainTo",
      m.raw_message_id as "rawMessageId",
      m.created_at as "createdAt"
    from (
      select *
      from message
      where workspace_id = ${key.workspaceId}
        and ticket_id = ${key.ticketId}
        and delivery <> 'recalled'
      order by created_at desc, id desc
      limit ${messagesMax}
    ) m
    join ticket t on t.workspace_id = m.workspace_id and t.id = m.ticket_id
    left join lateral (${sendAgainAddress}) again on m.delivery = 'failed'
    left join agent a on a.workspace_id = m.workspace_id and a.id = m.author_agent_id
    left join contact c on c.workspace_id = m.workspace_id and c.id = m.author_contact_id
    order by m.created_at, m.id
  `.execute(db);
  return rows;
}

/** Whom message `m` calls. */
const mentionsOf = sql`
  coalesce(
    (
      select jsonb_agg(jsonb_build_object('id', ma.id, 'name', ma.name) order by ma.name)
      from mention mn
      join agent ma on ma.workspace_id = mn.workspace_id and ma.id = mn.agent_id
      where mn.workspace_id = m.workspace_id and mn.message_id = m.id
    ),
    '[]'
  )
`;

/** The files of message `m`, but for where they are fetched. */
const attachmentsOf = sql`
  coalesce(
    (
      select jsonb_agg(
        jsonb_build_object(
          'id', f.id,
          'filename', f.filename,
          'mediaType', f.media_type,
          'size', f.size,
          'isInline', f.is_inline,
          'contentId', f.content_id
        )
        order by f.created_at, f.id
      )
      from attachment f
      where f.workspace_id = m.workspace_id and f.message_id = m.id
    ),
    '[]'
  )
`;
