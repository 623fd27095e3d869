import { dayMs, plusMs } from '../kernel/instant.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { factsOf, type Wish } from '../matrix/facts.ts';
import { type MatrixMatch, matchMatrix } from '../matrix/match.ts';
import { lastResortMinutes } from '../routing/last-resort.ts';
import { type RoutingFacts, resolveStep } from '../routing/resolve.ts';
import { type NextReceiver, walkPath } from '../routing/walk-path.ts';
import { why } from '../routing/why.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import { generatedBrief, missingFromBrief } from './brief.ts';
import type { Escalate, EscalationCommand, EscalationRefusal } from './command.ts';
import type { EscalationDecision } from './decide.ts';
import type { Brief, EscalationType, PathStep, ReasonCode, StepTarget } from './escalation.ts';
import type { EscalationEvent } from './event.ts';
import { freshEscalationId } from './fresh-id.ts';
import { isSameTarget } from './target.ts';
import { type Avoid, holderOf, offerHop, routingFactsOf } from './hop-routing.ts';

/** Begins an escalation: it keeps the path, the version and the limit it finds now (P18). */
export function decideEscalate(
  aggregate: TicketAggregate,
  command: Extract<EscalationCommand, { readonly type: 'escalate' | 'customerRequests' }>,
  context: DecisionContext,
): EscalationDecision {
  const { ticket } = aggregate;
  if (ticket.state === 'solved' || ticket.state === 'closed') {
    return refuse('ticket_closed', { state: ticket.state });
  }
  // Spam runs no clocks, so an escalation of it would wait for ever.
  if (ticket.isSpam) return refuse('ticket_is_spam');
  const wanted = wantedBy(command, context);
  const brief = briefFor(aggregate, wanted, context);
  if (!brief.ok) return brief;
  const match = matchMatrix(context.matrix, factsOf(aggregate, context, wanted));
  const first = firstReceiver(aggregate, { match, target: wanted.target }, context);
  if (!first.ok) return first;
  const id = freshEscalationId(context.newId);
  const { matrix } = context;
  const started: EscalationEvent = {
    type: 'escalation.started',
    escalationId: id,
    escalationType: wanted.type,
    reason: wanted.reason,
    brief: brief.value,
    matrixVersionId: matrix.id,
    ruleId: match.rule?.id ?? null,
    path: match.path,
    closeBy: plusMs(context.now, matrix.closeWithinDays * dayMs),
    transferLimit: matrix.transferLimit,
    requestedBy: wanted.requestedBy,
    keepsOwner: wanted.keepOwner,
  };
  const holder = holderOf(aggregate);
  return accept([started, offerHop({ id, hops: [] }, first.value, { context, holder })]);
}

/** What is wanted, with everything the command left open filled in. */
export type Wanted = Wish & {
  readonly target: StepTarget | null;
  readonly brief: Brief | null;
  readonly words: string | null;
  readonly keepOwner: boolean;
  readonly requestedBy: Escalate['requestedBy'];
};

function wantedBy(
  command: Extract<EscalationCommand, { readonly type: 'escalate' | 'customerRequests' }>,
  context: DecisionContext,
): Wanted {
  if (command.type === 'customerRequests') {
    return {
      reason: 'customer_request',
      type: 'hierarchical',
      target: null,
      brief: null,
      words: command.words,
      keepOwner: true,
      requestedBy: 'customer',
    };
  }
  const target = command.target ?? null;
  // An agent's click is never a rule's doing, whatever the caller says.
  const isByHand = context.actor.kind === 'agent';
  const requestedBy = isByHand && command.requestedBy === 'rule' ? 'agent' : command.requestedBy;
  return {
    reason: command.reason,
    type:
      command.escalationType ??
      (requestedBy === 'rule' ? 'automatic' : typeOf(target, command.reason)),
    target,
    brief: command.brief ?? null,
    words: null,
    keepOwner: command.keepOwner ?? true,
    requestedBy,
  };
}

