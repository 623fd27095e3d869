import { sql } from 'kysely';
import { listIssueTypes } from '#contract/issue-type.ts';
import {
  countTickets,
  followTicket,
  listTickets as listTicketsEndpoint,
  readTicketByNumber,
  ticketViews,
  updateTicket,
} from '#contract/ticket.ts';
import { readTicket } from '#contract/ticket-page.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import type { AccessGate } from '#server/platform/access/access.ts';
import { ticketIsVisibleTo } from '#server/platform/access/ticket-visibility.ts';
import { at } from '#server/platform/db/parameters.ts';
import { acceptedOrThrow, RequestRefused } from '#server/platform/errors/refused.ts';
import { type Route, route } from '#server/platform/http/route.ts';
import { changeTicket } from './change-ticket.ts';
import { deadlineRoutes } from './deadline-routes.ts';
import { readIssueTypes } from './issue-types.ts';
import { countViews, listTickets } from './list-query.ts';

import { readTicketPage } from './page-query.ts';
import { presentChange } from './present-change.ts';
import type { WriteCore } from './write-core.ts';

/** The tickets themselves: lists, the page, opening and changing one. */
export function ticketRoutes(core: WriteCore, gate: AccessGate): readonly Route[] {
  return [
    ...readingRoutes(core, gate),
    ...writingRoutes(core, gate),
    ...deadlineRoutes(core, gate),
  ];
}

function readingRoutes(core: WriteCore, gate: AccessGate): readonly Route[] {
  const { db, clock } = core;
  return [
    route({
      ...listTicketsEndpoint,
      errors: ['cursor_invalid'],
      handler: ({ actor, query }) => listTickets(db, actor, { request: query, now: clock.now() }),
    }),
    route({
      ...countTickets,
      handler: async ({ actor }) => ({
        counts: await countViews(db, actor, { views: ticketViews, now: clock.now() }),
      }),
    }),
    route({
      ...listIssueTypes,
      handler: async ({ actor }) => ({ items: await readIssueTypes(db, actor) }),
    }),
    route({
      ...readTicketByNumber,
      errors: ['not_found'],
      handler: async ({ actor, params }) => {
        const { rows } = await sql<{ id: string }>`
          with recursive found as (
            select t.id, t.merged_into
            from ticket t
            where t.workspace_id = ${actor.workspaceId}
              and t.number = ${params.number}
              and ${ticketIsVisibleTo(actor, 't')}
            union all
            select t.id, t.merged_into
            from found
            join ticket t on t.workspace_id = ${actor.workspaceId} and t.id = found.merged_into
            where ${ticketIsVisibleTo(actor, 't')}
          )
          select id
          from found
          where merged_into is null
        `.execute(db);
        const row = rows[0];
        if (row === undefined) throw new RequestRefused('not_found');
        return row;
      },
    }),
    route({
      ...readTicket,
      errors: ['not_found'],
      handler: async ({ actor, params }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.read');
        const page = await readTicketPage(core, actor, params.ticketId as TicketId);
        if (page === null) throw new RequestRefused('not_found');
        return page;
      },
    }),
  ];
}

function writingRoutes(core: WriteCore, gate: AccessGate): readonly Route[] {
  return [
    route({
      ...updateTicket,
      errors: ['not_found', 'version_mismatch'],
      handler: async ({ actor, params, body, ifMatch }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.update');
        const changed = await changeTicket(core, actor, {
          ticketId: params.ticketId as TicketId,
          changes: { ...body, version: body.version ?? ifMatch ?? undefined },
        });
        return presentChange(core, actor, acceptedOrThrow(changed).aggregate, null);
      },
    }),
    route({
      ...followTicket,
      errors: ['not_found'],
      handler: async ({ actor, params, body }) => {
        await gate.ticket(actor, params.ticketId, 'ticket.follow');
        const key = [actor.workspaceId, params.ticketId, actor.agentId] as const;
        await (body.isFollowed
          ? sql`
              insert into follower (workspace_id, ticket_id, agent_id, created_at)
              values (${sql.join(key)}, ${at(core.clock.now())})
              on conflict do nothing
            `
          : sql`
              delete from follower
              where (workspace_id, ticket_id, agent_id) = (${key[0]}, ${key[1]}, ${key[2]})
            `
        ).execute(core.db);
        return { isFollowed: body.isFollowed };
      },
    }),
  ];
}
