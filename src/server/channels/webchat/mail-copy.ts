import { sql } from 'kysely';
import type { MessageId } from '#domain/kernel/id.ts';
import { type Instant, instant, plusMs } from '#domain/kernel/instant.ts';
import type { Ground } from '#server/belay.ts';
import type { ChangeListener, TicketChange } from '#server/features/ticket/public.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import {
  type Delivery,
  type Letter,
  type OutboxHandler,
  type OutboxRow,
  post,
  postAll,
} from '#server/platform/outbox.ts';

/*
 * An answer in a chat is delivered by standing there. When the visitor has gone, nobody reads it:
 * so each one also puts a row into the outbox that looks again a minute later.
 *   seen, taken back, or nowhere to send it     nothing to do;
 *   the visitor's page is open                  look again later, they may still turn to it;
 *   the agent goes on writing                   look again when a minute was quiet;
 *   else                                        everything unseen leaves as one mail.
 */

export const unseenKind = 'webchat.unseen';

const quietMs = 60_000;
/** The widget's connection says each half minute that it is there. */
const gapMsMax = 45_000;
const waitMsMax = 10 * 60_000;
/** At most so many automatic mails an hour go to an address that nobody has proved (PROMISES). */
const automaticPerHourMax = 3;

/** Posts the second look at whatever is said to a visitor. */
export const watchUnseen: ChangeListener = (tx, changes) => postAll(tx, changes.flatMap(looksAt));

function looksAt(change: TicketChange): Letter[] {
  const { ticket } = change.aggregate;
  if (ticket.channelKind !== 'webchat' || ticket.channelId === null) return [];
  return change.recorded.flatMap(({ event }) =>
    event.type !== 'message.sent'
      ? []
      : {
          workspaceId: change.workspaceId,
          kind: unseenKind,
          orderKey: `unseen:${event.messageId}`,
          ticketId: ticket.id,
          messageId: event.messageId,
          payload: {},
          notBefore: plusMs(change.now, quietMs),
          createdAt: change.now,
        },
  );
}

/** Takes the second look. */
export function unseenHandler(ground: Ground): OutboxHandler {
  return {
    deliver: async (row) => lookAgain(await readScene(ground.db, row), row, ground.clock.now()),
    settle: async (tx, row, delivery) => {
      if (delivery.outcome === 'sent' && delivery.detail === sendsMail) {
        await postMail(ground, tx, row);
      }
    },
  };
}

const sendsMail = 'mail';

type Scene = {
  readonly isUnseen: boolean;
  readonly isAutomatic: boolean;
  readonly lastSeenAt: Instant | null;
  readonly newestUnseenAt: Instant | null;
  readonly to: string | null;
  readonly isProved: boolean;
  readonly automaticMails: number;
  readonly hasMailChannel: boolean;
};

/** Decides what the look says; writes nothing. */
function lookAgain(scene: Scene | null, row: OutboxRow, now: Instant): Delivery {
  if (scene === null || !scene.isUnseen) return { outcome: 'sent', detail: 'seen' };
  if (scene.to === null || !scene.hasMailChannel) return { outcome: 'sent', detail: 'no address' };
  if (scene.isAutomatic && !scene.isProved && scene.automaticMails >= automaticPerHourMax) {
    return { outcome: 'sent', detail: 'too many' };
  }
  if (scene.lastSeenAt !== null && scene.lastSeenAt > now - gapMsMax) {
    const afterMs = Math.min(quietMs * row.attempt, waitMsMax);
    return { outcome: 'retry', afterMs, reason: 'The visitor has the page open.' };
  }
  const quietAt = plusMs(scene.newestUnseenAt ?? now, quietMs);
  if (quietAt > now) {
    return { outcome: 'retry', afterMs: quietAt - now, reason: 'The agent is still writing.' };
  }
  return { outcome: 'sent', detail: sendsMail };
}

