import { sql } from 'kysely';
import type {
  CalendarDetail,
  CalendarDocument,
  CalendarRow,
  CalendarVersion,
  VersionRow,
} from '#contract/calendar.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import { calendarIdsIn } from '#domain/matrix/names.ts';
import type { MatrixContent } from '#domain/matrix/matrix.ts';
import type { Db } from '#server/platform/db/database.ts';

type Named = { readonly id: string; readonly name: string };

type ListRow = {
  readonly id: string;
  readonly name: string;
  readonly archivedAt: Instant | null;
  readonly versionId: string;
  readonly version: number;
  readonly document: CalendarDocument;
  readonly createdAt: Instant;
  readonly createdBy: Named | null;
  readonly teamCount: number;
  readonly policyCount: number;
};

/** Every calendar with its current version, by name, those put away last. */
export async function readCalendars(db: Db, workspaceId: WorkspaceId): Promise<CalendarRow[]> {
  const { rows } = await sql<ListRow>`
    select
      c.id,
      c.name,
      c.archived_at as "archivedAt",
      v.id as "versionId",
      v.version,
      v.document,
      v.created_at as "createdAt",
      case when a.id is null then null else jsonb_build_object('id', a.id, 'name', a.name) end
        as "createdBy",
      (
        select count(*)::integer
        from team t
        where t.workspace_id = c.workspace_id
          and t.calendar_id = c.id
          and t.archived_at is null
      ) as "teamCount",
      (
        select count(*)::integer
        from sla_policy p
        join sla_policy_version pv
          on pv.workspace_id = p.workspace_id and pv.id = p.current_version_id
        join calendar_version used
          on used.workspace_id = pv.workspace_id
          and used.id::text = pv.document ->> 'calendarVersionId'
        where p.workspace_id = c.workspace_id
          and p.archived_at is null
          and used.calendar_id = c.id
      ) as "policyCount"
    from calendar c
    join calendar_version v on v.workspace_id = c.workspace_id and v.id = c.current_version_id
    left join agent a on a.workspace_id = v.workspace_id and a.id = v.created_by
    where c.workspace_id = ${workspaceId}
    order by c.archived_at is not null, lower(c.name), c.id
  `.execute(db);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    archivedAt: row.archivedAt === null ? null : toIso(row.archivedAt),
    current: {
      id: row.versionId,
      version: row.version,
      document: row.document,
      createdAt: toIso(row.createdAt),
      createdBy: row.createdBy,
    },
    teamCount: row.teamCount,
    policyCount: row.policyCount,
  }));
}

/** One calendar and all that counts by it; null when the workspace has no such one. */
export async function readCalendarDetail(
  db: Db,
  workspaceId: WorkspaceId,
  calendarId: string,
): Promise<CalendarDetail | null> {
  const found = (await readCalendars(db, workspaceId)).find(({ id }) => id === calendarId);
  if (found === undefined) return null;
  const { id, name, archivedAt, current } = found;
  const versions = await readVersions(db, workspaceId, calendarId);
  return {
    id,
    name,
    archivedAt,
    current,
    versions,
    usedBy: {
      teams: await readTeams(db, workspaceId, calendarId),
      policies: await readPolicies(db, workspaceId, calendarId),
      rules: await readRules(db, workspaceId, {
        versionIds: versions.map((version) => version.id),
        currentId: current.id,
      }),
    },
    olderClockCount: await countOlderClocks(db, workspaceId, calendarId),
  };
}

type VersionOf = Omit<VersionRow, 'createdAt'> & { readonly createdAt: Instant };

async function readVersions(
  db: Db,
  workspaceId: WorkspaceId,
  calendarId: string,
): Promise<VersionRow[]> {
  const { rows } = await sql<VersionOf>`
    select
      v.id,
      v.version,
      v.created_at as "createdAt",
      case when a.id is null then null else jsonb_build_object('id', a.id, 'name', a.name) end
        as "createdBy"
    from calendar_version v
    left join agent a on a.workspace_id = v.workspace_id and a.id = v.created_by
    where v.workspace_id = ${workspaceId}
      and v.calendar_id = ${calendarId}
    order by v.version desc
  `.execute(db);
  return rows.map((row) => ({ ...row, createdAt: toIso(row.createdAt) }));
}

/** One version with its content; null when the calendar has no such one. */
export async function readVersionOf(
  db: Db,
  workspaceId: WorkspaceId,
  which: { readonly calendarId: string; readonly versionId: string },
): Promise<CalendarVersion | null> {
  const versions = await readVersions(db, workspaceId, which.calendarId);
  const version = versions.find(({ id }) => id === which.versionId);
  if (version === undefined) return null;
  const { rows } = await sql<{ document: CalendarDocument }>`
    select document
    from calendar_version
    where workspace_id = ${workspaceId}
      and id = ${version.id}
  `.execute(db);
  return rows[0] === undefined ? null : { ...version, document: rows[0].document };
}

async function readTeams(db: Db, workspaceId: WorkspaceId, calendarId: string): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select t.id, t.name
    from team t
    where t.workspace_id = ${workspaceId}
      and t.calendar_id = ${calendarId}
      and t.archived_at is null
    order by lower(t.name), t.id
  `.execute(db);
  return rows;
}

async function readPolicies(db: Db, workspaceId: WorkspaceId, calendarId: string) {
  const { rows } = await sql<Named & { readonly isCurrent: boolean }>`
    select p.id, p.name, used.id = c.current_version_id as "isCurrent"
    from sla_policy p
    join sla_policy_version pv on pv.workspace_id = p.workspace_id and pv.id = p.current_version_id
    join calendar_version used
      on used.workspace_id = pv.workspace_id
      and used.id::text = pv.document ->> 'calendarVersionId'
    join calendar c on c.workspace_id = used.workspace_id and c.id = used.calendar_id
    where p.workspace_id = ${workspaceId}
      and p.archived_at is null
      and used.calendar_id = ${calendarId}
    order by p.position, p.id
  `.execute(db);
  return rows;
}

/** Rules of the published matrix whose conditions ask for hours of the calendar. */
async function readRules(
  db: Db,
  workspaceId: WorkspaceId,
  of: { readonly versionIds: readonly string[]; readonly currentId: string },
) {
  const row = await db
    .selectFrom('matrix_version')
    .select('document')
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'published')
    .executeTakeFirst();
  if (row === undefined) return [];
  const content = row.document as unknown as MatrixContent;
  return content.rules.flatMap((rule) => {
    const asked: readonly string[] = [...calendarIdsIn({ ...content, rules: [rule] })];
    const own = asked.filter((id) => of.versionIds.includes(id));
    if (own.length === 0) return [];
    return [{ id: rule.id, name: rule.name, isCurrent: own.every((id) => id === of.currentId) }];
  });
}

async function countOlderClocks(
  db: Db,
  workspaceId: WorkspaceId,
  calendarId: string,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count
    from clock k
    join calendar_version v
      on v.workspace_id = k.workspace_id and v.id = k.calendar_version_id
    join calendar c on c.workspace_id = v.workspace_id and c.id = v.calendar_id
    where k.workspace_id = ${workspaceId}
      and v.calendar_id = ${calendarId}
      and v.id <> c.current_version_id
      and k.status in ('running', 'paused')
  `.execute(db);
  return rows[0]?.count ?? 0;
}
