import { sql } from 'kysely';
import type {
  Directory,
  DirectoryAgent,
  DirectoryChannel,
  DirectoryTeam,
} from '#contract/directory.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import type { Db } from '#server/platform/db/database.ts';

/** People by name, teams by tier; whoever has left stays in, marked, so that history has names. */
export async function readDirectoryOf(db: Db, workspaceId: WorkspaceId): Promise<Directory> {
  const agents = await sql<DirectoryAgent>`
    select
      a.id,
      a.name,
      a.role,
      a.presence,
      a.is_active as "isActive",
      coalesce(
        (
          select array_agg(m.team_id order by t.tier, lower(t.name), t.id)
          from team_member m
          join team t on t.workspace_id = m.workspace_id and t.id = m.team_id
          where m.workspace_id = a.workspace_id
            and m.agent_id = a.id
            and t.archived_at is null
        ),
        '{}'
      ) as "teamIds"
    from agent a
    where a.workspace_id = ${workspaceId}
    order by lower(a.name), a.id
  `.execute(db);
  const teams = await sql<DirectoryTeam>`
    select
      t.id,
      t.name,
      t.tier,
      t.department,
      coalesce(
        (
          select array_agg(m.agent_id order by lower(a.name), a.id)
          from team_member m
          join agent a on a.workspace_id = m.workspace_id and a.id = m.agent_id
          where m.workspace_id = t.workspace_id
            and m.team_id = t.id
            and a.is_active
        ),
        '{}'
      ) as "memberIds"
    from team t
    where t.workspace_id = ${workspaceId}
      and t.archived_at is null
    order by t.tier, lower(t.name), t.id
  `.execute(db);
  const channels = await sql<DirectoryChannel>`
    select id, kind, name, address
    from channel
    where workspace_id = ${workspaceId}
      and is_enabled
      and kind <> 'imported'
    order by created_at, id
  `.execute(db);
  return { agents: agents.rows, teams: teams.rows, channels: channels.rows };
}
