import { sql } from 'kysely';
import type { Contact } from '#contract/contact.ts';
import type { ContactId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import { ticketIsVisibleTo } from '#server/platform/access/ticket-visibility.ts';
import type { Db } from '#server/platform/db/database.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { readOrganizationOf } from './organization-query.ts';

type Row = Omit<Contact, 'organization' | 'tickets' | 'createdAt'> & {
  readonly organizationId: string | null;
  readonly createdAt: Instant;
};

type TicketRow = Omit<Contact['tickets'][number], 'createdAt'> & { readonly createdAt: Instant };

const ticketsShown = 10;

/**
 * One customer as the page beside a ticket shows them. Whoever was merged is answered as the one
 * they were merged into; null when the workspace has no such customer, or has erased them.
 */
export async function readContactOf(
  db: Db,
  actor: StaffActor,
  contactId: string,
): Promise<Contact | null> {
  const id = await survivorOf(db, actor, contactId);
  if (id === null) return null;
  const { rows } = await sql<Row>`
    select
      c.id,
      c.name,
      c.language,
      c.is_verified as "isVerified",
      c.segment,
      c.plan,
      c.value_cents as "valueCents",
      w.currency,
      c.risk_flags as "riskFlags",
      c.custom,
      c.last_score as "lastScore",
      c.organization_id as "organizationId",
      c.version,
      c.created_at as "createdAt",
      ${identitiesOf},
      coalesce(
        (
          select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.name, m.id)
          from contact m
          where m.workspace_id = c.workspace_id and m.merged_into_id = c.id
        ),
        '[]'
      ) as merged,
      (
        select count(*)::integer
        from ticket t
        where t.workspace_id = c.workspace_id
          and t.contact_id = c.id
          and ${ticketIsVisibleTo(actor, 't')}
      ) as "ticketCount",
      (
        select count(*)::integer
        from ticket t
        where t.workspace_id = c.workspace_id
          and t.contact_id = c.id
          and t.escalation_state is not null
          and ${ticketIsVisibleTo(actor, 't')}
      ) as "openEscalationCount"
    from contact c
    join workspace w on w.id = c.workspace_id
    where c.workspace_id = ${actor.workspaceId}
      and c.id = ${id}
  `.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  const { organizationId, ...rest } = row;
  return {
    ...rest,
    createdAt: toIso(row.createdAt),
    organization:
      organizationId === null ? null : await readOrganizationOf(db, actor, organizationId),
    // A key that may read customers may not read tickets by that.
    tickets: mayReadTickets(actor) ? await readLatestTickets(db, actor, id) : [],
  };
}

function mayReadTickets(actor: StaffActor): boolean {
  return actor.kind === 'agent' || actor.scopes.includes('tickets:read');
}

const identitiesOf = sql`
  coalesce(
    (
      select jsonb_agg(
        jsonb_build_object(
          'id', i.id,
          'kind', i.kind,
          'value', i.value,
          'isVerified', i.is_verified,
          'hasBounced', i.bounced_at is not null,
          'isMerged', i.contact_id <> c.id
        )
        order by i.contact_id <> c.id, i.created_at, i.id
      )
      from contact_identity i
      join contact held on held.workspace_id = i.workspace_id and held.id = i.contact_id
      where i.workspace_id = c.workspace_id
        and (held.id = c.id or held.merged_into_id = c.id)
    ),
    '[]'
  ) as identities
`;

/** Where a merged customer went; null when there is none, or none any more. */
async function survivorOf(db: Db, actor: StaffActor, contactId: string): Promise<ContactId | null> {
  const { rows } = await sql<{ id: ContactId }>`
    select coalesce(merged_into_id, id) as id
    from contact
    where workspace_id = ${actor.workspaceId}
      and id = ${contactId}
      and erased_at is null
  `.execute(db);
  return rows[0]?.id ?? null;
}

async function readLatestTickets(
  db: Db,
  actor: StaffActor,
  contactId: string,
): Promise<Contact['tickets']> {
  const { rows } = await sql<TicketRow>`
    select
      t.id,
      t.number,
      t.subject,
      t.state,
      t.created_at as "createdAt",
      t.escalation_state as "escalationState",
      t.handler_tier as "handlerTier"
    from ticket t
    where t.workspace_id = ${actor.workspaceId}
      and t.contact_id = ${contactId}
      and ${ticketIsVisibleTo(actor, 't')}
    order by t.created_at desc, t.id desc
    limit ${ticketsShown}
  `.execute(db);
  return rows.map((row) => ({ ...row, createdAt: toIso(row.createdAt) }));
}
