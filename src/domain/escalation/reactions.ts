import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Actor, Recorded, TicketEvent } from '../ticket/event.ts';
import { why } from '../routing/why.ts';
import type { Clock } from '../sla/clock.ts';
import type { PolicyVersion } from '../sla/policy.ts';
import { decideEscalation } from './decide.ts';
import { climb, ended, telling } from './decide-hop-end.ts';
import type { Escalation, ReasonCode } from './escalation.ts';
import type { EscalationEvent } from './event.ts';
import { activeEscalation, evolveEscalations, openHopOf } from './evolve.ts';
import { managerAbove, offerHop } from './hop-routing.ts';

/*
 * What follows for escalations when something else happened. A breach of a ticket's clock starts
 * an escalation, or climbs the one whose hop nobody has acknowledged; one that somebody works on
 * is left with them, and the breach's own alarms tell the manager. A hop that was not acknowledged
 * or not handled in time climbs. The end of the time box goes to the manager above. A solved
 * ticket ends its open hop.
 */

const system: Actor = { kind: 'system' };

/**
 * The reactions to `recorded`, whose events `aggregate` already contains. Reacts to nothing of
 * its own, so that reacting again ends.
 */
export function escalationReactions(
  aggregate: TicketAggregate,
  recorded: readonly Recorded[],
  context: DecisionContext,
): readonly EscalationEvent[] {
  const events: EscalationEvent[] = [];
  const asSystem: DecisionContext = { ...context, actor: system };
  let state = aggregate;
  for (const { event } of recorded) {
    for (const reaction of reactTo(event, state, asSystem)) {
      events.push(reaction);
      const entry = { event: reaction, at: context.now, actor: system, cause: null };
      state = { ...state, escalations: evolveEscalations(state.escalations, entry) };
    }
  }
  return events;
}

function reactTo(
  event: TicketEvent,
  aggregate: TicketAggregate,
  context: DecisionContext,
): readonly EscalationEvent[] {
  switch (event.type) {
    case 'clock.breached':
      return isSilent(aggregate) ? [] : afterBreach(event, aggregate, context);
    case 'clock.mark_reached':
      return isSilent(aggregate) ? [] : afterMarks(event, aggregate, context);
    case 'ticket.state_changed':
      return event.to === 'solved' || event.to === 'closed' ? afterSolved(aggregate) : [];
    case 'ticket.marked_spam':
      return event.isSpam ? afterSolved(aggregate) : [];
    default:
      return [];
  }
}

/** What runs no clocks does not climb by itself either; a person may still escalate it. */
function isSilent({ ticket }: TicketAggregate): boolean {
  return ticket.isPractice || ticket.isSpam || ticket.isImported;
}

type Breach = Extract<TicketEvent, { readonly type: 'clock.breached' }>;

function afterBreach(
  breach: Breach,
  aggregate: TicketAggregate,
  context: DecisionContext,
): readonly EscalationEvent[] {
  const active = activeEscalation(aggregate.escalations);
  if (breach.hopId !== null) return afterHopBreach(breach, { aggregate, active }, context);
  if (isWaived(breach, aggregate, context) || isLongOver(breach, aggregate, context)) return [];
  if (breach.metric === 'close') {
    return active === null ? [] : toManager(active, aggregate, context);
  }
  if (active === null) return startByRule('clock_breach', aggregate, context);
  const hop = openHopOf(active);
  // A hop offered after the deadline is the answer to this breach, or to one noticed with it.
  const isOverdueOffer = hop?.state === 'offered' && hop.offeredAt < breach.breachedAt;
  if (!isOverdueOffer) return [];
  return climb(aggregate, { escalation: active, because: 'clock_breached' }, context);
}

type Active = Extract<Escalation, { readonly state: 'active' }>;

/** A clock of a hop that has ended meanwhile, or was acknowledged in time, is no longer news. */
function afterHopBreach(
  breach: Breach,
  from: { readonly aggregate: TicketAggregate; readonly active: Active | null },
  context: DecisionContext,
): readonly EscalationEvent[] {
  const { aggregate, active } = from;
  const hop = active === null ? null : openHopOf(active);
  if (active === null || hop === null || hop.id !== breach.hopId) return [];
  if (breach.metric === 'acknowledge') {
    const command = { type: 'acknowledgeTimedOut', hopId: hop.id } as const;
    const decided = decideEscalation(aggregate, command, context);
    return decided.ok ? decided.value : [];
  }
  if (breach.metric !== 'handle' || isWaived(breach, aggregate, context)) return [];
  return climb(aggregate, { escalation: active, because: 'not_handled' }, context);
}

