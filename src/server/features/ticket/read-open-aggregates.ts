import { sql } from 'kysely';
import type { Escalation } from '#domain/escalation/escalation.ts';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Clock } from '#domain/sla/clock.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { CustomerFacts } from '#domain/ticket/context.ts';
import type { Db } from '#server/platform/db/database.ts';
import type { Ticket } from '#server/platform/db/types.ts';
import type { Selectable } from 'kysely';
import { ticketFromRow } from './ticket-row.ts';

export type OpenTicket = {
  readonly aggregate: TicketAggregate;
  readonly customer: CustomerFacts;
};

type Row = Selectable<Ticket> & {
  readonly clocks: readonly Clock[];
  readonly escalations: readonly Escalation[];
  readonly customer: CustomerFacts;
};

/**
 * The next tickets after `after` that are neither solved nor closed, in the order of their ids,
 * with all that decisions about their clocks read. Not locked: for previews of many at once.
 */
export async function readOpenAggregates(
  db: Db,
  workspaceId: WorkspaceId,
  page: { readonly after: TicketId | null; readonly limit: number },
): Promise<readonly OpenTicket[]> {
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
      jsonb_build_object(
        'segment', coalesce(o.segment, c.segment),
        'plan', coalesce(o.plan, c.plan),
        'valueCents', greatest(coalesce(o.value_cents, 0), c.value_cents),
        'riskFlags', c.risk_flags,
        'policyId', o.policy_id
      ) as customer
    from ticket t
    join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
    left join organization o on o.workspace_id = c.workspace_id and o.id = c.organization_id
    where t.workspace_id = ${workspaceId}
      and t.state not in ('solved', 'closed')
      and (${page.after}::uuid is null or t.id > ${page.after})
    order by t.id
    limit ${page.limit}
  `.execute(db);
  return rows.map(({ clocks, escalations, customer, ...row }) => ({
    aggregate: { ticket: ticketFromRow(row), clocks, escalations },
    customer,
  }));
}
