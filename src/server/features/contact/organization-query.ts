import { type RawBuilder, sql } from 'kysely';
import type { Organization } from '#contract/organization.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import { ticketIsVisibleTo } from '#server/platform/access/ticket-visibility.ts';
import type { Db } from '#server/platform/db/database.ts';
import { byName, decodeCursor, encodeCursor, pageFrom } from '#server/platform/http/cursor.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { containing } from './search-pattern.ts';

type Row = Omit<Organization, 'createdAt'> & {
  readonly createdAt: Instant;
  readonly sortName: string;
};

const order = 'organizations';

/** One organization; null when the workspace has no such one. */
export async function readOrganizationOf(
  db: Db,
  actor: StaffActor,
  organizationId: string,
): Promise<Organization | null> {
  const { rows } = await sql<Row>`
    ${organizationsOf(actor)}
    and o.id = ${organizationId}
  `.execute(db);
  const row = rows[0];
  return row === undefined ? null : present(row);
}

/** One page of organizations by name. */
export async function listOrganizationsOf(
  db: Db,
  actor: StaffActor,
  request: {
    readonly search?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
): Promise<{ items: Organization[]; nextCursor: string | null }> {
  const after = decodeCursor(request.cursor, order, byName);
  const { rows } = await sql<Row>`
    ${organizationsOf(actor)}
    and ${request.search === undefined ? sql`true` : matching(request.search)}
    and ${after === null ? sql`true` : sql`(lower(o.name), o.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by lower(o.name), o.id
    limit ${request.limit + 1}
  `.execute(db);
  const page = pageFrom(rows, request.limit, (last) =>
    encodeCursor(order, [last.sortName, last.id]),
  );
  return { items: page.items.map(present), nextCursor: page.nextCursor };
}

function matching(search: string): RawBuilder<boolean> {
  const pattern = containing(search);
  return sql<boolean>`(
    lower(o.name) like ${pattern}
    or exists (select from unnest(o.domains) as held (domain) where held.domain like ${pattern})
  )`;
}

function organizationsOf(actor: StaffActor) {
  const tickets = (condition: RawBuilder<boolean>) => sql`(
    select count(*)::integer
    from ticket t
    where t.workspace_id = o.workspace_id
      and t.organization_id = o.id
      and ${condition}
      and ${ticketIsVisibleTo(actor, 't')}
  )`;
  return sql`
    select
      o.id,
      o.name,
      lower(o.name) as "sortName",
      o.domains,
      o.segment,
      o.plan,
      o.value_cents as "valueCents",
      w.currency,
      case
        when p.id is null then null
        else jsonb_build_object('id', p.id, 'name', p.name)
      end as policy,
      o.custom,
      (
        select count(*)::integer
        from contact c
        where c.workspace_id = o.workspace_id
          and c.organization_id = o.id
          and c.merged_into_id is null
          and c.erased_at is null
      ) as "contactCount",
      ${tickets(sql`t.state not in ('solved', 'closed')`)} as "openTicketCount",
      ${tickets(sql`t.escalation_state is not null`)} as "openEscalationCount",
      o.version,
      o.created_at as "createdAt"
    from organization o
    join workspace w on w.id = o.workspace_id
    left join sla_policy p on p.workspace_id = o.workspace_id and p.id = o.policy_id
    where o.workspace_id = ${actor.workspaceId}
  `;
}

function present(row: Row): Organization {
  return { ...row, createdAt: toIso(row.createdAt) };
}
