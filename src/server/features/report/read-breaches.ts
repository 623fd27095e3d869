import { sql } from 'kysely';
import type { BreachQuery } from '#contract/breach-report.ts';
import { earlier, type Instant, later } from '#domain/kernel/instant.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { type HoldingEvent, holdingEvents, holdingsOf } from '#domain/metrics/holdings.ts';
import type { Span } from '#domain/metrics/span.ts';
import type { SplitCycle } from '#domain/metrics/time-figures.ts';
import { whereTimeWent } from '#domain/metrics/where-time-went.ts';
import type { Metric } from '#domain/sla/clock.ts';
import type { TimedClock } from '#domain/sla/derive.ts';
import { calendarsById, cycleEndedBy } from '#server/features/ticket/public.ts';
import type { Db } from '#server/platform/db/database.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { calendarIdsOf, countedTickets, within } from './read-rows.ts';

/** A clock cycle that breached, with its time taken apart. */
export type BreachedCycle = SplitCycle & {
  readonly number: number;
  readonly subject: string;
  readonly metric: Metric;
  readonly cycle: number;
  readonly startedAt: Instant;
  readonly breachedAt: Instant;
  readonly detectedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly endedBy: 'people' | 'automatic';
  readonly until: Instant;
};

type Asked = { readonly query: BreachQuery; readonly span: Span; readonly now: Instant };

/** Tickets whose events are read at a time: no length of a period fills memory with them. */
const ticketsAtOnce = 500;

/**
 * The breached cycles of the tickets created or solved in the span, however they ended: one for
 * each cycle (C46), in the order of their tickets. Those whom the period leaves out are not read.
 */
export async function readBreachedCycles(
  db: Db,
  actor: StaffActor,
  asked: Asked,
): Promise<readonly BreachedCycle[]> {
  const rows = await readCycles(db, actor, asked);
  const calendars = await calendarsById(db, actor.workspaceId, calendarIdsOf(rows));
  const byTicket = Map.groupBy(rows, ({ ticketId }) => ticketId);
  const ticketIds = [...byTicket.keys()];
  const found: BreachedCycle[] = [];
  for (let from = 0; from < ticketIds.length; from += ticketsAtOnce) {
    const piece = ticketIds.slice(from, from + ticketsAtOnce);
    const events = await readHoldingEvents(db, actor, piece);
    for (const ticketId of piece) {
      const holdings = holdingsOf(events.get(ticketId) ?? []);
      for (const row of byTicket.get(ticketId) ?? []) {
        const until = untilOf(row, asked);
        const slices = whereTimeWent({ clock: row, until }, holdings, calendars);
        found.push({ ...row, until, slices });
      }
    }
  }
  return found;
}

type SelectedCycle = Omit<BreachedCycle, 'slices' | 'until' | 'ticketId'> &
  Omit<TimedClock, 'pauses'> & { readonly ticketId: TicketId };

async function readCycles(
  db: Db,
  actor: StaffActor,
  { query, span }: Asked,
): Promise<readonly SelectedCycle[]> {
  const moment = query.set === 'created' ? sql`t.created_at` : sql`t.solved_at`;
  const { rows } = await sql<SelectedCycle>`
    select
      k.ticket_id as "ticketId",
      t.number,
      t.subject,
      k.metric,
      k.cycle,
      k.started_at as "startedAt",
      k.breached_at as "breachedAt",
      k.detected_at as "detectedAt",
      k.ended_at as "endedAt",
      ${cycleEndedBy} as "endedBy",
      k.calendar_version_id as "calendarVersionId",
      k.document -> 'unionCalendarVersionIds' as "unionCalendarVersionIds",
      k.document -> 'earlierCalendars' as "earlierCalendars"
    from clock k
    join ticket t on t.workspace_id = k.workspace_id and t.id = k.ticket_id
    where k.workspace_id = ${actor.workspaceId}
      and k.status = 'breached'
      and ${within(moment, span)}
      and ${query.metric === undefined ? sql`true` : sql`k.metric = ${query.metric}`}
      and ${countedTickets(actor, query)}
    order by t.number, k.started_at, k.id
  `.execute(db);
  return rows;
}

/** A breach noticed on a change may lie before the start that the change gave (C13): no time then. */
function untilOf(row: SelectedCycle, { query, now }: Asked): Instant {
  const end = query.until === 'breach' ? row.breachedAt : (row.endedAt ?? now);
  return later(row.startedAt, earlier(end, later(now, row.startedAt)));
}

type Happened = { readonly event: HoldingEvent; readonly at: Instant };

async function readHoldingEvents(
  db: Db,
  actor: StaffActor,
  ticketIds: readonly TicketId[],
): Promise<ReadonlyMap<TicketId, readonly Happened[]>> {
  const { rows } = await sql<Happened & { readonly ticketId: TicketId }>`
    select
      ticket_id as "ticketId",
      at,
      payload || jsonb_build_object('type', type) as event
    from event
    where workspace_id = ${actor.workspaceId}
      and ticket_id = any(${ticketIds}::uuid[])
      and type = any(${[...holdingEvents]}::text[])
    order by ticket_id, position
  `.execute(db);
  return Map.groupBy(rows, ({ ticketId }) => ticketId);
}
