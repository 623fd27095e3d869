import type { Instant } from '../kernel/instant.ts';
import type { Clock, Metric, Target } from './clock.ts';
import {
  type Draft,
  cancelClock,
  type Hours,
  record,
  recordDue,
  recordMoved,
  startClock,
} from './draft.ts';
import { deadlineOfClock } from './derive.ts';
import type { ClockEvent, ClockEventOf } from './event.ts';
import { evolveClocks, isPausedClock } from './evolve.ts';
import { marksOf, momentOfMark, rearmedMarkIds } from './marks.ts';
import type { PolicyVersion } from './policy.ts';

type NewTarget = {
  readonly target: Target;
  readonly policy: PolicyVersion;
  readonly hours: Hours;
};

/**
 * Gives an open clock another target (C13): same start and same pauses, or a fresh start where
 * the policy says so. What that makes overdue breaches at once, tagged, with every mark passed in
 * one firing. A clock that had breached keeps that: when the new deadline lies ahead, the new
 * target is a cycle of its own (C14). Nothing happens when nothing differs.
 */
export function retargetClock(draft: Draft, clock: Clock, to: NewTarget): void {
  if (isSameTarget(clock, to)) return;
  const isFresh = to.policy.onChange === 'fresh_start' && !isSameAmount(clock.target, to.target);
  if (clock.breachedAt !== null && openNextCycle(draft, clock, to, isFresh)) return;
  const restart = isFresh ? freshStart(clock, draft.context.now) : undefined;
  recordMoved(draft, clock.id, (dueAfter) => {
    const event: ClockEventOf<'clock.retargeted'> = {
      type: 'clock.retargeted',
      clockId: clock.id,
      target: to.target,
      policyVersionId: to.policy.id,
      calendarVersionId: to.hours.calendarVersionId,
      dueBefore: clock.dueAt,
      dueAfter: clock.breachedAt ?? dueAfter,
      ...(restart === undefined ? {} : { restart }),
    };
    return withRearmed(draft, clock, event, to.policy);
  });
  recordDue(draft, clock.id, true);
}

/** The ids of the marks that `event` re-arms, for the clock as it will be after it (C12). */
function rearmedBy(
  draft: Draft,
  clock: Clock,
  event: ClockEvent,
  policy: PolicyVersion | null,
): string[] {
  const { context } = draft;
  const recorded = { event, at: context.now, actor: context.actor, cause: null };
  const after = evolveClocks([clock], recorded)[0];
  if (after === undefined) return [];
  return rearmedMarkIds(after, policy, { calendars: context.calendars, at: context.now });
}

function withRearmed(
  draft: Draft,
  clock: Clock,
  event: ClockEventOf<'clock.retargeted'>,
  policy: PolicyVersion,
): ClockEvent {
  const ids = rearmedBy(draft, clock, event, policy);
  return ids.length === 0 ? event : { ...event, rearmedMarkIds: ids };
}

/**
 * Ends a breached clock and opens the new target beside it, when its deadline lies ahead. Marks
 * already told that the new target has passed as well are not told again.
 */
function openNextCycle(draft: Draft, clock: Clock, to: NewTarget, isFresh: boolean): boolean {
  const { context } = draft;
  const start = isFresh ? freshStart(clock, context.now) : clock;
  const wished: Clock = {
    ...clock,
    target: to.target,
    policyVersionId: to.policy.id,
    calendarVersionId: to.hours.calendarVersionId,
    earlierCalendars: [],
    startedAt: start.startedAt,
    pauses: start.pauses,
    manualDue: null,
    breachedAt: null,
    firedMarkIds: [],
  };
  if (isUsedUp(wished, context)) return false;
  const ahead = { ...wished, pauses: wished.pauses.filter((pause) => pause.to !== null) };
  const until = isPausedClock(wished) ? (wished.pauses.at(-1)?.from ?? context.now) : context.now;
  const passed = marksOf(to.policy, clock).filter((mark) => {
    const at = momentOfMark(ahead, mark, context.calendars);
    return at !== null && at <= until && clock.firedMarkIds.includes(mark.id);
  });
  cancelClock(draft, clock, 'retargeted');
  const clockId = startClock(draft, {
    metric: clock.metric,
    subject: clock.subject,
    ...to,
    startedAt: start.startedAt,
    carriedOver: { pauses: start.pauses, firedMarkIds: passed.map(({ id }) => id) },
  });
  recordDue(draft, clockId, true);
  return true;
}

/** Whether nothing of the target is left: its deadline has come, or came before the pause. */
function isUsedUp(clock: Clock, context: Draft['context']): boolean {
  const due = deadlineOfClock(clock, context.calendars);
  if (isPausedClock(clock)) return due !== null;
  return due === null || due <= context.now;
}

function freshStart(clock: Clock, now: Instant): Pick<Clock, 'startedAt' | 'pauses'> {
  const last = clock.pauses.at(-1);
  return { startedAt: now, pauses: last?.to === null ? [{ ...last, from: now }] : [] };
}

function isSameTarget(clock: Clock, to: NewTarget): boolean {
  return (
    isSameAmount(clock.target, to.target) &&
    clock.policyVersionId === to.policy.id &&
    clock.calendarVersionId === to.hours.calendarVersionId
  );
}

function isSameAmount(a: Target, b: Target): boolean {
  return a.unit === b.unit && amountOf(a) === amountOf(b);
}

function amountOf(target: Target): number {
  return target.unit === 'minutes' ? target.minutes : target.days;
}

/** The target of a metric at the ticket's priority; null when the policy has none. */
export function targetFor(draft: Draft, policy: PolicyVersion, metric: Metric): Target | null {
  return policy.targets[metric]?.[draft.ticket.priority] ?? null;
}

/** Ends the clock because no policy has a target for it any more. */
export function dropClock(draft: Draft, clock: Clock): void {
  record(draft, { type: 'clock.cancelled', clockId: clock.id, reason: 'no_policy' });
}
