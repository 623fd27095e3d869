import { sql } from 'kysely';
import type { Agent, TimeOff } from '#contract/agent.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, instantFromIso, toIso } from '#domain/kernel/instant.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';

type Which = {
  readonly workspaceId: WorkspaceId;
  readonly now: Instant;
  readonly agentId?: string;
};

/**
 * Who works here by name, those who have left last; one of them when an id is given. Whoever has
 * not accepted their invitation has never come, and is on the list of invitations instead.
 */
export async function readAgents(db: Db, which: Which): Promise<Agent[]> {
  const { rows } = await sql<Agent>`
    select
      a.id,
      a.name,
      a.email,
      a.role,
      a.language,
      a.presence,
      a.skills,
      a.languages,
      a.ticket_capacity as "ticketCapacity",
      a.chat_capacity as "chatCapacity",
      a.is_active as "isActive",
      array(
        select m.team_id::text
        from team_member m
        join team t on t.workspace_id = m.workspace_id and t.id = m.team_id
        where m.workspace_id = a.workspace_id
          and m.agent_id = a.id
          and t.archived_at is null
        order by t.tier, lower(t.name), t.id
      ) as "teamIds",
      (
        select count(*)::integer
        from ticket t
        where t.workspace_id = a.workspace_id
          and t.owner_id = a.id
          and t.state not in ('solved', 'closed')
      ) as "openTicketCount",
      coalesce(
        (
          select jsonb_agg(
            jsonb_build_object('id', o.id, 'fromAt', o.from_at, 'toAt', o.to_at)
            order by o.from_at, o.id
          )
          from time_off o
          where o.workspace_id = a.workspace_id
            and o.agent_id = a.id
            and o.to_at > ${at(which.now)}
        ),
        '[]'
      ) as "timeOff"
    from agent a
    where a.workspace_id = ${which.workspaceId}
      and (a.is_active or a.user_id is not null)
      and (${which.agentId ?? null}::uuid is null or a.id = ${which.agentId ?? null})
    order by a.is_active desc, lower(a.name), a.id
  `.execute(db);
  return rows.map((row) => ({ ...row, timeOff: row.timeOff.map(inIso) }));
}

/** PostgreSQL writes moments inside JSON with the session's offset. */
function inIso({ id, fromAt, toAt }: TimeOff): TimeOff {
  return { id, fromAt: toIso(instantFromIso(fromAt)), toAt: toIso(instantFromIso(toAt)) };
}
