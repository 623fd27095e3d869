import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Escalation } from '#domain/escalation/escalation.ts';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Clock } from '#domain/sla/clock.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { CustomerFacts } from '#domain/ticket/context.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import type { Ticket } from '#server/platform/db/types.ts';
import { ticketFromRow } from './ticket-row.ts';

/** A ticket with all that decisions about it read, apart from what the workspace has declared. */
export type LoadedTicket = {
  readonly aggregate: TicketAggregate;
  readonly customer: CustomerFacts;
};

/**
 * Locks tickets and loads them, by id; one that does not exist is absent. They are locked in the
 * order of their ids, so that two who want several never wait for each other.
 *
 * The lock is taken by a statement of its own: one that waits for a lock goes on with the snapshot
 * it began with, so that clocks read by the same statement could be older than the ticket.
 */
export async function lockTickets(
  tx: Tx,
  workspaceId: WorkspaceId,
  ticketIds: readonly TicketId[],
): Promise<ReadonlyMap<TicketId, LoadedTicket>> {
  if (ticketIds.length === 0) return new Map();
  await sql`
    select id
    from ticket
    where workspace_id = ${workspaceId}
      and id = any(${[...ticketIds]}::uuid[])
    order by id
    for update
  `.execute(tx);
  const loaded = await load(tx, workspaceId, sql`t.id = any(${[...ticketIds]}::uuid[])`);
  return new Map(loaded.map((each) => [each.aggregate.ticket.id, each]));
}

/** Loads a ticket without a lock, for reading: previews, explanations, the timeline's future. */
export async function readAggregate(
  db: Db,
  workspaceId: WorkspaceId,
  ticketId: TicketId,
): Promise<TicketAggregate | null> {
  const [loaded] = await load(db, workspaceId, sql`t.id = ${ticketId}`);
  return loaded?.aggregate ?? null;
}

/**
 * The next tickets after `after` that are neither solved nor closed, in the order of their ids.
 * Not locked: for previews of many at once.
 */
export function readOpenTickets(
  db: Db,
  workspaceId: WorkspaceId,
  page: { readonly after: TicketId | null; readonly limit: number },
): Promise<readonly LoadedTicket[]> {
  return load(
    db,
    workspaceId,
    sql`
      t.state not in ('solved', 'closed')
      and (${page.after}::uuid is null or t.id > ${page.after})
    `,
    sql`order by t.id limit ${page.limit}`,
  );
}

type Row = Selectable<Ticket> & {
  readonly clocks: readonly Clock[];
  readonly escalations: readonly Escalation[];
  readonly customer: CustomerFacts;
};

async function load(
  db: Db,
  workspaceId: WorkspaceId,
  which: RawBuilder<unknown>,
  order: RawBuilder<unknown> = sql``,
): Promise<readonly LoadedTicket[]> {
  const { rows } = await sql<Row>`
    select
      t.*,
      (
        select coalesce(jsonb_agg(k.document order by k.started_at, k.id), '[]')
        from clock k
        where k.workspace_id = t.workspace_id
          and k.ticket_id = t.id
      ) as clocks,
      (
        select coalesce(jsonb_agg(e.document order by e.started_at, e.id), '[]')
        from escalation e
        where e.workspace_id = t.workspace_id
          and e.ticket_id = t.id
      ) as escalations,
      ${customerFacts} as customer
    from ticket t
    join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
    left join organization o on o.workspace_id = c.workspace_id and o.id = c.organization_id
    where t.workspace_id = ${workspaceId}
      and ${which}
    ${order}
  `.execute(db);
  return rows.map(({ clocks, escalations, customer, ...row }) => ({
    aggregate: { ticket: ticketFromRow(row), clocks, escalations },
    customer,
  }));
}

/**
 * What is known of the customer, from a contact `c` and its organization `o`; the organization's
 * word goes before the contact's own.
 */
const customerFacts = sql`
  jsonb_build_object(
    'segment', coalesce(o.segment, c.segment),
    'plan', coalesce(o.plan, c.plan),
    'valueCents', greatest(coalesce(o.value_cents, 0), c.value_cents),
    'riskFlags', c.risk_flags,
    'policyId', o.policy_id
  )
`;

/** The same facts for somebody who has no ticket yet. Throws for a contact that is not there. */
export async function loadCustomer(
  db: Db,
  workspaceId: WorkspaceId,
  contactId: string,
): Promise<CustomerFacts> {
  const { rows } = await sql<{ customer: CustomerFacts }>`
    select ${customerFacts} as customer
    from contact c
    left join organization o on o.workspace_id = c.workspace_id and o.id = c.organization_id
    where c.workspace_id = ${workspaceId}
      and c.id = ${contactId}
  `.execute(db);
  const facts = rows[0]?.customer;
  if (facts === undefined) throw new Error(`contact ${contactId} is not in the workspace`);
  return facts;
}
