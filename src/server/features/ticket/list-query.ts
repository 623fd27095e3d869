import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { TicketFilter, TicketRow, TicketView } from '#contract/ticket.ts';
import { type Instant, plusMs, toIso } from '#domain/kernel/instant.ts';
import { ticketIsVisibleTo } from '#server/platform/access/ticket-visibility.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { searchQuery } from '#server/platform/db/search-vector.ts';
import {
  byMomentOrNone,
  decodeCursor,
  encodeCursor,
  pageFrom,
} from '#server/platform/http/cursor.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { clockConditions, historyConditions, momentConditions } from './history-conditions.ts';
import { rowColumns, rowJoins, type SelectedRow, toTicketRow } from './row-columns.ts';

export type TicketSort = 'burning' | 'updated' | 'created';

export type ListRequest = TicketFilter & {
  readonly sort?: TicketSort | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** What is due within this long is breaching soon, as is everything past its target. */
const soonMs = 60 * 60 * 1000;

/** One page of a list, in one query: rows, names, the nearest clock, filtered by the gate. */
export async function listTickets(
  db: Db,
  actor: StaffActor,
  part: { readonly request: ListRequest; readonly now: Instant },
): Promise<{ items: TicketRow[]; nextCursor: string | null }> {
  const { request, now } = part;
  const sort = request.sort ?? (request.view === 'breaching_soon' ? 'burning' : 'updated');
  const order = orders[sort];
  const cursor = decodeCursor(request.cursor, `tickets:${sort}`, order.shape);
  const { rows } = await sql<SelectedRow>`
    select ${rowColumns}
    from ticket t
    ${rowJoins}
    where ${listedTickets(actor, request, now)}
      and ${cursor === null ? sql`true` : order.after(cursor)}
    order by ${order.by}
    limit ${request.limit + 1}
  `.execute(db);
  const page = pageFrom(rows, request.limit, (last) =>
    encodeCursor(`tickets:${sort}`, order.valuesOf(last)),
  );
  return { items: page.items.map(toTicketRow), nextCursor: page.nextCursor };
}

type Order = {
  readonly by: RawBuilder<unknown>;
  readonly shape: z.ZodType<readonly [string | null, string]>;
  readonly after: (cursor: readonly [string | null, string]) => RawBuilder<boolean>;
  readonly valuesOf: (row: SelectedRow) => readonly [string | null, string];
};

const orders: Readonly<Record<TicketSort, Order>> = {
  // What burns first: the longest overdue, then the nearest deadlines, then those without a clock.
  burning: {
    by: sql`t.burns_at asc nulls last, t.id asc`,
    shape: byMomentOrNone,
    after: ([due, id]) =>
      due === null
        ? sql`(t.burns_at is null and t.id > ${id}::uuid)`
        : sql`(
            (t.burns_at, t.id) > (${due}::timestamptz, ${id}::uuid)
            or t.burns_at is null
          )`,
    valuesOf: (row) => [row.burnsAt === null ? null : toIso(row.burnsAt), row.id],
  },
  updated: {
    by: sql`t.updated_at desc, t.id desc`,
    shape: byMomentOrNone,
    after: ([moment, id]) => sql`(t.updated_at, t.id) < (${moment}::timestamptz, ${id}::uuid)`,
    valuesOf: (row) => [toIso(row.updatedAt), row.id],
  },
  created: {
    by: sql`t.created_at desc, t.id desc`,
    shape: byMomentOrNone,
    after: ([moment, id]) => sql`(t.created_at, t.id) < (${moment}::timestamptz, ${id}::uuid)`,
    valuesOf: (row) => [toIso(row.createdAt), row.id],
  },
};

/** Which rows of `ticket t` a list shows: the actor's own to see, in the view, through the filter. */
export function listedTickets(
  actor: StaffActor,
  filter: TicketFilter,
  now: Instant,
): RawBuilder<boolean> {
  return sql`(
    t.workspace_id = ${actor.workspaceId}
    and ${ticketIsVisibleTo(actor, 't')}
    and ${conditions(actor, filter, now)}
  )`;
}

function conditions(actor: StaffActor, filter: TicketFilter, now: Instant): RawBuilder<boolean> {
  const all: RawBuilder<boolean>[] = [viewCondition(actor, filter.view, now)];
  if (filter.teamId !== undefined) all.push(sql`t.team_id = ${filter.teamId}`);
  if (filter.ownerId !== undefined) all.push(sql`t.owner_id = ${filter.ownerId}`);
  if (filter.state === 'unsolved') all.push(sql`t.state not in ('solved', 'closed')`);
  else if (filter.state !== undefined) all.push(sql`t.state = ${filter.state}`);
  if (filter.priority !== undefined) all.push(sql`t.priority = ${filter.priority}`);
  if (filter.channelKind !== undefined) all.push(sql`t.channel_kind = ${filter.channelKind}`);
  if (filter.contactId !== undefined) all.push(sql`t.contact_id = ${filter.contactId}`);
  if (filter.organizationId !== undefined) {
    all.push(sql`t.organization_id = ${filter.organizationId}`);
  }
  if (filter.tag !== undefined) all.push(sql`${filter.tag} = any(t.tags)`);
  all.push(...momentConditions(filter), ...historyConditions(filter), ...clockConditions(filter));
  if (filter.search !== undefined) all.push(searchCondition(actor, filter.search));
  return sql.join(all, sql` and `);
}

function viewCondition(actor: StaffActor, view: TicketView, now: Instant): RawBuilder<boolean> {
  const open = sql`t.state not in ('solved', 'closed') and not t.is_spam`;
  const teams = sql`${[...actor.teamIds]}::uuid[]`;
  const isAwake = sql`(t.snoozed_until is null or t.snoozed_until <= ${at(now)})`;
  switch (view) {
    case 'mine':
      return sql`t.owner_id = ${actor.agentId} and ${open} and ${isAwake}`;
    case 'team':
      return sql`t.team_id = any(${teams}) and ${open} and ${isAwake}`;
    case 'unassigned':
      return sql`t.owner_id is null and ${open}`;
    case 'escalated_to_me':
      return sql`t.escalation_state = 'active' and exists (
        select from hop h
        where h.workspace_id = t.workspace_id
          and h.ticket_id = t.id
          and h.state <> 'ended'
          and (
            h.acknowledged_by = ${actor.agentId}
            or (
              h.acknowledged_by is null
              and (h.to_team_id = any(${teams}) or ${actor.agentId}::uuid = any(h.to_agent_ids))
            )
          )
      )`;
    case 'escalated_by_me':
      return sql`t.escalation_state is not null and t.escalated_by = ${actor.agentId}`;
    case 'breaching_soon':
      return sql`(t.next_due_at <= ${at(plusMs(now, soonMs))} or t.is_breached) and ${open}`;
    case 'mentions':
      return sql`exists (
        select from mention m
        where m.workspace_id = t.workspace_id
          and m.ticket_id = t.id
          and m.agent_id = ${actor.agentId}
      )`;
    case 'all':
      return sql`true`;
    default:
      return view satisfies never;
  }
}

function searchCondition(actor: StaffActor, text: string): RawBuilder<boolean> {
  const number = /^#?(\d{1,15})$/.exec(text.trim())?.[1];
  const query = searchQuery(text);
  const byNumber = (ticket: 't' | 's') =>
    number === undefined
      ? sql<boolean>`false`
      : sql<boolean>`${sql.ref(`${ticket}.number`)} = ${number}`;
  const bySubject = (ticket: 't' | 's') =>
    query === null ? sql<boolean>`false` : sql<boolean>`${sql.ref(`${ticket}.search`)} @@ ${query}`;
  // What has become part of a ticket is found as that ticket, not as itself.
  const byMerged = sql<boolean>`t.id in (
    select s.merged_into from ticket s
    where s.workspace_id = ${actor.workspaceId}
      and s.merged_into is not null
      and (${byNumber('s')} or ${bySubject('s')})
  )`;
  if (query === null) return sql`(t.merged_into is null and (${byNumber('t')} or ${byMerged}))`;
  return sql`t.merged_into is null and (
    ${byNumber('t')}
    or ${bySubject('t')}
    or ${byMerged}
    or t.id in (
      select m.ticket_id from message m
      where m.workspace_id = ${actor.workspaceId} and m.search @@ ${query}
    )
    or t.contact_id in (
      select c.id from contact c
      where c.workspace_id = ${actor.workspaceId} and lower(c.name) like lower(${`${text}%`})
    )
  )`;
}

/** Counts above this are shown as "999+", so that no count reads the whole history. */
const countMax = 1000;

/** How many tickets each of the views holds now, in one round trip. */
export async function countViews(
  db: Db,
  actor: StaffActor,
  part: { readonly views: readonly TicketView[]; readonly now: Instant },
): Promise<Record<string, number>> {
  const counts = part.views.map(
    (view) => sql`(
      select count(*)::integer
      from (
        select
        from ticket t
        where t.workspace_id = ${actor.workspaceId}
          and ${ticketIsVisibleTo(actor, 't')}
          and ${viewCondition(actor, view, part.now)}
        limit ${countMax}
      ) found
    ) as ${sql.ref(view)}`,
  );
  const { rows } = await sql<Record<string, number>>`select ${sql.join(counts)}`.execute(db);
  return rows[0] ?? {};
}
