import { type RawBuilder, sql } from 'kysely';
import type { TicketRow } from '#contract/ticket.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';

type RowClock = NonNullable<TicketRow['nextClock']>;
type Metric = RowClock['metric'];
type Ticking = {
  readonly metric: Metric;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
};
type Named = { readonly id: string; readonly name: string };

/** A row as the queries of lists and of the ticket page select it. */
export type SelectedRow = Omit<
  TicketRow,
  'nextClock' | 'owedClock' | 'snoozedUntil' | 'createdAt' | 'updatedAt' | 'lastMessageAt'
> & {
  readonly nextDueAt: Instant | null;
  readonly nextDueStartedAt: Instant | null;
  readonly nextDueMetric: Metric | null;
  readonly burnsAt: Instant | null;
  readonly owed: Ticking | null;
  readonly snoozedUntil: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly lastMessageAt: Instant | null;
};

/** A person, team or company by id and name, or null where there is none. */
export function namedColumn(table: string): RawBuilder<Named | null> {
  const id = sql.ref(`${table}.id`);
  const name = sql.ref(`${table}.name`);
  return sql`case when ${id} is null then null else jsonb_build_object('id', ${id}, 'name', ${name}) end`;
}

/** The columns of `TicketRow`, from `ticket t` and the tables of `rowJoins`. */
export const rowColumns = sql`
  t.id,
  t.number,
  t.subject,
  t.preview,
  t.state,
  t.priority,
  t.channel_kind as "channelKind",
  t.language,
  t.tags,
  jsonb_build_object(
    'id', c.id, 'name', c.name, 'isVerified', c.is_verified
  ) as contact,
  ${namedColumn('o')} as organization,
  coalesce(o.segment, c.segment) as segment,
  ${namedColumn('owner')} as owner,
  ${namedColumn('team')} as team,
  ${namedColumn('handler_team')} as "handlerTeam",
  ${namedColumn('handler_agent')} as "handlerAgent",
  t.handler_tier as "handlerTier",
  t.escalation_state as "escalationState",
  t.next_due_at as "nextDueAt",
  t.next_due_started_at as "nextDueStartedAt",
  t.next_due_metric as "nextDueMetric",
  t.is_breached as "isBreached",
  t.burns_at as "burnsAt",
  (
    select jsonb_build_object(
      'metric', k.metric,
      'startedAt', round(extract(epoch from k.started_at) * 1000),
      'dueAt', round(extract(epoch from k.due_at) * 1000)
    )
    from clock k
    where t.is_breached
      and k.workspace_id = t.workspace_id
      and k.ticket_id = t.id
      and k.status = 'breached'
      and k.fulfilled_at is null
      and k.ended_at is null
      and k.due_at is not null
    order by k.due_at, k.id
    limit 1
  ) as owed,
  t.unanswered_since is not null as "isUnanswered",
  t.conflict_score as "conflictScore",
  t.snoozed_until as "snoozedUntil",
  t.created_at as "createdAt",
  t.updated_at as "updatedAt",
  t.last_message_at as "lastMessageAt",
  t.version
`;

export const rowJoins = sql`
  join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
  left join organization o on o.workspace_id = t.workspace_id and o.id = t.organization_id
  left join agent owner on owner.workspace_id = t.workspace_id and owner.id = t.owner_id
  left join team on team.workspace_id = t.workspace_id and team.id = t.team_id
  left join team handler_team
    on handler_team.workspace_id = t.workspace_id and handler_team.id = t.handler_team_id
  left join agent handler_agent
    on handler_agent.workspace_id = t.workspace_id and handler_agent.id = t.handler_agent_id
`;

/** Writes moments as the contract has them. */
export function toTicketRow(row: SelectedRow): TicketRow {
  const { nextDueAt, nextDueStartedAt, nextDueMetric, burnsAt: _, owed, ...rest } = row;
  const hasNext = nextDueAt !== null && nextDueStartedAt !== null && nextDueMetric !== null;
  return {
    ...rest,
    nextClock: hasNext
      ? rowClock({ metric: nextDueMetric, startedAt: nextDueStartedAt, dueAt: nextDueAt })
      : null,
    owedClock: owed === null ? null : rowClock(owed),
    snoozedUntil: isoOrNull(row.snoozedUntil),
    createdAt: toIso(row.createdAt),
    updatedAt: toIso(row.updatedAt),
    lastMessageAt: isoOrNull(row.lastMessageAt),
  };
}

function rowClock({ metric, startedAt, dueAt }: Ticking): RowClock {
  return { metric, startedAt: toIso(startedAt), dueAt: toIso(dueAt) };
}

export function isoOrNull(moment: Instant | null): string | null {
  return moment === null ? null : toIso(moment);
}
