import type { CalendarVersionId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Clock } from './clock.ts';
import { openDraft, recordDue } from './draft.ts';
import type { ClockEvent } from './event.ts';
import { evolveClocks, isOpenClock } from './evolve.ts';
import { recordRearming } from './rearming.ts';
import { rematchClocks } from './rematch.ts';
import { runsNoClocks } from './ticket-clocks.ts';

/** One clock of a preview: what applying the change would do to its deadline. */
export type DeadlineChange = {
  readonly clock: Clock;
  readonly dueBefore: Instant | null;
  readonly dueAfter: Instant | null;
  readonly breachesAtOnce: boolean;
};

/**
 * Moves a ticket's clocks to the current versions of their policies, by an explicit wish (C15),
 * and to whichever policy the customer now falls under (C13).
 */
export function applyPolicies(aggregate: TicketAggregate, context: DecisionContext): ClockEvent[] {
  const draft = openDraft(aggregate, context);
  if (!runsNoClocks(aggregate.ticket)) rematchClocks(draft, 'current');
  return draft.events;
}

/**
 * Gives the open clocks what the policies say of the customer as they are now (C13). A clock whose
 * policy still matches keeps its version; the others take the target of the one that matches now.
 */
export function followCustomer(aggregate: TicketAggregate, context: DecisionContext): ClockEvent[] {
  const draft = openDraft(aggregate, context);
  if (!runsNoClocks(aggregate.ticket)) rematchClocks(draft);
  return draft.events;
}

/**
 * Applies a changed calendar to the open clocks that run by the one it replaces. What they have
 * used up stands; only the time from now on counts by the new one, and both deadlines are kept in
 * the event (C16). A clock that has breached has no future to apply it to.
 */
export function applyCalendar(
  aggregate: TicketAggregate,
  change: { readonly from: CalendarVersionId; readonly to: CalendarVersionId },
  context: DecisionContext,
): ClockEvent[] {
  const draft = openDraft(aggregate, context);
  for (const clock of draft.clocks) {
    if (!isOpenClock(clock) || clock.breachedAt !== null) continue;
    if (clock.calendarVersionId !== change.from) continue;
    recordRearming(draft, clock, (dueAfter, rearmed) => ({
      type: 'clock.calendar_changed',
      clockId: clock.id,
      calendarVersionId: change.to,
      from: context.now,
      dueBefore: clock.dueAt,
      dueAfter,
      rearmedMarkIds: rearmed,
    }));
    recordDue(draft, clock.id, true);
  }
  return draft.events;
}

/** What the events would change, for the preview that comes before an explicit change (C15). */
export function previewOf(
  aggregate: TicketAggregate,
  events: readonly ClockEvent[],
  context: DecisionContext,
): DeadlineChange[] {
  let after = aggregate.clocks;
  for (const event of events) {
    after = evolveClocks(after, { event, at: context.now, actor: context.actor, cause: null });
  }
  return after.flatMap((clock) => {
    const before = aggregate.clocks.find(({ id }) => id === clock.id);
    if (before === clock) return [];
    const isNewBreach = clock.breachedAt !== null && before?.breachedAt !== clock.breachedAt;
    return [
      {
        clock,
        dueBefore: before?.dueAt ?? null,
        dueAfter: clock.dueAt,
        breachesAtOnce: isNewBreach,
      },
    ];
  });
}