/** The time box ran out (E6): whoever holds it hands it to a manager, unless one has it already. */
function toManager(
  active: Active,
  aggregate: TicketAggregate,
  context: DecisionContext,
): readonly EscalationEvent[] {
  const hop = openHopOf(active);
  if (hop === null) return [];
  const holder =
    hop.state === 'acknowledged' ? context.directory.agents.get(hop.acknowledgedBy) : null;
  if (holder?.role === 'manager' || holder?.role === 'admin') return [];
  const missed = hop.state === 'acknowledged' ? [hop.acknowledgedBy] : [];
  const next = telling(managerAbove(aggregate, active, context), missed);
  return [
    ended(active, hop, { ending: 'timed_out', agentId: null, words: null }),
    offerHop(active, next, { context, holder: hop.to, because: [why('clock_breached', 'close')] }),
  ];
}

function startByRule(
  reason: ReasonCode,
  aggregate: TicketAggregate,
  context: DecisionContext,
): readonly EscalationEvent[] {
  const decided = decideEscalation(
    aggregate,
    { type: 'escalate', reason, requestedBy: 'rule' },
    context,
  );
  if (!decided.ok) return [];
  return reason === 'clock_breach'
    ? alertManagers(decided.value, aggregate, context)
    : decided.value;
}

/** A breach always alerts the manager (D3), also when the path says nothing of them. */
function alertManagers(
  events: readonly EscalationEvent[],
  aggregate: TicketAggregate,
  context: DecisionContext,
): readonly EscalationEvent[] {
  const { directory } = context;
  const { teamId } = aggregate.ticket;
  const ofTeam = teamId === null ? null : (directory.teams.get(teamId)?.managerId ?? null);
  const isThere = ofTeam !== null && directory.agents.get(ofTeam)?.isActive === true;
  const managers = isThere
    ? [ofTeam]
    : [...directory.agents.values()]
        .filter((agent) => agent.role === 'manager' && agent.isActive)
        .map((agent) => agent.id);
  const alerted = managers.length > 0 ? managers : [directory.catchAllId];
  return events.map((event) => {
    if (event.type !== 'hop.offered') return event;
    const asked = event.to.kind === 'agents' ? event.to.agentIds : [];
    const tell = [...new Set([...event.tell, ...alerted])].filter((id) => !asked.includes(id));
    return { ...event, tell };
  });
}

type MarkReached = Extract<TicketEvent, { readonly type: 'clock.mark_reached' }>;

/** A mark whose policy says so escalates before the breach; one escalation is enough. */
function afterMarks(
  event: MarkReached,
  aggregate: TicketAggregate,
  context: DecisionContext,
): readonly EscalationEvent[] {
  if (activeEscalation(aggregate.escalations) !== null) return [];
  const policy = policyOf(event.clockId, aggregate, context);
  const actions = event.markIds.flatMap(
    (id) => policy?.marks.find((mark) => mark.id === id)?.actions ?? [],
  );
  const escalate = actions.find((action) => action.type === 'escalate');
  return escalate === undefined ? [] : startByRule(escalate.reason, aggregate, context);
}

/**
 * Whether the clock had ended when its breach was noticed, as that of an answer that did not
 * arrive where a later one did. The manager is told; nobody is left to climb for.
 */
function isLongOver({ clockId }: Breach, { clocks }: TicketAggregate, context: DecisionContext) {
  const endedAt = clocks.find(({ id }) => id === clockId)?.endedAt ?? null;
  return endedAt !== null && endedAt < context.now;
}

/** Whether the clock's policy has consciously said that this breach shall not escalate (D3). */
function isWaived(breach: Breach, aggregate: TicketAggregate, context: DecisionContext): boolean {
  const waivers = policyOf(breach.clockId, aggregate, context)?.breachWaivers ?? [];
  return waivers.some((waiver) => waiver.metric === breach.metric);
}

function policyOf(
  clockId: Clock['id'],
  { clocks }: TicketAggregate,
  context: DecisionContext,
): PolicyVersion | undefined {
  const versionId = clocks.find(({ id }) => id === clockId)?.policyVersionId;
  if (versionId === undefined) return undefined;
  return context.policies.find(({ id }) => id === versionId) ?? context.pastPolicies.get(versionId);
}

/** The customer's matter is done: the open hop has nothing left to do, whoever had it. */
function afterSolved(aggregate: TicketAggregate): readonly EscalationEvent[] {
  const active = activeEscalation(aggregate.escalations);
  const hop = active === null ? null : openHopOf(active);
  if (active === null || hop === null) return [];
  return [
    ended(active, hop, { ending: 'solved', agentId: null, words: null }),
    { type: 'escalation.returned', escalationId: active.id },
  ];
}