/** Hierarchical means towards more authority, functional towards other knowledge (E2). */
export function typeOf(target: StepTarget | null, reason: ReasonCode): EscalationType {
  switch (target?.kind) {
    case 'team_lead':
    case 'team_manager':
    case 'role':
    case 'tier':
      return 'hierarchical';
    case 'team':
    case 'on_call':
    case 'agent':
      return 'functional';
    case undefined:
      return reasonsForAuthority.includes(reason) ? 'hierarchical' : 'functional';
    default:
      throw new TypeError(`unknown target ${JSON.stringify(target satisfies never)}`);
  }
}

const reasonsForAuthority: readonly ReasonCode[] = [
  'needs_authority',
  'customer_request',
  'key_account',
  'conflict',
];

/** A person writes the brief (E1); what a rule or the customer begins is briefed from the facts. */
function briefFor(
  aggregate: TicketAggregate,
  wanted: Wanted,
  context: DecisionContext,
): Result<Brief, EscalationRefusal> {
  if (wanted.brief === null && (context.actor.kind !== 'agent' || wanted.words !== null)) {
    const { reason, words } = wanted;
    return accept(generatedBrief(aggregate.ticket, { reason, words, neededBy: null }));
  }
  if (wanted.brief === null) return refuse('brief_incomplete', { missing: 'wants,tried,needed' });
  const missing = missingFromBrief(wanted.brief);
  if (missing.length > 0) return refuse('brief_incomplete', { missing: missing.join(',') });
  return accept(wanted.brief);
}

/** The one chosen by hand, or the first of the path who can take it. */
function firstReceiver(
  aggregate: TicketAggregate,
  from: { readonly match: MatrixMatch; readonly target: StepTarget | null },
  context: DecisionContext,
): Result<NextReceiver, EscalationRefusal> {
  const { match, target } = from;
  const facts = routingFactsOf(aggregate, context, whoEscalates(aggregate, context));
  if (target !== null) {
    const chosen = handChosen(target, { path: match.path, facts, context });
    return chosen === null ? refuse('target_unreachable') : accept(chosen);
  }
  return accept(
    walkPath({
      path: match.path,
      fromIndex: 0,
      outsidePath: [],
      facts,
      directory: context.directory,
    }),
  );
}

/**
 * Whoever escalates by hand is not asked in return, and neither is the team the ticket is in.
 * When a clock escalates, the team that let it run may be the path's own wish, but the owner who
 * did is passed by: a lead who owns it needs somebody above.
 */
export function whoEscalates(aggregate: TicketAggregate, context: DecisionContext): Avoid {
  const { teamId, ownerId } = aggregate.ticket;
  if (context.actor.kind !== 'agent') {
    return { agentIds: new Set(ownerId === null ? [] : [ownerId]), teamIds: new Set() };
  }
  return {
    agentIds: new Set([context.actor.id]),
    teamIds: new Set(teamId === null ? [] : [teamId]),
  };
}

/**
 * Resolves a target that a person chose. Being off duty is no obstacle then: they were shown it.
 * A target that is a step of the path takes that step's minutes and place, so that the climb
 * goes on above it. Null when it reaches nobody.
 */
export function handChosen(
  target: StepTarget,
  from: {
    readonly path: readonly PathStep[];
    readonly facts: RoutingFacts;
    readonly context: DecisionContext;
    readonly acknowledgeMinutes?: number;
  },
): NextReceiver | null {
  const { path, facts, context } = from;
  const stepIndex = path.findIndex(({ targets: [only, ...others] }) => {
    return others.length === 0 && only !== undefined && isSameTarget(only, target);
  });
  const step = path[stepIndex];
  const resolution = resolveStep(
    { targets: [target], tell: step?.tell ?? [] },
    facts,
    context.directory,
  );
  if (resolution.receiver === null) return null;
  return {
    receiver: resolution.receiver,
    stepIndex: step === undefined ? null : stepIndex,
    acknowledgeMinutes:
      step?.acknowledgeMinutes ??
      from.acknowledgeMinutes ??
      path[0]?.acknowledgeMinutes ??
      lastResortMinutes,
    handleMinutes: step?.handleMinutes ?? null,
    tier: resolution.tier,
    isOnDuty: resolution.isOnDuty,
    tell: resolution.tell,
    why: [why('hand_chosen'), ...resolution.why],
  };
}
