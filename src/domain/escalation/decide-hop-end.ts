import type { AgentId } from '../kernel/id.ts';
import { accept, refuse } from '../kernel/result.ts';
import { notAsked, answerableOf, receiverKey } from '../routing/receiver.ts';
import type { NextReceiver } from '../routing/walk-path.ts';
import { type WhyCode, why } from '../routing/why.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { HopCommand, PassOn } from './command.ts';
import type { EscalationDecision } from './decide.ts';
import { handChosen } from './decide-escalate.ts';
import type { Escalation, Hop, HopEnding } from './escalation.ts';
import type { EscalationEvent } from './event.ts';
import { type OpenHop, openHopOf } from './evolve.ts';
import { managerAbove, nextOnPath, offerHop, routingFactsOf } from './hop-routing.ts';
import type { Relation } from './transitions.ts';

type ActiveEscalation = Extract<Escalation, { readonly state: 'active' }>;

/** Acknowledging a hop, giving it back, and every way of ending it. The table has let the command through. */
export function decideHopEnd(
  aggregate: TicketAggregate,
  asked: {
    readonly command: HopCommand;
    readonly escalation: ActiveEscalation;
    readonly relations: ReadonlySet<Relation>;
  },
  context: DecisionContext,
): EscalationDecision {
  const { command, escalation } = asked;
  const hop = openHopOf(escalation);
  if (hop === null) throw new Error(`escalation ${escalation.id} is active without an open hop`);
  const agentId = context.actor.kind === 'agent' ? context.actor.id : null;
  switch (command.type) {
    case 'acknowledge':
      if (agentId === null) return refuse('not_permitted');
      return accept([acknowledged(escalation, hop, agentId)]);
    case 'unacknowledge': {
      if (agentId === null) return refuse('not_permitted');
      const { id: escalationId } = escalation;
      const said = command.words?.trim() ?? '';
      const words = said === '' ? null : said;
      return accept([{ type: 'hop.unacknowledged', escalationId, hopId: hop.id, agentId, words }]);
    }
    case 'decline': {
      const words = command.reason.trim();
      if (words === '') return refuse('words_required', { field: 'reason' });
      const end = ended(escalation, hop, { ending: 'declined', agentId, words });
      return accept([end, afterDecline(aggregate, { escalation, hop, agentId }, context)]);
    }
    case 'handBack':
    case 'solveHop': {
      const words = command.answer.trim();
      if (words === '') return refuse('words_required', { field: 'answer' });
      const ending = command.type === 'handBack' ? 'handed_back' : 'solved';
      const isAsked = worksOnHop.some((relation) => asked.relations.has(relation));
      return accept([
        ...(isAsked ? acknowledgedByDeed(escalation, hop, agentId) : []),
        ended(escalation, hop, { ending, agentId, words }),
        { type: 'escalation.returned', escalationId: escalation.id },
      ]);
    }
    case 'passOn':
      return decidePassOn(aggregate, { ...asked, command, hop, agentId }, context);
    case 'acknowledgeTimedOut':
      return accept(climb(aggregate, { escalation, because: 'not_acknowledged' }, context));
    default:
      throw new TypeError(`no such command: ${JSON.stringify(command satisfies never)}`);
  }
}

/** Whose answer shows that the hop was taken; an owner beside these merely withdraws it. */
const worksOnHop: readonly Relation[] = ['receiver', 'handler', 'lead', 'authority'];

/**
 * Ends the open hop as timed out and offers the next: the path's next step, then the last resort.
 * Those who answer for the receivers who let it pass are told.
 */
export function climb(
  aggregate: TicketAggregate,
  from: { readonly escalation: ActiveEscalation; readonly because: WhyCode },
  context: DecisionContext,
): readonly EscalationEvent[] {
  const { escalation, because } = from;
  const hop = openHopOf(escalation);
  if (hop === null) throw new Error(`escalation ${escalation.id} is active without an open hop`);
  const next = nextOnPath(aggregate, escalation, context);
  const missed =
    hop.state === 'acknowledged' ? [hop.acknowledgedBy] : answerableOf(hop.to, context.directory);
  return [
    ended(escalation, hop, { ending: 'timed_out', agentId: null, words: null }),
    offerHop(escalation, telling(next, missed), {
      context,
      holder: hop.to,
      because: [why(because, hop.id)],
    }),
  ];
}

/** Once a second department has declined, neither decides: the manager above both does (E10). */
function afterDecline(
  aggregate: TicketAggregate,
  from: {
    readonly escalation: ActiveEscalation;
    readonly hop: OpenHop;
    readonly agentId: AgentId | null;
  },
  context: DecisionContext,
): EscalationEvent {
  const { escalation, hop, agentId } = from;
  // The one who says no is not asked again by name, also when the whole team was asked.
  const declined = {
    ...escalation,
    hops: escalation.hops.with(-1, declinedHop(hop, agentId, context)),
  };
  const isSecond = escalation.hops.some(
    (each) => each.state === 'ended' && each.ending === 'declined',
  );
  const next = isSecond
    ? managerAbove(aggregate, declined, context)
    : nextOnPath(aggregate, declined, context);
  const because = [why('declined', hop.id), ...(isSecond ? [why('all_declined')] : [])];
  return offerHop(escalation, next, { context, holder: hop.to, because });
}

