import { sql } from 'kysely';
import type { Team } from '#contract/team.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';

type Which = {
  readonly workspaceId: WorkspaceId;
  readonly now: Instant;
  readonly isArchived?: boolean;
  readonly teamId?: string;
};

/** The teams by tier and name, either those at work or those archived; one when an id is given. */
export async function readTeams(db: Db, which: Which): Promise<Team[]> {
  const { teamId, isArchived } = which;
  const { rows } = await sql<Team>`
    select
      t.id,
      t.name,
      t.tier,
      t.department,
      t.calendar_id as "calendarId",
      t.skills,
      t.languages,
      t.lead_id as "leadId",
      t.manager_id as "managerId",
      t.is_restricted as "isRestricted",
      t.archived_at is not null as "isArchived",
      array(
        select m.agent_id::text
        from team_member m
        join agent a on a.workspace_id = m.workspace_id and a.id = m.agent_id
        where m.workspace_id = t.workspace_id
          and m.team_id = t.id
        order by lower(a.name), a.id
      ) as "memberIds",
      (
        select s.agent_id
        from on_call_shift s
        where s.workspace_id = t.workspace_id
          and s.team_id = t.id
          and s.from_at <= ${at(which.now)}
          and s.to_at > ${at(which.now)}
        order by s.is_override desc, s.from_at desc
        limit 1
      ) as "onCallId",
      (
        select count(*)::integer
        from ticket
        where ticket.workspace_id = t.workspace_id
          and ticket.team_id = t.id
          and ticket.state not in ('solved', 'closed')
      ) as "openTicketCount"
    from team t
    where t.workspace_id = ${which.workspaceId}
      and (${teamId ?? null}::uuid is null or t.id = ${teamId ?? null})
      and (${isArchived ?? null}::boolean is null or (t.archived_at is not null) = ${isArchived ?? null})
    order by t.tier, lower(t.name), t.id
  `.execute(db);
  return rows;
}

/** What would still send work to the team if it were archived; null when nothing would. */
export async function findUseOfTeam(
  db: Db,
  which: { readonly workspaceId: WorkspaceId; readonly teamId: string },
): Promise<string | null> {
  const { workspaceId, teamId } = which;
  const { rows } = await sql<{ uses: string }>`
    select uses
    from (
      select 1 as place, 'tickets' as uses
      where exists (
        select from ticket
        where workspace_id = ${workspaceId}
          and team_id = ${teamId}
          and state not in ('solved', 'closed')
      )
      union all
      select 2, 'channels'
      where exists (
        select from channel
        where workspace_id = ${workspaceId}
          and team_id = ${teamId}
          and is_enabled
      )
      union all
      -- By its id, which nothing else in a document can look like; or as the last of its tier.
      select 3, 'matrix'
      from team t
      join matrix_version v on v.workspace_id = t.workspace_id and v.state = 'published'
      where t.workspace_id = ${workspaceId}
        and t.id = ${teamId}
        and (
          v.document::text like '%' || ${teamId} || '%'
          or (
            jsonb_path_exists(
              v.document,
              '$.** ? (@.kind == "tier" && @.tier == $tier)',
              jsonb_build_object('tier', t.tier)
            )
            and not exists (
              select
              from team other
              where other.workspace_id = t.workspace_id
                and other.tier = t.tier
                and other.id <> t.id
                and other.archived_at is null
            )
          )
        )
      union all
      select 4, 'policies'
      where exists (
        select
        from sla_policy p
        join sla_policy_version v on v.workspace_id = p.workspace_id and v.id = p.current_version_id
        where p.workspace_id = ${workspaceId}
          and p.archived_at is null
          and v.document::text like '%' || ${teamId} || '%'
      )
    ) found
    order by place
    limit 1
  `.execute(db);
  return rows[0]?.uses ?? null;
}
