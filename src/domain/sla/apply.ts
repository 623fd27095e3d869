import type { CalendarVersionId, ClockId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Clock } from './clock.ts';
import {
  cancelClock,
  type Draft,
  derivedDueAt,
  openDraft,
  recordDue,
  recordMoved,
  startClock,
} from './draft.ts';
import type { ClockEvent } from './event.ts';
import { evolveClocks, isOpenClock, isPausedClock } from './evolve.ts';
import { rearmedMarkIds } from './marks.ts';
import { policyVersionOf } from './policy-match.ts';
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

export type DeadlineByHand = {
  readonly clockId: ClockId;
  readonly deadline: Instant;
  readonly reason: string;
  /** Whether later pauses move it, by the working time that was left of it (C17). */
  readonly movesWithPauses: boolean;
};

export type DeadlineRefusal =
  | 'clock_not_found'
  | 'clock_ended'
  | 'clock_paused'
  | 'deadline_not_ahead'
  | 'reason_required';

/**
 * Sets a deadline by hand, with a reason; the person is the actor of the event (C17). A breached
 * clock keeps its breach, and the new deadline opens a cycle of its own. Refused for a paused
 * clock, whose deadline would not count down.
 */
export function setDeadline(
  aggregate: TicketAggregate,
  wish: DeadlineByHand,
  context: DecisionContext,
): Result<ClockEvent[], DeadlineRefusal> {
  const found = aggregate.clocks.find(({ id }) => id === wish.clockId);
  if (found === undefined) return refuse('clock_not_found');
  if (!isOpenClock(found)) return refuse('clock_ended');
  if (isPausedClock(found)) return refuse('clock_paused');
  if (wish.deadline <= context.now) return refuse('deadline_not_ahead');
  if (wish.reason.trim() === '') return refuse('reason_required');
  const draft = openDraft(aggregate, context);
  const clock = found.breachedAt === null ? found : nextCycleOf(draft, found);
  if (clock === null) return refuse('clock_not_found');
  recordRearming(draft, clock, (dueAfter, rearmed) => ({
    type: 'clock.deadline_set',
    clockId: clock.id,
    deadline: wish.deadline,
    reason: wish.reason,
    movesWithPauses: wish.movesWithPauses,
    dueBefore: found.dueAt,
    dueAfter,
    rearmedMarkIds: rearmed,
  }));
  recordDue(draft, clock.id, true);
  return accept(draft.events);
}

function nextCycleOf(draft: Draft, clock: Clock): Clock | null {
  const policy = policyVersionOf(clock.policyVersionId, draft.context);
  if (policy === null) return null;
  cancelClock(draft, clock, 'retargeted');
  const id = startClock(draft, {
    metric: clock.metric,
    subject: clock.subject,
    target: clock.target,
    policy,
    hours: clock,
    startedAt: clock.startedAt,
    carriedOver: { pauses: clock.pauses, firedMarkIds: clock.firedMarkIds },
  });
  return draft.clocks.find((other) => other.id === id) ?? null;
}

/** As `recordMoved`, also with the fired marks that the move re-arms (C12). */
function recordRearming(
  draft: Draft,
  clock: Clock,
  make: (dueAfter: Instant | null, rearmed: readonly string[]) => ClockEvent,
): void {
  const { context } = draft;
  const recorded = { event: make(null, []), at: context.now, actor: context.actor, cause: null };
  const after = evolveClocks([clock], recorded)[0] ?? clock;
  const policy = policyVersionOf(clock.policyVersionId, context);
  const when = { calendars: context.calendars, at: context.now };
  const rearmed = rearmedMarkIds(after, policy, when);
  const due = derivedDueAt(after, context);
  recordMoved(draft, clock.id, () => make(due, rearmed));
}