function declinedHop(hop: OpenHop, agentId: AgentId | null, context: DecisionContext): Hop {
  return {
    ...hop,
    state: 'ended',
    ending: 'declined',
    endedAt: context.now,
    endedBy: agentId,
    words: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
  };
}

/**
 * Passes the hop to somebody chosen by hand. Beyond the transfer limit, or when it goes back and
 * forth between the same two, it goes to a manager instead (E5); a manager's own choice stands.
 */
function decidePassOn(
  aggregate: TicketAggregate,
  asked: {
    readonly command: PassOn;
    readonly escalation: ActiveEscalation;
    readonly hop: OpenHop;
    readonly agentId: AgentId | null;
    readonly relations: ReadonlySet<Relation>;
  },
  context: DecisionContext,
): EscalationDecision {
  const { command, escalation, hop, agentId } = asked;
  const words = command.words.trim();
  if (words === '') return refuse('words_required', { field: 'words' });
  const chosen = handChosen(command.target, {
    path: escalation.path,
    facts: routingFactsOf(aggregate, context, { agentIds: new Set(), teamIds: new Set() }),
    context,
    acknowledgeMinutes: hop.acknowledgeMinutes,
  });
  if (chosen === null) return refuse('target_unreachable');
  if (receiverKey(chosen.receiver) === receiverKey(hop.to) && hop.to.kind === 'team') {
    return refuse('target_is_current');
  }
  if (agentId !== null && isOnlyThemself(chosen, agentId)) return refuse('target_is_current');
  const stop = asked.relations.has('authority') ? null : reasonToStop(escalation, chosen);
  const next = stop === null ? chosen : managerAbove(aggregate, escalation, context);
  return accept([
    ...acknowledgedByDeed(escalation, hop, agentId),
    ended(escalation, hop, { ending: 'passed_on', agentId, words }),
    offerHop(escalation, next, { context, holder: hop.to, because: stop === null ? [] : [stop] }),
  ]);
}

function isOnlyThemself(next: NextReceiver, agentId: AgentId): boolean {
  const { receiver } = next;
  return receiver.kind === 'agents' && receiver.agentIds.every((id) => id === agentId);
}

/** Why a transfer must not go where it was meant to, or null. */
function reasonToStop(escalation: ActiveEscalation, next: NextReceiver): string | null {
  if (isPingPong(escalation.hops, next)) return why('ping_pong');
  const transfers = transferCount(escalation);
  if (transfers < escalation.transferLimit) return null;
  return why('transfer_limit', String(escalation.transferLimit));
}

/** How often the escalation was passed on by hand. */
export function transferCount(escalation: Pick<Escalation, 'hops'>): number {
  return escalation.hops.filter((hop) => hop.state === 'ended' && hop.ending === 'passed_on')
    .length;
}

/** A → B → A → B: whoever held it before the first hop counts, too. */
function isPingPong(hops: readonly Hop[], next: NextReceiver): boolean {
  const [first] = hops;
  const held = [...(first?.from ? [first.from] : []), ...hops.map((hop) => hop.to), next.receiver];
  const [a, b, c, d] = held.slice(-4).map(receiverKey);
  return d !== undefined && a === c && b === d && a !== b;
}

/** Whoever answers what they had not acknowledged acknowledges it by that. */
function acknowledgedByDeed(
  escalation: ActiveEscalation,
  hop: OpenHop,
  agentId: AgentId | null,
): readonly EscalationEvent[] {
  if (hop.state === 'acknowledged' || agentId === null) return [];
  return [acknowledged(escalation, hop, agentId)];
}

function acknowledged(
  escalation: ActiveEscalation,
  hop: OpenHop,
  agentId: AgentId,
): EscalationEvent {
  return { type: 'hop.acknowledged', escalationId: escalation.id, hopId: hop.id, agentId };
}

/** The event that ends a hop. */
export function ended(
  escalation: Pick<Escalation, 'id'>,
  hop: OpenHop,
  how: {
    readonly ending: HopEnding;
    readonly agentId: AgentId | null;
    readonly words: string | null;
  },
): EscalationEvent {
  return { type: 'hop.ended', escalationId: escalation.id, hopId: hop.id, ...how };
}

/** The same receiver, with more people told. */
export function telling(next: NextReceiver, people: readonly AgentId[]): NextReceiver {
  return { ...next, tell: notAsked(next.receiver, [...next.tell, ...people]) };
}
