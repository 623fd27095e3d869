import { type RawBuilder, sql } from 'kysely';
import type { ContactRow } from '#contract/contact.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import { ticketIsVisibleTo } from '#server/platform/access/ticket-visibility.ts';
import type { Db } from '#server/platform/db/database.ts';
import { byName, decodeCursor, encodeCursor, pageFrom } from '#server/platform/http/cursor.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { containing } from './search-pattern.ts';

type Row = Omit<ContactRow, 'updatedAt'> & {
  readonly updatedAt: Instant;
  readonly sortName: string;
};

const order = 'contacts';

/** One page of customers by name; those who were merged or erased are no customers any more. */
export async function listContactsOf(
  db: Db,
  actor: StaffActor,
  request: {
    readonly search?: string | undefined;
    readonly organizationId?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
): Promise<{ items: ContactRow[]; nextCursor: string | null }> {
  const after = decodeCursor(request.cursor, order, byName);
  const { organizationId, search } = request;
  const { rows } = await sql<Row>`
    select
      c.id,
      c.name,
      lower(c.name) as "sortName",
      c.is_verified as "isVerified",
      case when o.id is null then null else jsonb_build_object('id', o.id, 'name', o.name) end
        as organization,
      coalesce(o.segment, c.segment) as segment,
      (
        select i.value
        from contact_identity i
        where i.workspace_id = c.workspace_id and i.contact_id = c.id and i.kind = 'email'
        order by i.created_at, i.id
        limit 1
      ) as email,
      (
        select count(*)::integer
        from ticket t
        where t.workspace_id = c.workspace_id
          and t.contact_id = c.id
          and t.state not in ('solved', 'closed')
          and ${ticketIsVisibleTo(actor, 't')}
      ) as "openTicketCount",
      c.last_score as "lastScore",
      c.risk_flags as "riskFlags",
      c.updated_at as "updatedAt"
    from contact c
    left join organization o on o.workspace_id = c.workspace_id and o.id = c.organization_id
    where c.workspace_id = ${actor.workspaceId}
      and c.merged_into_id is null
      and c.erased_at is null
      and ${organizationId === undefined ? sql`true` : sql`c.organization_id = ${organizationId}`}
      and ${search === undefined || search === '' ? sql`true` : matching(search)}
      and ${after === null ? sql`true` : sql`(lower(c.name), c.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by lower(c.name), c.id
    limit ${request.limit + 1}
  `.execute(db);
  const page = pageFrom(rows, request.limit, (last) =>
    encodeCursor(order, [last.sortName, last.id]),
  );
  return {
    items: page.items.map((row) => ({
      ...row,
      updatedAt: toIso(row.updatedAt),
    })),
    nextCursor: page.nextCursor,
  };
}

function matching(search: string): RawBuilder<boolean> {
  const pattern = containing(search);
  return sql<boolean>`(
    lower(c.name) like ${pattern}
    or lower(o.name) like ${pattern}
    or exists (
      select from contact_identity i
      join contact held on held.workspace_id = i.workspace_id and held.id = i.contact_id
      where i.workspace_id = c.workspace_id
        and (held.id = c.id or held.merged_into_id = c.id)
        and lower(i.value) like ${pattern}
    )
  )`;
}
