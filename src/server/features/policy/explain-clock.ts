import { sql } from 'kysely';
import type { ClockExplanation, ClockPicture } from '#contract/clock.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import type { Clock } from '#domain/sla/clock.ts';
import type { Calendars } from '#domain/sla/derive.ts';
import { explainClock } from '#domain/sla/explain.ts';
import { pictureOfClock } from '#domain/sla/week-picture.ts';
import { contextOf, readAggregate, type WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';

/** The arithmetic of a clock with the names of what it runs by; null when there is no such clock. */
export async function readExplanation(
  core: WriteCore,
  actor: StaffActor,
  which: { readonly ticketId: TicketId; readonly clockId: string },
): Promise<ClockExplanation | null> {
  return transaction(core.db, async (tx) => {
    const { workspaceId } = actor;
    const aggregate = await readAggregate(tx, workspaceId, which.ticketId);
    const clock = aggregate?.clocks.find(({ id }) => id === which.clockId);
    if (aggregate === null || clock === undefined) return null;
    const context = await contextOf(core, tx, {
      request: { workspaceId, actor: { kind: 'agent', id: actor.agentId } },
      contactId: aggregate.ticket.contactId,
    });
    const { timeZone, segments, counted, closedDates, marks, ...figures } = explainClock(
      clock,
      context,
    );
    const { policy, calendar } = await readNames(tx, actor, clock);
    return {
      metric: clock.metric,
      ...figures,
      startedAt: toIso(figures.startedAt),
      dueAt: iso(figures.dueAt),
      policy,
      calendar: calendar === null ? null : { ...calendar, timeZone: timeZone ?? '' },
      setByHand: await readByHand(tx, actor, { ticketId: which.ticketId, clock }),
      segments: segments.map((each) => ({ ...each, from: toIso(each.from), to: iso(each.to) })),
      counted: counted.map((each) => ({ ...each, from: toIso(each.from), to: toIso(each.to) })),
      closedDates: [...closedDates],
      marks: marks.map((each) => ({ ...each, at: iso(each.at) })),
      picture: presentPicture(clock, {
        now: context.now,
        calendars: context.calendars,
        timeZone: await readTimeZone(tx, actor),
      }),
    };
  });
}

function presentPicture(
  clock: Clock,
  drawn: { readonly now: Instant; readonly calendars: Calendars; readonly timeZone: string },
): ClockPicture {
  const { days, timeZone } = pictureOfClock(clock, drawn);
  const texts = <Each extends { readonly from: Instant; readonly to: Instant }>(each: Each) => ({
    ...each,
    from: toIso(each.from),
    to: toIso(each.to),
  });
  return {
    timeZone,
    now: toIso(drawn.now),
    endedAt: iso(clock.endedAt),
    days: days.map((day) => ({
      ...texts(day),
      open: day.open.map(texts),
      counted: day.counted.map(texts),
      paused: day.paused.map(texts),
      holidays: [...day.holidays],
    })),
  };
}

async function readTimeZone(tx: Tx, actor: StaffActor): Promise<string> {
  const { rows } = await sql<{ timeZone: string }>`
    select time_zone as "timeZone" from workspace where id = ${actor.workspaceId}
  `.execute(tx);
  return rows[0]?.timeZone ?? 'UTC';
}

type Versioned = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly isCurrent: boolean;
};

async function readNames(tx: Tx, actor: StaffActor, clock: Clock) {
  const policies = await sql<Versioned>`
    select p.id, p.name, v.version, p.current_version_id = v.id as "isCurrent"
    from sla_policy_version v
    join sla_policy p on p.workspace_id = v.workspace_id and p.id = v.policy_id
    where v.workspace_id = ${actor.workspaceId}
      and v.id = ${clock.policyVersionId}
  `.execute(tx);
  const calendars = await sql<Versioned>`
    select c.id, c.name, v.version, c.current_version_id = v.id as "isCurrent"
    from calendar_version v
    join calendar c on c.workspace_id = v.workspace_id and c.id = v.calendar_id
    where v.workspace_id = ${actor.workspaceId}
      and v.id = ${clock.calendarVersionId}
  `.execute(tx);
  return { policy: policies.rows[0] ?? null, calendar: calendars.rows[0] ?? null };
}

/** Who set the deadline stands in the event that did; the newest for this clock is the one. */
async function readByHand(
  tx: Tx,
  actor: StaffActor,
  { ticketId, clock }: { readonly ticketId: TicketId; readonly clock: Clock },
): Promise<ClockExplanation['setByHand']> {
  if (clock.manualDue === null) return null;
  const { at, reason, setAt, movesWithPauses } = clock.manualDue;
  const { rows } = await sql<NonNullable<NonNullable<ClockExplanation['setByHand']>['setBy']>>`
    select a.id, a.name
    from event e
    join agent a on a.workspace_id = e.workspace_id and a.id = e.actor_id
    where e.workspace_id = ${actor.workspaceId}
      and e.ticket_id = ${ticketId}
      and e.type = 'clock.deadline_set'
      and e.payload ->> 'clockId' = ${clock.id}
    order by e.position desc
    limit 1
  `.execute(tx);
  return { at: toIso(at), reason, setAt: toIso(setAt), setBy: rows[0] ?? null, movesWithPauses };
}

function iso(moment: Instant | null): string | null {
  return moment === null ? null : toIso(moment);
}
