import type { Hop } from '../escalation/escalation.ts';
import type { EscalationEvent } from '../escalation/event.ts';
import type { HopId } from '../kernel/id.ts';
import { type Instant, minuteMs } from '../kernel/instant.ts';
import type { Clock, Target } from './clock.ts';
import {
  cancelClock,
  type Draft,
  openClockOf,
  startClock,
  subjectOfHop,
  subjectOfTicket,
} from './draft.ts';
import { hopHours, receivingTeam } from './hours.ts';
import type { PolicyVersion } from './policy.ts';
import { hopPolicyOf } from './policy-match.ts';
import { targetFor } from './retarget.ts';
import { meet, startUpdate } from './ticket-clocks.ts';

type EventOf<Type extends EscalationEvent['type']> = Extract<
  EscalationEvent,
  { readonly type: Type }
>;

/** C23: both clocks of a hop start when it is offered, to a person or to a queue (C25). */
export function hopOffered(draft: Draft, hopId: HopId, at: Instant): void {
  const hop = findHop(draft, hopId);
  if (hop === null || hop.state === 'ended') return;
  startHopClock(draft, hop, { metric: 'acknowledge', at });
  startHopClock(draft, hop, { metric: 'handle', at });
}

/**
 * Starts again the time box of an escalation that spam had cancelled (C45). Its hop was ended
 * with it; whoever takes the ticket up offers a new one.
 */
export function restartClose(draft: Draft): void {
  for (const escalation of draft.aggregate.escalations) {
    if (escalation.state !== 'closed') startClose(draft, escalation.closeBy, escalation.startedAt);
  }
}

/** C23: acceptance ends only `acknowledge`. */
export function hopAcknowledged(draft: Draft, hopId: HopId, at: Instant): void {
  const clock = openClockOf(draft, 'acknowledge', subjectOfHop(hopId));
  if (clock !== null) meet(draft, clock, at, null);
}

/** C20, C42: taken back, the offer runs anew as a cycle of its own; handling has gone on. */
export function hopUnacknowledged(draft: Draft, hopId: HopId, at: Instant): void {
  const hop = findHop(draft, hopId);
  if (hop !== null) startHopClock(draft, hop, { metric: 'acknowledge', at });
}

/**
 * C23: every ending ends `handle`. An answer or a considered next address fulfils it; declining
 * and running out of time do not, and leave nothing to measure.
 */
export function hopEnded(draft: Draft, event: EventOf<'hop.ended'>, at: Instant): void {
  const subject = subjectOfHop(event.hopId);
  const isHandled = event.ending !== 'declined' && event.ending !== 'timed_out';
  const handle = openClockOf(draft, 'handle', subject);
  if (handle !== null && isHandled) meet(draft, handle, at, null);
  if (handle !== null && !isHandled) cancelClock(draft, handle, 'hop_ended');
  const acknowledge = openClockOf(draft, 'acknowledge', subject);
  if (acknowledge !== null) cancelClock(draft, acknowledge, 'hop_ended');
}

/** The time box of an escalation (`close`, E6) and the customer's `update` begin with it. */
export function escalationStarted(
  draft: Draft,
  event: EventOf<'escalation.started'>,
  at: Instant,
): void {
  startClose(draft, event.closeBy, at);
  startUpdate(draft, at);
}

export function escalationClosed(draft: Draft, at: Instant): void {
  const subject = subjectOfTicket(draft.ticket);
  const close = openClockOf(draft, 'close', subject);
  if (close !== null) meet(draft, close, at, null);
  const update = openClockOf(draft, 'update', subject);
  if (update === null || updateScopeOf(draft, update) === 'ticket') return;
  cancelClock(draft, update, 'escalation_closed');
}

function startHopClock(
  draft: Draft,
  hop: Hop,
  { metric, at }: { readonly metric: 'acknowledge' | 'handle'; readonly at: Instant },
): void {
  const { aggregate, context } = draft;
  const subject = subjectOfHop(hop.id);
  const policy = policyForHop(draft, hop);
  const target = policy === null ? null : hopTarget(draft, hop, { metric, policy });
  if (policy === null || target === null || openClockOf(draft, metric, subject) !== null) return;
  const hours = hopHours(hop, metric, { aggregate, policy, directory: context.directory });
  startClock(draft, { metric, subject, target, policy, hours, startedAt: at });
}

function startClose(draft: Draft, closeBy: Instant, at: Instant): void {
  const subject = subjectOfTicket(draft.ticket);
  const policy = hopPolicyOf(draft.ticket, { teamId: null, tier: null }, draft.context);
  if (policy === null || closeBy <= at || openClockOf(draft, 'close', subject) !== null) return;
  startClock(draft, {
    metric: 'close',
    subject,
    target: { unit: 'minutes', minutes: (closeBy - at) / minuteMs },
    policy,
    hours: { calendarVersionId: null, unionCalendarVersionIds: [] },
    startedAt: at,
    // The box is a date that was named; nothing that opens later gives grace to it.
    carriedOver: { pauses: [], firedMarkIds: [] },
  });
}

/**
 * The target of a hop's clock. The matrix says how long a step may take; a hop to somebody chosen
 * by hand, and handling where the step is silent, take the receiving team's own target (C24).
 */
export function hopTarget(
  draft: Draft,
  hop: Hop,
  from: { readonly metric: 'acknowledge' | 'handle'; readonly policy: PolicyVersion },
): Target | null {
  const own = targetFor(draft, from.policy, from.metric);
  const minutes = from.metric === 'acknowledge' ? hop.acknowledgeMinutes : hop.handleMinutes;
  // People asked by name as the last resort are no team, and are given longer each time in vain.
  const isOfTeam = hop.to.teamId !== null;
  if (hop.stepIndex === null && isOfTeam && own !== null) return own;
  if (minutes !== null) return { unit: 'minutes', minutes };
  // Their time to handle it must not run out while they still may acknowledge it.
  if (isOfTeam || own?.unit !== 'minutes') return own;
  return { unit: 'minutes', minutes: own.minutes + hop.acknowledgeMinutes };
}

export function findHop(draft: Draft, hopId: HopId): Hop | null {
  return (
    draft.aggregate.escalations.flatMap(({ hops }) => hops).find(({ id }) => id === hopId) ?? null
  );
}

function policyForHop(draft: Draft, hop: Hop): PolicyVersion | null {
  const team = receivingTeam(hop, draft.context.directory);
  const receiving = { teamId: team?.id ?? hop.to.teamId, tier: hop.tier ?? team?.tier ?? null };
  return hopPolicyOf(draft.ticket, receiving, draft.context);
}

function updateScopeOf(draft: Draft, clock: Clock): 'ticket' | 'escalation' {
  const { policies, pastPolicies } = draft.context;
  const policy =
    policies.find(({ id }) => id === clock.policyVersionId) ??
    pastPolicies.get(clock.policyVersionId);
  return policy?.update.scope ?? 'escalation';
}
