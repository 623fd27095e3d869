import { sql } from 'kysely';
import type { CalendarVersionId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { MatrixVersion } from '#domain/matrix/matrix.ts';
import type { Agent, Directory, Team } from '#domain/people/directory.ts';
import type { Calendar } from '#domain/sla/calendar.ts';
import type { PolicyVersion } from '#domain/sla/policy.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { calendarsById, policiesById } from './known-versions.ts';

/** What a workspace has declared, apart from who is where just now. */
export type Declared = {
  readonly policies: readonly PolicyVersion[];
  readonly pastPolicies: ReadonlyMap<string, PolicyVersion>;
  readonly calendars: ReadonlyMap<CalendarVersionId, Calendar>;
  readonly matrix: MatrixVersion;
};

/** Loads policies, calendars and the published matrix. Throws for a workspace not set up. */
export async function loadDeclared(db: Db, workspaceId: WorkspaceId): Promise<Declared> {
  const versions = await db
    .selectFrom('sla_policy_version as v')
    .innerJoin('sla_policy as p', (join) =>
      join.onRef('p.workspace_id', '=', 'v.workspace_id').onRef('p.id', '=', 'v.policy_id'),
    )
    .select(['v.id', 'p.current_version_id', 'p.archived_at'])
    .where('v.workspace_id', '=', workspaceId)
    .orderBy('p.position')
    .orderBy('p.id')
    .execute();
  const policies = await policiesById(
    db,
    workspaceId,
    versions.map(({ id }) => id),
  );
  const calendars = await db
    .selectFrom('calendar_version')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .execute();
  const matrix = await db
    .selectFrom('matrix_version')
    .select(['id', 'version', 'document'])
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'published')
    .executeTakeFirst();
  if (matrix === undefined) throw new Error(`workspace ${workspaceId} has no published matrix`);
  const current = versions.filter(
    ({ id, current_version_id, archived_at }) => id === current_version_id && archived_at === null,
  );
  return {
    policies: current.flatMap(({ id }) => policies.get(id) ?? []),
    pastPolicies: policies,
    calendars: await calendarsById(
      db,
      workspaceId,
      calendars.map(({ id }) => id),
    ),
    matrix: {
      ...(matrix.document as unknown as MatrixVersion),
      id: matrix.id,
      version: matrix.version,
    },
  };
}

/** Loads everybody a decision may name, as they are at `now`. */
export async function loadDirectory(
  db: Db,
  workspaceId: WorkspaceId,
  now: Instant,
): Promise<Directory> {
  const agents = await loadAgents(db, workspaceId, now);
  const teams = await loadTeams(db, workspaceId, now);
  const workspace = await db
    .selectFrom('workspace')
    .select('catch_all_agent_id')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  if (workspace.catch_all_agent_id === null) {
    throw new Error(`workspace ${workspaceId} has no catch-all owner`);
  }
  return {
    agents: new Map(agents.map((agent) => [agent.id, agent])),
    teams: new Map(teams.map((team) => [team.id, team])),
    catchAllId: workspace.catch_all_agent_id,
  };
}

/** Nobody's capacity is near this; counting all of somebody's half a million takes its time. */
const loadCountMax = 1000;

async function loadAgents(db: Db, workspaceId: WorkspaceId, now: Instant): Promise<Agent[]> {
  const { rows } = await sql<Agent>`
    select
      a.id,
      a.name,
      a.role,
      a.is_active as "isActive",
      a.presence,
      exists (
        select from time_off o
        where o.workspace_id = a.workspace_id
          and o.agent_id = a.id
          and o.from_at <= ${at(now)}
          and o.to_at > ${at(now)}
      ) as "isOnTimeOff",
      a.skills,
      a.languages,
      held.count::integer as "openTicketCount",
      a.ticket_capacity as capacity
    from agent a
    cross join lateral (
      select count(*) as count
      from (
        select
        from ticket t
        where t.workspace_id = ${workspaceId}
          and t.owner_id = a.id
          and t.state not in ('solved', 'closed')
        limit ${loadCountMax}
      ) open
    ) held
    where a.workspace_id = ${workspaceId}
    order by a.created_at, a.id
  `.execute(db);
  return rows;
}

async function loadTeams(db: Db, workspaceId: WorkspaceId, now: Instant): Promise<Team[]> {
  const { rows } = await sql<Team>`
    select
      t.id,
      t.name,
      t.tier,
      t.department,
      c.current_version_id as "calendarVersionId",
      t.skills,
      t.languages,
      t.lead_id as "leadId",
      t.manager_id as "managerId",
      (
        select s.agent_id
        from on_call_shift s
        where s.workspace_id = t.workspace_id
          and s.team_id = t.id
          and s.from_at <= ${at(now)}
          and s.to_at > ${at(now)}
        order by s.is_override desc, s.from_at desc
        limit 1
      ) as "onCallId",
      coalesce(
        (
          select array_agg(m.agent_id order by m.created_at, m.agent_id)
          from team_member m
          where m.workspace_id = t.workspace_id
            and m.team_id = t.id
        ),
        '{}'
      ) as "memberIds"
    from team t
    left join calendar c on c.workspace_id = t.workspace_id and c.id = t.calendar_id
    where t.workspace_id = ${workspaceId}
      and t.archived_at is null
    order by t.created_at, t.id
  `.execute(db);
  return rows;
}
