import { sql } from 'kysely';
import type { PolicyDetail, PolicyDocument, PolicyList, PolicyRow } from '#contract/policy.ts';
import type { VersionRow } from '#contract/calendar.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import type { PolicyVersion } from '#domain/sla/policy.ts';
import { validatePolicyOrder } from '#domain/sla/validate-policy.ts';
import type { Db } from '#server/platform/db/database.ts';

type Named = { readonly id: string; readonly name: string };

type ListRow = {
  readonly id: string;
  readonly name: string;
  readonly kind: PolicyRow['kind'];
  readonly archivedAt: Instant | null;
  readonly versionId: string;
  readonly version: number;
  readonly document: PolicyVersion;
  readonly createdAt: Instant;
  readonly createdBy: Named | null;
  readonly calendar: PolicyRow['calendar'];
  readonly clockCount: number;
  readonly olderClockCount: number;
};

/** Every policy in the order of matching, those put away last, and what is odd about the order. */
export async function readPolicies(db: Db, workspaceId: WorkspaceId): Promise<PolicyList> {
  const { rows } = await sql<ListRow>`
    with running as (
      select
        pv.policy_id,
        count(*)::integer as count,
        count(*) filter (where pv.id <> p.current_version_id)::integer as older
      from clock k
      join sla_policy_version pv
        on pv.workspace_id = k.workspace_id and pv.id = k.policy_version_id
      join sla_policy p on p.workspace_id = pv.workspace_id and p.id = pv.policy_id
      where k.workspace_id = ${workspaceId}
        and k.status in ('running', 'paused')
      group by pv.policy_id
    )
    select
      p.id,
      p.name,
      p.kind,
      p.archived_at as "archivedAt",
      v.id as "versionId",
      v.version,
      v.document,
      v.created_at as "createdAt",
      case when a.id is null then null else jsonb_build_object('id', a.id, 'name', a.name) end
        as "createdBy",
      case
        when c.id is null then null
        else jsonb_build_object(
          'id', c.id, 'name', c.name, 'isCurrent', c.current_version_id = cv.id
        )
      end as calendar,
      coalesce(r.count, 0) as "clockCount",
      coalesce(r.older, 0) as "olderClockCount"
    from sla_policy p
    join sla_policy_version v on v.workspace_id = p.workspace_id and v.id = p.current_version_id
    left join agent a on a.workspace_id = v.workspace_id and a.id = v.created_by
    left join calendar_version cv
      on cv.workspace_id = v.workspace_id
      and cv.id::text = v.document ->> 'calendarVersionId'
    left join calendar c on c.workspace_id = cv.workspace_id and c.id = cv.calendar_id
    left join running r on r.policy_id = p.id
    where p.workspace_id = ${workspaceId}
    order by p.archived_at is not null, p.position, p.id
  `.execute(db);
  const inUse = rows.filter(({ archivedAt }) => archivedAt === null);
  return {
    items: rows.map(present),
    nextCursor: null,
    problems: validatePolicyOrder(inUse.map(({ document }) => document)).map((problem) => ({
      ...problem,
    })),
  };
}

function present(row: ListRow): PolicyRow {
  const { id, name, kind, archivedAt, calendar, clockCount, olderClockCount } = row;
  return {
    id,
    name,
    kind,
    archivedAt: archivedAt === null ? null : toIso(archivedAt),
    current: {
      id: row.versionId,
      version: row.version,
      createdAt: toIso(row.createdAt),
      createdBy: row.createdBy,
      document: row.document as unknown as PolicyDocument,
    },
    calendar,
    clockCount,
    olderClockCount,
  };
}

/** One policy with its history; null when the workspace has no such one. */
export async function readPolicyDetail(
  db: Db,
  workspaceId: WorkspaceId,
  policyId: string,
): Promise<PolicyDetail | null> {
  const { items } = await readPolicies(db, workspaceId);
  const row = items.find(({ id }) => id === policyId);
  if (row === undefined) return null;
  const organizations = await sql<Named>`
    select o.id, o.name
    from organization o
    where o.workspace_id = ${workspaceId}
      and o.policy_id = ${policyId}
    order by lower(o.name), o.id
    limit 100
  `.execute(db);
  return {
    ...row,
    versions: await readVersions(db, workspaceId, policyId),
    organizations: organizations.rows,
  };
}

type VersionOf = Omit<VersionRow, 'createdAt'> & { readonly createdAt: Instant };

async function readVersions(
  db: Db,
  workspaceId: WorkspaceId,
  policyId: string,
): Promise<VersionRow[]> {
  const { rows } = await sql<VersionOf>`
    select
      v.id,
      v.version,
      v.created_at as "createdAt",
      case when a.id is null then null else jsonb_build_object('id', a.id, 'name', a.name) end
        as "createdBy"
    from sla_policy_version v
    left join agent a on a.workspace_id = v.workspace_id and a.id = v.created_by
    where v.workspace_id = ${workspaceId}
      and v.policy_id = ${policyId}
    order by v.version desc
  `.execute(db);
  return rows.map((row) => ({ ...row, createdAt: toIso(row.createdAt) }));
}

/** One version with its content; null when the policy has no such one. */
export async function readVersionOf(
  db: Db,
  workspaceId: WorkspaceId,
  which: { readonly policyId: string; readonly versionId: string },
) {
  const versions = await readVersions(db, workspaceId, which.policyId);
  const version = versions.find(({ id }) => id === which.versionId);
  if (version === undefined) return null;
  const { rows } = await sql<{ document: PolicyDocument }>`
    select document
    from sla_policy_version
    where workspace_id = ${workspaceId}
      and id = ${version.id}
  `.execute(db);
  return rows[0] === undefined ? null : { ...version, document: rows[0].document };
}
