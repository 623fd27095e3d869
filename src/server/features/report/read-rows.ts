import { type RawBuilder, sql } from 'kysely';
import type { ReportFilter } from '#contract/report.ts';
import type { CalendarVersionId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Span } from '#domain/metrics/span.ts';
import type { EscalationRow, TicketRow } from '#domain/metrics/row.ts';
import type { Calendar } from '#domain/sla/calendar.ts';
import type { Metric } from '#domain/sla/clock.ts';
import { elapsedOf, type TimedClock } from '#domain/sla/derive.ts';
import { calendarsById, historyConditions, ticketFacts } from '#server/features/ticket/public.ts';
import { ticketIsVisibleTo } from '#server/platform/access/ticket-visibility.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';

/** A ticket with the moments that say which periods it belongs to. */
export type ReportTicket = TicketRow & { readonly answeredAt: Instant | null };

/** A clock cycle that was met or breached, and how long it took by its calendar and by the wall. */
export type ReportClock = {
  readonly ticketId: string;
  readonly metric: Metric;
  readonly cycle: number;
  readonly status: 'met' | 'breached';
  readonly fulfilledAt: Instant | null;
  readonly decidedAt: Instant;
  readonly elapsedMs: number | null;
  readonly wallMs: number | null;
};

export type ReportRows = {
  readonly tickets: readonly ReportTicket[];
  readonly clocks: readonly ReportClock[];
  /** Those begun in the span, and all that are still open. */
  readonly escalations: readonly EscalationRow[];
};

type Asked = { readonly filter: ReportFilter; readonly span: Span };

/**
 * Loads all that the figures of a span are made of: one query for tickets, one for clocks, one for
 * escalations. The figures themselves are the domain's, so that there is one meaning of each.
 */
export async function readRows(db: Db, actor: StaffActor, asked: Asked): Promise<ReportRows> {
  const tickets = await readTickets(db, actor, asked);
  const escalations = await readEscalations(db, actor, asked);
  return { tickets, escalations, clocks: await readClocks(db, actor, asked) };
}

/** The tickets that count at all: of this workspace, to be seen by the actor, through the filter. */
export function countedTickets(actor: StaffActor, filter: ReportFilter): RawBuilder<boolean> {
  const { teamId, ownerId, channelKind, issueType, segment, language, includesImported } = filter;
  const counted = includesImported ? 'with_imported' : 'own';
  const all = [
    sql`t.workspace_id = ${actor.workspaceId}`,
    ticketIsVisibleTo(actor, 't'),
    ...historyConditions({ view: 'all', counted, issueType, segment, language }),
  ];
  if (teamId !== undefined) all.push(sql`t.team_id = ${teamId}`);
  if (ownerId !== undefined) all.push(sql`t.owner_id = ${ownerId}`);
  if (channelKind !== undefined) all.push(sql`t.channel_kind = ${channelKind}`);
  return sql`(${sql.join(all, sql` and `)})`;
}

async function readTickets(
  db: Db,
  actor: StaffActor,
  { filter, span }: Asked,
): Promise<readonly ReportTicket[]> {
  const { rows } = await sql<ReportTicket>`
    select
      t.id as "ticketId",
      t.created_at as "createdAt",
      t.solved_at as "solvedAt",
      t.reopen_count as "reopenCount",
      ${ticketFacts.humanReplyCount} as "humanReplyCount",
      ${ticketFacts.escalationCount} as "escalationCount",
      case when t.solved_at is null then null else ${ticketFacts.solvedByTier} end as "solvedTier",
      ${ticketFacts.lastScore} as score,
      ${ticketFacts.lastAnsweredAt} as "answeredAt",
      t.channel_kind as "channelKind"
    from ticket t
    where ${countedTickets(actor, filter)}
      and (
        ${within(sql`t.created_at`, span)}
        or ${within(sql`t.solved_at`, span)}
        or t.id in (
          select s.ticket_id from survey s
          where s.workspace_id = ${actor.workspaceId}
            and ${within(sql`s.answered_at`, span)}
        )
      )
  `.execute(db);
  return rows;
}

async function readEscalations(
  db: Db,
  actor: StaffActor,
  { filter, span }: Asked,
): Promise<readonly EscalationRow[]> {
  const { rows } = await sql<EscalationRow>`
    select
      e.id as "escalationId",
      e.ticket_id as "ticketId",
      e.started_at as "startedAt",
      e.closed_at as "closedAt",
      greatest(
        (
          select count(*)::integer from hop h
          where h.workspace_id = e.workspace_id and h.escalation_id = e.id
        ) - 1,
        0
      ) as "transferCount"
    from escalation e
    join ticket t on t.workspace_id = e.workspace_id and t.id = e.ticket_id
    where e.workspace_id = ${actor.workspaceId}
      and (e.state <> 'closed' or ${within(sql`e.started_at`, span)})
      and ${countedTickets(actor, filter)}
  `.execute(db);
  return rows;
}

