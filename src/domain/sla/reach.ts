import type { ClockId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Clock } from './clock.ts';
import { deadlineOfClock } from './derive.ts';
import type { ClockEvent } from './event.ts';
import { isOpenClock, isPausedClock } from './evolve.ts';
import { pendingMarks } from './marks.ts';
import { policyVersionOf } from './policy-match.ts';

/** What deciding about the moments of a clock reads. */
type ReachContext = Pick<DecisionContext, 'now' | 'policies' | 'pastPolicies' | 'calendars'>;

/**
 * What has fallen due on a clock by now: its breach, and all marks passed as one batch in the
 * order in which they fell due (C41). Nothing when it has fired already, so that any number of
 * timers may call (C40); nothing is too late to be told. An unknown clock has nothing due: its
 * timer outlived it.
 */
export function reachMarks(
  aggregate: TicketAggregate,
  clockId: ClockId,
  context: ReachContext,
): ClockEvent[] {
  const clock = aggregate.clocks.find(({ id }) => id === clockId);
  return clock === undefined ? [] : dueEvents(clock, context, { isOnChange: false });
}

/** As `reachMarks`; `isOnChange` tells that a change of the target, not time, led to it (C13). */
export function dueEvents(
  clock: Clock,
  context: ReachContext,
  { isOnChange }: { readonly isOnChange: boolean },
): ClockEvent[] {
  const events: ClockEvent[] = [];
  const { metric, id: clockId } = clock;
  const hopId = clock.subject.kind === 'hop' ? clock.subject.hopId : null;
  const due = unnoticedBreach(clock, context);
  if (due !== null) {
    events.push({ type: 'clock.breached', clockId, metric, hopId, breachedAt: due, isOnChange });
  }
  const policy = policyVersionOf(clock.policyVersionId, context);
  const passed = pendingMarks(clock, policy, context.calendars).filter(
    ({ at }) => at <= context.now,
  );
  const last = passed.at(-1);
  if (last !== undefined) {
    events.push({
      type: 'clock.mark_reached',
      clockId,
      metric,
      hopId,
      markIds: passed.map(({ mark }) => mark.id),
      reachedAt: last.at,
    });
  }
  return events;
}

/** The deadline that has come without a breach recorded; null when there is none. */
function unnoticedBreach(clock: Clock, context: ReachContext): Instant | null {
  if (!isOpenClock(clock) || isPausedClock(clock) || clock.breachedAt !== null) return null;
  const due = deadlineOfClock(clock, context.calendars);
  return due !== null && due <= context.now ? due : null;
}
