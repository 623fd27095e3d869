import { type RawBuilder, sql } from 'kysely';
import type { Notification, NotificationCount } from '#contract/notification.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import { ticketIsVisibleTo } from '#server/platform/access/ticket-visibility.ts';
import type { Db } from '#server/platform/db/database.ts';
import { byMoment, decodeCursor, encodeCursor, pageFrom } from '#server/platform/http/cursor.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';

type Row = Omit<Notification, 'createdAt' | 'readAt'> & {
  readonly createdAt: Instant;
  readonly readAt: Instant | null;
};

const order = 'notifications';

/** One page of what the person was told, the newest first. */
export async function listOwnNotifications(
  db: Db,
  actor: StaffActor,
  request: {
    readonly cursor?: string | undefined;
    readonly limit: number;
    readonly isUnread?: boolean | undefined;
  },
): Promise<{ items: Notification[]; nextCursor: string | null }> {
  const after = decodeCursor(request.cursor, order, byMoment);
  const isUnread = request.isUnread === undefined ? sql`true` : unread(request.isUnread);
  const { rows } = await sql<Row>`
    select
      n.id,
      n.about,
      n.urgency,
      case
        when t.id is null then null
        else jsonb_build_object('id', t.id, 'number', t.number, 'subject', t.subject)
      end as ticket,
      case
        when n.payload -> 'actor' ->> 'kind' is null then null
        else jsonb_build_object(
          'kind', n.payload -> 'actor' ->> 'kind',
          'id', n.payload -> 'actor' ->> 'id',
          'name', coalesce(a.name, case when n.payload -> 'actor' ->> 'kind' = 'contact' then c.name end)
        )
      end as actor,
      c.name as "contactName",
      coalesce(nullif(n.payload -> 'event', 'null'::jsonb), '{}'::jsonb) as detail,
      coalesce((n.payload ->> 'alsoCount')::integer, 0) as "alsoCount",
      n.created_at as "createdAt",
      n.read_at as "readAt"
    from notification n
    left join ticket t on t.workspace_id = n.workspace_id and t.id = n.ticket_id
    left join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
    left join agent a
      on a.workspace_id = n.workspace_id
      and a.id = (n.payload -> 'actor' ->> 'id')::uuid
    where ${ownOf(actor)}
      and ${isUnread}
      and ${after === null ? sql`true` : sql`(n.created_at, n.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by n.created_at desc, n.id desc
    limit ${request.limit + 1}
  `.execute(db);
  const page = pageFrom(rows, request.limit, (last) =>
    encodeCursor(order, [toIso(last.createdAt), last.id]),
  );
  return {
    nextCursor: page.nextCursor,
    items: page.items.map((row) => ({
      ...row,
      createdAt: toIso(row.createdAt),
      readAt: row.readAt === null ? null : toIso(row.readAt),
    })),
  };
}

/** Beyond this a bell says "99+", and no count reads years of notices. */
const countMax = 100;

/** What the bell shows. */
export async function countOwnNotifications(db: Db, actor: StaffActor): Promise<NotificationCount> {
  const { rows } = await sql<NotificationCount>`
    select
      count(*)::integer as "unreadCount",
      (count(*) filter (where urgency = 'page'))::integer as "unreadPageCount",
      (
        select n.id
        from notification n
        where n.workspace_id = ${actor.workspaceId}
          and n.agent_id = ${actor.agentId}
        order by n.created_at desc, n.id desc
        limit 1
      ) as "newestId"
    from (
      select n.urgency
      from notification n
      left join ticket t on t.workspace_id = n.workspace_id and t.id = n.ticket_id
      where ${ownOf(actor)}
        and n.read_at is null
      limit ${countMax}
    ) waiting
  `.execute(db);
  return rows[0] ?? { unreadCount: 0, unreadPageCount: 0, newestId: null };
}

function unread(isUnread: boolean): RawBuilder<boolean> {
  return isUnread ? sql`n.read_at is null` : sql`n.read_at is not null`;
}

/** What is one's own; a ticket that has moved behind a restricted team takes its notices along. */
function ownOf(actor: StaffActor): RawBuilder<boolean> {
  return sql<boolean>`(
    n.workspace_id = ${actor.workspaceId}
    and n.agent_id = ${actor.agentId}
    and (n.ticket_id is null or ${ticketIsVisibleTo(actor, 't')})
  )`;
}