async function readScene(db: Db, row: OutboxRow): Promise<Scene | null> {
  const since = instant(row.createdAt - 60 * 60_000);
  const { rows } = await sql<Scene>`
    select
      m.seen_at is null and m.delivery <> 'recalled' as "isUnseen",
      m.is_automatic as "isAutomatic",
      (
        select max(v.last_seen_at)
        from chat_visitor v
        where v.workspace_id = m.workspace_id
          and v.ticket_id = m.ticket_id
      ) as "lastSeenAt",
      (
        select max(u.created_at)
        from message u
        where u.workspace_id = m.workspace_id
          and u.ticket_id = m.ticket_id
          and ${isUnseen}
      ) as "newestUnseenAt",
      address.value as to,
      coalesce(address.is_verified, false) as "isProved",
      (
        -- By address and not by ticket: a stranger may begin any number of chats for one address.
        select count(*)::integer
        from message s
        where s.workspace_id = m.workspace_id
          and s.ticket_id in (
            select t.id
            from ticket t
            where t.workspace_id = m.workspace_id
              and t.contact_id = address.contact_id
            union all
            select v.ticket_id
            from chat_visitor v
            where v.workspace_id = m.workspace_id
              and v.contact_id = address.contact_id
          )
          and s.is_automatic
          and exists (
            select
            from outbox o
            where o.workspace_id = s.workspace_id
              and o.message_id = s.id
              and o.kind = 'message.email'
              and o.created_at > ${at(since)}
          )
      ) as "automaticMails",
      exists (
        select
        from channel c
        where c.workspace_id = m.workspace_id
          and c.kind = 'email'
          and c.is_enabled
      ) as "hasMailChannel"
    from message m
    left join lateral (${addressOf}) address on true
    where m.workspace_id = ${row.workspaceId}
      and m.id = ${row.messageId}
  `.execute(db);
  return rows[0] ?? null;
}

/** Messages `u` that were said to the visitor, not seen, and not mailed before. */
const isUnseen = sql`
  u.direction = 'out'
  and u.kind = 'public'
  and u.seen_at is null
  and u.delivery <> 'recalled'
  and not exists (
    select
    from outbox mailed
    where mailed.workspace_id = u.workspace_id
      and mailed.ticket_id = u.ticket_id
      and mailed.kind = 'message.email'
      and (mailed.message_id = u.id or mailed.payload -> 'covers' ? u.id::text)
  )
`;

/** Where the visitor of message `m` can be reached, unless mail to it came back. */
const addressOf = sql`
  select i.value, i.is_verified, i.contact_id
  from chat_visitor v
  join contact_identity i on i.workspace_id = v.workspace_id and i.contact_id = v.contact_id
  where v.workspace_id = m.workspace_id
    and v.ticket_id = m.ticket_id
    and i.kind = 'email'
    and i.bounced_at is null
  order by i.created_at
  limit 1
`;

type Unseen = {
  readonly id: MessageId;
  readonly text: string;
  readonly to: string;
  readonly hasFiles: boolean;
};

/**
 * Posts what is unseen as one mail, under the ticket's lock: rows of the same minute come at the
 * same moment, and the first takes all. A message with files leaves by itself, to carry them.
 */
async function postMail(ground: Ground, tx: Tx, row: OutboxRow): Promise<void> {
  await sql`
    select id from ticket where workspace_id = ${row.workspaceId} and id = ${row.ticketId} for update
  `.execute(tx);
  const { rows } = await sql<Unseen>`
    select
      m.id,
      m.text,
      address.value as to,
      exists (
        select from attachment f where f.workspace_id = m.workspace_id and f.message_id = m.id
      ) as "hasFiles"
    from message m
    join message u on u.workspace_id = m.workspace_id and u.id = m.id
    join lateral (${addressOf}) address on true
    where m.workspace_id = ${row.workspaceId}
      and m.ticket_id = ${row.ticketId}
      and ${isUnseen}
    order by m.created_at, m.id
  `.execute(tx);
  const now = ground.clock.now();
  for (const bundle of bundled(rows)) {
    const last = bundle.at(-1);
    if (last === undefined || row.ticketId === null) continue;
    await post(tx, {
      workspaceId: row.workspaceId,
      kind: 'message.email',
      orderKey: `ticket:${row.ticketId}`,
      ticketId: row.ticketId,
      messageId: last.id,
      payload: {
        to: last.to,
        text: bundle.map(({ text }) => text).join('\n\n'),
        covers: bundle.map(({ id }) => id),
      },
      notBefore: now,
      createdAt: now,
    });
  }
}

function bundled(rows: readonly Unseen[]): readonly (readonly Unseen[])[] {
  const plain = rows.filter(({ hasFiles }) => !hasFiles);
  const withFiles = rows.filter(({ hasFiles }) => hasFiles).map((each) => [each]);
  return plain.length === 0 ? withFiles : [plain, ...withFiles];
}
