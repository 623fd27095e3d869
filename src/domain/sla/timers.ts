import type { ClockId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Clock } from './clock.ts';
import { deadlineOfClock } from './derive.ts';
import { isOpenClock, isPausedClock } from './evolve.ts';
import { pendingMarks } from './marks.ts';
import { policyVersionOf } from './policy-match.ts';

export type ClockTimer = {
  /**
   * Names the clock, its cycle, the mark and its moment. Two clocks never share one, and a mark
   * that is re-armed or moved has another.
   */
  readonly key: string;
  readonly kind: 'clock';
  readonly dueAt: Instant;
  readonly clockId: ClockId;
};

type Moments = Pick<DecisionContext, 'policies' | 'pastPolicies' | 'calendars'>;

/**
 * The next moment of each clock at which something falls due: its next mark, or its deadline when
 * no mark stands there. One timer per clock suffices, because what is due is derived anew when it
 * fires, and the moment after it is asked for then.
 */
export function clockTimers(aggregate: TicketAggregate, context: Moments): ClockTimer[] {
  return aggregate.clocks.flatMap((clock) => {
    const next = nextMoment(clock, context);
    if (next === null) return [];
    const key = `clock:${clock.id}:${clock.cycle}:${next.name}:${next.at}`;
    return [{ key, kind: 'clock' as const, dueAt: next.at, clockId: clock.id }];
  });
}

function nextMoment(clock: Clock, context: Moments): { name: string; at: Instant } | null {
  if (!isOpenClock(clock) || isPausedClock(clock)) return null;
  const policy = policyVersionOf(clock.policyVersionId, context);
  const pending = pendingMarks(clock, policy, context.calendars)[0];
  const due = clock.breachedAt === null ? deadlineOfClock(clock, context.calendars) : null;
  if (pending !== undefined && (due === null || pending.at <= due)) {
    return { name: pending.mark.id, at: pending.at };
  }
  return due === null ? null : { name: 'deadline', at: due };
}
