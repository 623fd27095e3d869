import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { AgentId, ContactId, TeamId, WorkspaceId } from '#domain/kernel/id.ts';
import type { StaffActor } from '../http/principal.ts';
import { seesRestrictedTeams, type Visibility, type VisibilityLoader } from './access.ts';

type TicketRow = {
  id: string;
  is_restricted: boolean;
  team_ids: TeamId[];
  agent_ids: AgentId[];
  contact_id: ContactId;
};

/** How the gate loads one ticket. */
export function ticketVisibilityLoader(db: QueryExecutorProvider): VisibilityLoader {
  return async (workspaceId, id) =>
    (await readTicketVisibilities(db, workspaceId, [id])).get(id) ?? null;
}

/**
 * Who may see each of these tickets, by id; one that the workspace does not have is absent. Says
 * the same as `ticketIsVisibleTo` says for lists; a test walks both over the same tickets.
 */
export async function readTicketVisibilities(
  db: QueryExecutorProvider,
  workspaceId: WorkspaceId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Visibility>> {
  const { rows } = await sql<TicketRow>`
    select
      ticket.id,
      coalesce(team.is_restricted, false) as is_restricted,
      array_remove(
        array[ticket.team_id, ticket.handler_team_id]
          || array(
            select hop.to_team_id from hop
            where hop.workspace_id = ticket.workspace_id and hop.ticket_id = ticket.id
          ),
        null
      ) as team_ids,
      array_remove(
        array[ticket.owner_id, ticket.handler_agent_id, ticket.escalated_by]
          || array(
            select unnest(hop.to_agent_ids) from hop
            where hop.workspace_id = ticket.workspace_id and hop.ticket_id = ticket.id
          ),
        null
      ) as agent_ids,
      ticket.contact_id
    from ticket
    left join team on team.workspace_id = ticket.workspace_id and team.id = ticket.team_id
    where ticket.workspace_id = ${workspaceId}
      and ticket.id = any(${[...ids]}::uuid[])
  `.execute(db);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        isRestricted: row.is_restricted,
        teamIds: row.team_ids,
        agentIds: row.agent_ids,
        privateTo: null,
        contactId: row.contact_id,
      },
    ]),
  );
}

/**
 * The gate as a condition of SQL, for lists, counts, search and exports: true for the tickets that
 * the actor may see. `ticket` is the name that the query gives the table.
 */
export function ticketIsVisibleTo(actor: StaffActor, ticket = 'ticket'): RawBuilder<boolean> {
  if (seesRestrictedTeams(actor.role)) return sql<boolean>`true`;
  const t = sql.table(ticket);
  const teamIds = sql`${[...actor.teamIds]}::uuid[]`;
  return sql<boolean>`(
    not exists (
      select 1 from team as guarding
      where guarding.workspace_id = ${t}.workspace_id
        and guarding.id = ${t}.team_id
        and guarding.is_restricted
    )
    or ${t}.team_id = any(${teamIds})
    or ${t}.handler_team_id = any(${teamIds})
    or ${actor.agentId}::uuid in (${t}.owner_id, ${t}.handler_agent_id, ${t}.escalated_by)
    or exists (
      select 1 from hop as handed
      where handed.workspace_id = ${t}.workspace_id
        and handed.ticket_id = ${t}.id
        and (handed.to_team_id = any(${teamIds}) or ${actor.agentId}::uuid = any(handed.to_agent_ids))
    )
  )`;
}