type SelectedClock = TimedClock &
  Pick<ReportClock, 'ticketId' | 'metric' | 'cycle' | 'status' | 'fulfilledAt' | 'decidedAt'>;

async function readClocks(
  db: Db,
  actor: StaffActor,
  { filter, span }: Asked,
): Promise<readonly ReportClock[]> {
  const { rows } = await sql<SelectedClock>`
    select
      k.ticket_id as "ticketId",
      k.metric,
      k.cycle,
      k.status,
      k.started_at as "startedAt",
      k.fulfilled_at as "fulfilledAt",
      case k.status when 'breached' then k.breached_at else k.fulfilled_at end as "decidedAt",
      k.ended_at as "endedAt",
      k.calendar_version_id as "calendarVersionId",
      k.document -> 'pauses' as pauses,
      k.document -> 'unionCalendarVersionIds' as "unionCalendarVersionIds",
      k.document -> 'earlierCalendars' as "earlierCalendars"
    from clock k
    join ticket t on t.workspace_id = k.workspace_id and t.id = k.ticket_id
    where k.workspace_id = ${actor.workspaceId}
      and k.status in ('met', 'breached')
      and (${within(sql`k.fulfilled_at`, span)} or ${within(sql`k.breached_at`, span)})
      and ${countedTickets(actor, filter)}
  `.execute(db);
  const calendars = await calendarsById(db, actor.workspaceId, calendarIdsOf(rows));
  return measured(rows, calendars);
}

type TimedByCalendars = Pick<
  TimedClock,
  'calendarVersionId' | 'unionCalendarVersionIds' | 'earlierCalendars'
>;

/** Every calendar that the clocks ran by. */
export function calendarIdsOf(rows: readonly TimedByCalendars[]): CalendarVersionId[] {
  const ids = rows.flatMap((row) => [
    row.calendarVersionId,
    ...row.unionCalendarVersionIds,
    ...row.earlierCalendars.map(({ calendarVersionId }) => calendarVersionId),
  ]);
  return [...new Set(ids)].filter((id) => id !== null);
}

/** Working time is arithmetic of ours: between slices others get their turn (P24). */
const sliceLength = 2000;

async function measured(
  rows: readonly SelectedClock[],
  calendars: ReadonlyMap<CalendarVersionId, Calendar>,
): Promise<readonly ReportClock[]> {
  const clocks: ReportClock[] = [];
  for (let from = 0; from < rows.length; from += sliceLength) {
    if (from > 0) await new Promise(setImmediate);
    for (const row of rows.slice(from, from + sliceLength)) {
      const { ticketId, metric, cycle, status, fulfilledAt, decidedAt } = row;
      const isFulfilled = fulfilledAt !== null;
      clocks.push({
        ticketId,
        metric,
        cycle,
        status,
        fulfilledAt,
        decidedAt,
        elapsedMs: isFulfilled ? elapsedOf(row, calendars, fulfilledAt) : null,
        wallMs: isFulfilled ? fulfilledAt - row.startedAt : null,
      });
    }
  }
  return clocks;
}

/** What there is to choose from in the filters: only what counts (C45). */
export async function readChoices(
  db: Db,
  actor: StaffActor,
): Promise<{ issueTypes: string[]; languages: string[] }> {
  const { rows } = await sql<{ issueTypes: string[]; languages: string[] }>`
    select
      array(
        select distinct t.issue_type from ticket t
        where t.workspace_id = ${actor.workspaceId}
          and t.issue_type is not null
          and not t.is_spam
          and not t.is_practice
          and ${ticketIsVisibleTo(actor, 't')}
        order by 1
        limit 100
      ) as "issueTypes",
      array(
        select distinct t.language from ticket t
        where t.workspace_id = ${actor.workspaceId}
          and not t.is_spam
          and not t.is_practice
          and ${ticketIsVisibleTo(actor, 't')}
        order by 1
        limit 100
      ) as languages
  `.execute(db);
  return rows[0] ?? { issueTypes: [], languages: [] };
}

export function within(moment: RawBuilder<unknown>, { from, to }: Span): RawBuilder<boolean> {
  return sql`(${moment} >= ${at(from)} and ${moment} < ${at(to)})`;
}
