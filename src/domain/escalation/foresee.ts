import { mayAsk } from '../feedback/survey.ts';
import type { AgentId, ClockId, EscalationId, HopId } from '../kernel/id.ts';
import { type Instant, plusMs } from '../kernel/instant.ts';
import { factsOf } from '../matrix/facts.ts';
import { matchMatrix } from '../matrix/match.ts';
import { type NextReceiver, walkPath } from '../routing/walk-path.ts';
import type { Clock, Metric } from '../sla/clock.ts';
import { deadlineOfClock } from '../sla/derive.ts';
import { isOpenClock, isPausedClock } from '../sla/evolve.ts';
import { pendingMarks } from '../sla/marks.ts';
import type { MarkAction } from '../sla/policy.ts';
import { policyVersionOf } from '../sla/policy-match.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import { feedbackAfterMs } from '../ticket/periods.ts';
import { climbAhead, type HopAhead } from './climb-ahead.ts';
import type { Escalation, Receiver } from './escalation.ts';
import { whoEscalates } from './decide-escalate.ts';
import { activeEscalation } from './evolve.ts';
import { routingFactsOf } from './hop-routing.ts';

/** One thing that will happen by itself, for the future part of the timeline. */
export type Foreseen =
  | {
      readonly kind: 'hop_offered';
      readonly at: Instant;
      readonly who: Receiver;
      readonly tell: readonly AgentId[];
      /** Null when it is the last resort. */
      readonly stepIndex: number | null;
      readonly acknowledgeMinutes: number;
      readonly isEstimate: boolean;
      readonly why: readonly string[];
    }
  | {
      readonly kind: 'mark_reached';
      readonly at: Instant;
      readonly metric: Metric;
      readonly clockId: ClockId;
      readonly hopId: HopId | null;
      readonly markId: string;
      readonly actions: readonly MarkAction[];
    }
  | {
      readonly kind: 'clock_breached';
      readonly at: Instant;
      readonly metric: Metric;
      readonly clockId: ClockId;
      readonly hopId: HopId | null;
      /** Whom the escalation that the breach starts would reach; null when it starts none. */
      readonly who: Receiver | null;
    }
  | { readonly kind: 'close_by'; readonly at: Instant; readonly escalationId: EscalationId }
  | { readonly kind: 'snooze_ends'; readonly at: Instant }
  | { readonly kind: 'pause_ends'; readonly at: Instant }
  | { readonly kind: 'feedback_asked'; readonly at: Instant };

/**
 * What will happen to the ticket if nobody acts, in order of time. Nothing in the past: what is
 * overdue and not yet noticed stands at now. A solved or closed ticket has only its time boxes and
 * the question how it was.
 */
export function foresee(aggregate: TicketAggregate, context: DecisionContext): readonly Foreseen[] {
  const { ticket } = aggregate;
  const all = [
    ...alarmsAhead(aggregate, context),
    ...hopsAhead(aggregate, context),
    ...boxesAhead(aggregate.escalations),
    ...(ticket.snoozedUntil === null
      ? []
      : [{ kind: 'snooze_ends' as const, at: ticket.snoozedUntil }]),
    ...(ticket.pausedUntil === null
      ? []
      : [{ kind: 'pause_ends' as const, at: ticket.pausedUntil }]),
    ...(ticket.solvedAt !== null && mayAsk(ticket)
      ? [{ kind: 'feedback_asked' as const, at: plusMs(ticket.solvedAt, feedbackAfterMs) }]
      : []),
  ];
  return all
    .map((each) => (each.at < context.now ? { ...each, at: context.now } : each))
    .sort((a, b) => a.at - b.at);
}

/** A climb ahead in the form of the timeline. */
export function foreseenHop({ at, next, isEstimate }: HopAhead): Foreseen {
  const { receiver, tell, stepIndex, acknowledgeMinutes, why } = next;
  return {
    kind: 'hop_offered',
    at,
    who: receiver,
    tell,
    stepIndex,
    acknowledgeMinutes,
    isEstimate,
    why,
  };
}

function hopsAhead(aggregate: TicketAggregate, context: DecisionContext): readonly Foreseen[] {
  const active = activeEscalation(aggregate.escalations);
  if (active === null || runsNoClocks(aggregate)) return [];
  return climbAhead(aggregate, active, context).map(foreseenHop);
}

function runsNoClocks({ ticket }: TicketAggregate): boolean {
  return ticket.isPractice || ticket.isSpam || ticket.isImported;
}

function alarmsAhead(aggregate: TicketAggregate, context: DecisionContext): readonly Foreseen[] {
  const running = aggregate.clocks.filter((clock) => isOpenClock(clock) && !isPausedClock(clock));
  const starter = firstToEscalate(running, aggregate, context);
  return running.flatMap((clock): readonly Foreseen[] => {
    const policy = policyVersionOf(clock.policyVersionId, context);
    const about = {
      metric: clock.metric,
      clockId: clock.id,
      hopId: clock.subject.kind === 'hop' ? clock.subject.hopId : null,
    };
    const marks = pendingMarks(clock, policy, context.calendars).map(({ mark, at }) => ({
      kind: 'mark_reached' as const,
      at,
      ...about,
      markId: mark.id,
      actions: mark.actions,
    }));
    const at = clock.breachedAt === null ? deadlineOfClock(clock, context.calendars) : null;
    if (at === null) return marks;
    const who = clock === starter?.clock ? starter.next.receiver : null;
    return [...marks, { kind: 'clock_breached', at, ...about, who }];
  });
}

/** The customer's clock that breaches first starts the escalation, unless one is active. */
function firstToEscalate(
  running: readonly Clock[],
  aggregate: TicketAggregate,
  context: DecisionContext,
): { readonly clock: Clock; readonly next: NextReceiver } | null {
  if (activeEscalation(aggregate.escalations) !== null) return null;
  const [first] = running
    .filter((clock) => clock.subject.kind === 'ticket' && clock.metric !== 'close')
    .filter((clock) => clock.breachedAt === null && !isWaived(clock, context))
    .map((clock) => ({ clock, at: deadlineOfClock(clock, context.calendars) }))
    .flatMap(({ clock, at }) => (at === null ? [] : [{ clock, at }]))
    .sort((a, b) => a.at - b.at);
  if (first === undefined) return null;
  const then: DecisionContext = { ...context, now: first.at, actor: { kind: 'system' } };
  const wish = { reason: 'clock_breach', type: 'automatic' } as const;
  const { path } = matchMatrix(context.matrix, factsOf(aggregate, then, wish));
  const facts = routingFactsOf(aggregate, then, whoEscalates(aggregate, then));
  const { directory } = context;
  const next = walkPath({ path, fromIndex: 0, facts, directory, outsidePath: [] });
  return { clock: first.clock, next };
}

function isWaived(clock: Clock, context: DecisionContext): boolean {
  const policy = policyVersionOf(clock.policyVersionId, context);
  return policy?.breachWaivers.some(({ metric }) => metric === clock.metric) === true;
}

function boxesAhead(escalations: readonly Escalation[]): readonly Foreseen[] {
  return escalations
    .filter(({ state }) => state !== 'closed')
    .map(({ id, closeBy }) => ({ kind: 'close_by', at: closeBy, escalationId: id }));
}
