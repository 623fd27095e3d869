import type { HopId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { NextReceiver } from '../routing/walk-path.ts';
import { deadlineOfClock } from '../sla/derive.ts';
import { workingDeadline } from '../sla/elapsed.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Escalation, Hop, PathStep, Receiver } from './escalation.ts';
import type { OpenHop } from './evolve.ts';
import { type Climb, nextOnPath } from './hop-routing.ts';

/** A hop that will be offered if nobody acts before. */
export type HopAhead = {
  readonly at: Instant;
  readonly next: NextReceiver;
  /** False only for the first, whose moment a running clock gives; people come and go after it. */
  readonly isEstimate: boolean;
};

/**
 * The climb from an open hop on, if nobody ever acts: each step that would be asked, when, and
 * last the catch-all owner. Who is away and who is on call is taken from now, the hours of teams
 * from the moment itself.
 */
export function climbAhead(
  aggregate: TicketAggregate,
  from: Climb & { readonly path: readonly PathStep[]; readonly open: OpenHop },
  context: DecisionContext,
): readonly HopAhead[] {
  const ahead: HopAhead[] = [];
  const { path, startedBy } = from;
  let hops = from.hops;
  let open: OpenHop | null = from.open;
  let at = endOf(from.open, aggregate, context);
  // A path is climbed at most once, and the last resort ends it.
  for (let count = 0; open !== null && at !== null && count <= path.length; count += 1) {
    const then: DecisionContext = { ...context, now: at };
    const next = nextOnPath(withHops(aggregate, hops), { path, hops, startedBy }, then);
    ahead.push({ at, next, isEstimate: count > 0 });
    if (next.stepIndex === null) break;
    const following = offeredThen(next, { index: hops.length, at });
    hops = [...hops.slice(0, -1), timedOut(open, at), following];
    open = following;
    at = plusOpenMinutes(following.to, { from: at, minutes: following.acknowledgeMinutes }, then);
  }
  return ahead;
}

/** When the open hop runs out; null when it is being worked without a limit. */
function endOf(hop: OpenHop, aggregate: TicketAggregate, context: DecisionContext): Instant | null {
  const metric = hop.state === 'offered' ? 'acknowledge' : 'handle';
  const clock = aggregate.clocks.findLast(
    ({ subject, ...each }) =>
      each.metric === metric && subject.kind === 'hop' && subject.hopId === hop.id,
  );
  if (clock !== undefined) return deadlineOfClock(clock, context.calendars);
  if (hop.state === 'acknowledged') return null;
  return plusOpenMinutes(hop.to, { from: hop.offeredAt, minutes: hop.acknowledgeMinutes }, context);
}

function plusOpenMinutes(
  receiver: Receiver,
  span: { readonly from: Instant; readonly minutes: number },
  context: DecisionContext,
): Instant | null {
  const team = receiver.teamId === null ? undefined : context.directory.teams.get(receiver.teamId);
  const calendarId = team?.calendarVersionId ?? null;
  const calendar = calendarId === null ? null : (context.calendars.get(calendarId) ?? null);
  return workingDeadline(calendar, span.from, { unit: 'minutes', minutes: span.minutes });
}

/** A hop that exists only in this thought, so it has no id of its own. */
export function offeredThen(
  next: NextReceiver,
  when: { readonly index: number; readonly at: Instant },
): Extract<Hop, { readonly state: 'offered' }> {
  return {
    state: 'offered',
    id: `ahead-${when.index}` as HopId,
    index: when.index,
    stepIndex: next.stepIndex,
    from: null,
    to: next.receiver,
    tier: next.tier,
    acknowledgeMinutes: next.acknowledgeMinutes,
    handleMinutes: next.handleMinutes,
    offeredAt: when.at,
  };
}

function timedOut(hop: OpenHop, at: Instant): Hop {
  return {
    ...hop,
    state: 'ended',
    ending: 'timed_out',
    endedAt: at,
    endedBy: null,
    words: null,
    acknowledgedAt: hop.state === 'acknowledged' ? hop.acknowledgedAt : null,
    acknowledgedBy: hop.state === 'acknowledged' ? hop.acknowledgedBy : null,
  };
}

/** Routing asks the aggregate which team has the ticket then. */
function withHops(aggregate: TicketAggregate, hops: readonly Hop[]): TicketAggregate {
  const escalations = aggregate.escalations.map(
    (each): Escalation => (each.state === 'active' ? { ...each, hops } : each),
  );
  return { ...aggregate, escalations };
}
