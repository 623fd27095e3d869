import type { z } from 'zod';
import type { previewSlaChange, SlaPreview } from '#contract/sla-change.ts';
import type { CalendarVersionId, TicketId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import { applyCalendar, applyPolicies, type DeadlineChange, previewOf } from '#domain/sla/apply.ts';
import type { Calendar } from '#domain/sla/calendar.ts';
import type { ClockEvent } from '#domain/sla/event.ts';
import { evolveClocks } from '#domain/sla/evolve.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { DecisionContext } from '#domain/ticket/context.ts';
import { readOpenTickets, type WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { newId } from '#server/platform/ids.ts';
import { versionOf } from './commands.ts';
import { readCalendarVersions } from './calendar-versions.ts';

export type PreviewAsked = z.output<typeof previewSlaChange.schema.body>;

const pageSize = 200;
/** Reading more would keep a person waiting for longer than a preview is worth. */
const ticketsMax = 5000;
const examplesMax = 20;

type Shared = Omit<DecisionContext, 'customer'>;
type Apply = (aggregate: TicketAggregate, context: DecisionContext) => readonly ClockEvent[];
type Moved = DeadlineChange & { readonly ticket: TicketAggregate['ticket'] };

/** What the change would do to the deadlines of open tickets. Writes nothing. */
export async function previewChange(
  core: WriteCore,
  actor: StaffActor,
  asked: PreviewAsked,
): Promise<SlaPreview> {
  return transaction(core.db, async (tx) => {
    const { declared, directory } = await core.context(tx, actor.workspaceId);
    const shared: Shared = {
      now: core.clock.now(),
      newId,
      actor: { kind: 'agent', id: actor.agentId },
      cause: null,
      directory,
      ...declared,
    };
    const { context, apply } = await changeOf(tx, actor, { asked, shared });
    const tally: Tally = { tickets: 0, movedTickets: 0, moved: [] };
    let after: TicketId | null = null;
    let isComplete = false;
    while (tally.tickets < ticketsMax && !isComplete) {
      const page = await readOpenTickets(tx, actor.workspaceId, { after, limit: pageSize });
      for (const { aggregate, customer } of page) {
        take(tally, aggregate, { ...context, customer }, apply);
      }
      after = page.at(-1)?.aggregate.ticket.id ?? null;
      isComplete = page.length < pageSize;
    }
    return present(tally, isComplete);
  });
}

/** The context as the change would make it, and how it meets one ticket. */
async function changeOf(
  tx: Tx,
  actor: StaffActor,
  from: { readonly asked: PreviewAsked; readonly shared: Shared },
): Promise<{ context: Shared; apply: Apply }> {
  const { asked, shared } = from;
  if (asked.kind === 'policies') {
    if (asked.draft === null) return { context: shared, apply: applyPolicies };
    const policy = versionOf(asked.draft.document, asked.draft.policyId ?? newId());
    const others = shared.policies.filter(({ policyId }) => policyId !== policy.policyId);
    const place = shared.policies.findIndex(({ policyId }) => policyId === policy.policyId);
    const policies = others.toSpliced(Math.max(place, 0), 0, policy);
    return { context: { ...shared, policies }, apply: applyPolicies };
  }
  const versions = await readCalendarVersions(tx, actor.workspaceId, asked.calendarId);
  if (versions === null) throw new RequestRefused('not_found');
  const { calendars, to } = withDraft(shared, asked.draft, versions.currentId);
  const older = [...versions.olderIds, ...(asked.draft === null ? [] : [versions.currentId])];
  return {
    context: { ...shared, calendars },
    apply: (aggregate, context) => {
      // One after another, as the change itself will: each sees what the one before it did.
      let { clocks } = aggregate;
      return older.flatMap((from) => {
        const events = applyCalendar({ ...aggregate, clocks }, { from, to }, context);
        for (const event of events) {
          const { actor: by, now } = context;
          clocks = evolveClocks(clocks, { event, at: now, actor: by, cause: null });
        }
        return events;
      });
    },
  };
}

function withDraft(
  shared: Shared,
  draft: Omit<Calendar, 'id'> | null,
  currentId: CalendarVersionId,
): { calendars: Shared['calendars']; to: CalendarVersionId } {
  if (draft === null) return { calendars: shared.calendars, to: currentId };
  const calendar: Calendar = { ...draft, id: newId<CalendarVersionId>() };
  return {
    calendars: new Map([...shared.calendars, [calendar.id, calendar]]),
    to: calendar.id,
  };
}

type Tally = { tickets: number; movedTickets: number; readonly moved: Moved[] };

function take(
  tally: Tally,
  aggregate: TicketAggregate,
  context: DecisionContext,
  apply: Apply,
): void {
  tally.tickets += 1;
  const changes = previewOf(aggregate, apply(aggregate, context), context).filter(
    ({ dueBefore, dueAfter, breachesAtOnce }) => dueBefore !== dueAfter || breachesAtOnce,
  );
  if (changes.length === 0) return;
  tally.movedTickets += 1;
  for (const change of changes) tally.moved.push({ ...change, ticket: aggregate.ticket });
}

function present(tally: Tally, isComplete: boolean): SlaPreview {
  const { moved } = tally;
  const shift = ({ dueBefore, dueAfter }: DeadlineChange): number =>
    dueBefore === null || dueAfter === null ? 0 : dueAfter - dueBefore;
  const weight = (change: Moved): number =>
    change.breachesAtOnce ? Number.POSITIVE_INFINITY : Math.abs(shift(change));
  return {
    ticketCount: tally.tickets,
    isComplete,
    movedTicketCount: tally.movedTickets,
    movedClockCount: moved.length,
    breachingClockCount: moved.filter(({ breachesAtOnce }) => breachesAtOnce).length,
    earlierCount: moved.filter((change) => shift(change) < 0).length,
    laterCount: moved.filter((change) => shift(change) > 0).length,
    examples: moved
      .toSorted((a, b) => compare(weight(b), weight(a)))
      .slice(0, examplesMax)
      .map(({ ticket, clock, dueBefore, dueAfter, breachesAtOnce }) => ({
        ticketId: ticket.id,
        number: ticket.number,
        subject: ticket.subject,
        metric: clock.metric,
        dueBefore: iso(dueBefore),
        dueAfter: iso(dueAfter),
        breachesAtOnce,
      })),
  };
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function iso(moment: Instant | null): string | null {
  return moment === null ? null : toIso(moment);
}
