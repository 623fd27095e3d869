import type { ClockId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Clock, ManualDue } from './clock.ts';
import { cancelClock, type Draft, openDraft, recordDue, startClock } from './draft.ts';
import type { ClockEvent } from './event.ts';
import { isOpenClock, isPausedClock } from './evolve.ts';
import { marksOf, momentOfMark } from './marks.ts';
import { policyVersionOf } from './policy-match.ts';
import { recordRearming } from './rearming.ts';

export type DeadlineByHand = {
  readonly clockId: ClockId;
  readonly deadline: Instant;
  readonly reason: string;
  /** Whether later pauses move it, by the working time that was left of it (C17). */
  readonly movesWithPauses: boolean;
};

/** Why a deadline was not set, or not taken away, by hand; each is a code of the API. */
export const deadlineRefusals = [
  'clock_not_found',
  'clock_ended',
  'clock_paused',
  'clock_breached',
  'deadline_not_ahead',
  'deadline_not_by_hand',
  'reason_required',
] as const;
export type DeadlineRefusal = (typeof deadlineRefusals)[number];

type Decision = Result<ClockEvent[], DeadlineRefusal>;

/**
 * Sets a deadline by hand, with a reason; the person is the actor of the event (C17). A breached
 * clock keeps its breach, and the new deadline opens a cycle of its own. Refused for a paused
 * clock, whose deadline would not count down.
 */
export function setDeadline(
  aggregate: TicketAggregate,
  wish: DeadlineByHand,
  context: DecisionContext,
): Decision {
  const found = aggregate.clocks.find(({ id }) => id === wish.clockId);
  if (found === undefined) return refuse('clock_not_found');
  if (!isOpenClock(found)) return refuse('clock_ended');
  if (isPausedClock(found)) return refuse('clock_paused');
  if (wish.deadline <= context.now) return refuse('deadline_not_ahead');
  const reason = wish.reason.trim();
  if (reason === '') return refuse('reason_required');
  if (isSet(found, { ...wish, reason })) return accept([]);
  const draft = openDraft(aggregate, context);
  const clock = found.breachedAt === null ? found : nextCycleOf(draft, found, wish);
  if (clock === null) return refuse('clock_not_found');
  recordRearming(draft, clock, (dueAfter, rearmed) => ({
    type: 'clock.deadline_set',
    clockId: clock.id,
    deadline: wish.deadline,
    reason,
    movesWithPauses: wish.movesWithPauses,
    dueBefore: found.dueAt,
    dueAfter,
    rearmedMarkIds: rearmed,
  }));
  recordDue(draft, clock.id, true);
  return accept(draft.events);
}

/**
 * Takes a deadline by hand away again, with a reason: start, pauses, target and calendar say when
 * it is due, as if it had never been set. What that makes overdue breaches at once, tagged.
 */
export function clearDeadline(
  aggregate: TicketAggregate,
  wish: { readonly clockId: ClockId; readonly reason: string },
  context: DecisionContext,
): Decision {
  const clock = aggregate.clocks.find(({ id }) => id === wish.clockId);
  if (clock === undefined) return refuse('clock_not_found');
  if (!isOpenClock(clock)) return refuse('clock_ended');
  if (clock.manualDue === null) return refuse('deadline_not_by_hand');
  // Its breach is that of the deadline set by hand, and stays explained by it.
  if (clock.breachedAt !== null) return refuse('clock_breached');
  const reason = wish.reason.trim();
  if (reason === '') return refuse('reason_required');
  const draft = openDraft(aggregate, context);
  recordRearming(draft, clock, (dueAfter, rearmed) => ({
    type: 'clock.deadline_cleared',
    clockId: clock.id,
    reason,
    dueBefore: clock.dueAt,
    dueAfter,
    rearmedMarkIds: rearmed,
  }));
  recordDue(draft, clock.id, true);
  return accept(draft.events);
}

function isSet({ manualDue, breachedAt }: Clock, wish: DeadlineByHand): boolean {
  return (
    breachedAt === null &&
    manualDue !== null &&
    manualDue.at === wish.deadline &&
    manualDue.reason === wish.reason &&
    manualDue.movesWithPauses === wish.movesWithPauses
  );
}

/** A mark that was told and that the new deadline has passed as well is not told again (C12). */
function nextCycleOf(draft: Draft, clock: Clock, wish: DeadlineByHand): Clock | null {
  const { context } = draft;
  const policy = policyVersionOf(clock.policyVersionId, context);
  if (policy === null) return null;
  const manualDue: ManualDue = {
    at: wish.deadline,
    setAt: context.now,
    reason: wish.reason,
    movesWithPauses: wish.movesWithPauses,
  };
  const wished: Clock = { ...clock, manualDue, breachedAt: null };
  const passed = marksOf(policy, clock).filter((mark) => {
    const at = momentOfMark(wished, mark, context.calendars);
    return at !== null && at <= context.now && clock.firedMarkIds.includes(mark.id);
  });
  cancelClock(draft, clock, 'retargeted');
  const id = startClock(draft, {
    metric: clock.metric,
    subject: clock.subject,
    target: clock.target,
    policy,
    hours: clock,
    startedAt: clock.startedAt,
    carriedOver: { pauses: clock.pauses, firedMarkIds: passed.map((mark) => mark.id) },
  });
  return draft.clocks.find((other) => other.id === id) ?? null;
}
