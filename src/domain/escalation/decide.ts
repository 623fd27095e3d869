import { accept, type Refusal, type Result, refuse } from '../kernel/result.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { EscalationCommand, EscalationRefusal } from './command.ts';
import { decideEscalate } from './decide-escalate.ts';
import { decideHopEnd } from './decide-hop-end.ts';
import type { Escalation } from './escalation.ts';
import type { EscalationEvent } from './event.ts';
import { activeEscalation } from './evolve.ts';
import { transitions } from './transitions.ts';
import { positionOf, relationsOf } from './who-may.ts';

export type EscalationDecision = Result<readonly EscalationEvent[], EscalationRefusal>;

/**
 * Decides what a command does to a ticket's escalations: the events in their order, or a named
 * refusal with the facts that help to choose another way. Which command is possible where, and
 * for whom, is the table in `transitions.ts`; this adds only what the table cannot say. Owners
 * are not changed here: who acknowledges a hop of an escalation that does not keep the owner is
 * assigned by the ticket's own reactions.
 */
export function decideEscalation(
  aggregate: TicketAggregate,
  command: EscalationCommand,
  context: DecisionContext,
): EscalationDecision {
  const found = escalationMeant(aggregate, command);
  if (!found.ok) return found;
  const escalation = found.value;
  const transition = transitions[positionOf(escalation)][command.type];
  if ('refusal' in transition) return refuse(transition.refusal, factsAbout(escalation));
  const standing = { ticket: aggregate.ticket, escalation, directory: context.directory };
  const relations = relationsOf(context.actor, standing);
  if (!transition.who.some((relation) => relations.has(relation))) return refuse('not_permitted');
  switch (command.type) {
    case 'escalate':
    case 'customerRequests':
      return decideEscalate(aggregate, command, context);
    case 'closeEscalation':
      return decideClose(command, context);
    case 'acknowledge':
    case 'unacknowledge':
    case 'decline':
    case 'handBack':
    case 'passOn':
    case 'solveHop':
    case 'acknowledgeTimedOut':
      if (escalation?.state !== 'active') return refuse('hop_not_found');
      return decideHopEnd(aggregate, { command, escalation, relations }, context);
    default:
      throw new TypeError(`no such command: ${JSON.stringify(command satisfies never)}`);
  }
}

/**
 * The escalation a command is about. One that names a hop or an escalation means just that one,
 * so that somebody who acts on what has meanwhile moved on is told so instead of acting on what
 * they have not seen (P17).
 */
function escalationMeant(
  { escalations }: TicketAggregate,
  command: EscalationCommand,
): Result<Escalation | null, EscalationRefusal> {
  switch (command.type) {
    case 'escalate':
    case 'customerRequests':
      return accept(activeEscalation(escalations) ?? escalations.at(-1) ?? null);
    case 'closeEscalation': {
      const named = escalations.find(({ id }) => id === command.escalationId);
      return named === undefined ? refuse('escalation_not_found') : accept(named);
    }
    case 'acknowledge':
    case 'unacknowledge':
    case 'decline':
    case 'handBack':
    case 'passOn':
    case 'solveHop':
    case 'acknowledgeTimedOut': {
      const named = escalations.find(({ hops }) => hops.some(({ id }) => id === command.hopId));
      const hop = named?.hops.find(({ id }) => id === command.hopId);
      if (named === undefined || hop === undefined) return refuse('hop_not_found');
      if (hop.state !== 'ended') return accept(named);
      return refuse('hop_ended', {
        ...factsAbout(named),
        ending: hop.ending,
        endedBy: hop.endedBy,
      });
    }
    default:
      throw new TypeError(`no such command: ${JSON.stringify(command satisfies never)}`);
  }
}

/** Ids only: the page knows how to show them, and a refusal never carries words or secrets. */
function factsAbout(escalation: Escalation | null): NonNullable<Refusal['facts']> {
  if (escalation === null) return {};
  const hop = escalation.hops.at(-1);
  return {
    escalationId: escalation.id,
    state: escalation.state,
    hopId: hop?.id ?? null,
    hopState: hop?.state ?? null,
    acknowledgedBy: hop === undefined || hop.state === 'offered' ? null : hop.acknowledgedBy,
  };
}

function decideClose(
  command: Extract<EscalationCommand, { readonly type: 'closeEscalation' }>,
  context: DecisionContext,
): EscalationDecision {
  const lesson = command.lesson.trim();
  if (lesson === '') return refuse('words_required', { field: 'lesson' });
  return accept([
    {
      type: 'escalation.closed',
      escalationId: command.escalationId,
      agentId: context.actor.kind === 'agent' ? context.actor.id : null,
      cause: command.cause,
      lesson,
    },
  ]);
}
