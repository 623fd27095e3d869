import type { Recorded, TicketEvent } from '../ticket/event.ts';
import type { Escalation, Hop } from './escalation.ts';
import type { EscalationEvent } from './event.ts';

/**
 * Folds one event into a ticket's escalations, the newest last. Events of other things leave the
 * list as it is, identically. Throws when the event cannot have happened: an unknown escalation,
 * a hop offered beside an open one, an end of what has ended. That is a bug, never a user's doing.
 */
export function evolveEscalations(
  escalations: readonly Escalation[],
  recorded: Recorded<TicketEvent>,
): readonly Escalation[] {
  const { event } = recorded;
  switch (event.type) {
    case 'escalation.started':
      if (activeEscalation(escalations) !== null) throw impossible(event, 'another is active');
      return [...escalations, started(event, recorded)];
    case 'hop.offered':
    case 'hop.acknowledged':
    case 'hop.unacknowledged':
    case 'hop.ended':
    case 'escalation.returned':
    case 'escalation.closed':
      return replace(escalations, event, recorded);
    default:
      return escalations;
  }
}

type Started = Extract<EscalationEvent, { readonly type: 'escalation.started' }>;
type Later = Exclude<EscalationEvent, Started>;

function started(event: Started, { at, actor }: Recorded): Escalation {
  return {
    state: 'active',
    id: event.escalationId,
    type: event.escalationType,
    reason: event.reason,
    brief: event.brief,
    startedAt: at,
    startedBy: event.requestedBy === 'agent' && actor.kind === 'agent' ? actor.id : null,
    requestedBy: event.requestedBy,
    keepsOwner: event.keepsOwner,
    matrixVersionId: event.matrixVersionId,
    ruleId: event.ruleId,
    path: event.path,
    hops: [],
    transferLimit: event.transferLimit,
    closeBy: event.closeBy,
  };
}

function replace(
  escalations: readonly Escalation[],
  event: Later,
  recorded: Recorded,
): readonly Escalation[] {
  const index = escalations.findIndex((each) => each.id === event.escalationId);
  const escalation = escalations[index];
  if (escalation === undefined) throw impossible(event, 'its escalation is unknown');
  return escalations.with(index, evolveOne(escalation, event, recorded));
}

function evolveOne(escalation: Escalation, event: Later, recorded: Recorded): Escalation {
  switch (event.type) {
    case 'escalation.closed':
      if (escalation.state === 'closed') throw impossible(event, 'it is closed');
      return {
        ...base(escalation),
        state: 'closed',
        closedAt: recorded.at,
        closedBy: event.agentId,
        cause: event.cause,
        lesson: event.lesson,
      };
    case 'escalation.returned':
      if (escalation.state !== 'active') throw impossible(event, 'it is not active');
      if (openHopOf(escalation) !== null) throw impossible(event, 'a hop is open');
      return { ...base(escalation), state: 'returned', returnedAt: recorded.at };
    case 'hop.offered':
    case 'hop.acknowledged':
    case 'hop.unacknowledged':
    case 'hop.ended':
      if (escalation.state !== 'active') throw impossible(event, 'its escalation is not active');
      return { ...escalation, hops: evolveHops(escalation, event, recorded) };
    default:
      throw new TypeError(`unknown event ${JSON.stringify(event satisfies never)}`);
  }
}

function base(escalation: Escalation): Omit<Extract<Escalation, { state: 'active' }>, 'state'> {
  const { id, type, reason, brief, startedAt, startedBy, requestedBy, keepsOwner } = escalation;
  const { matrixVersionId, ruleId, path, hops, transferLimit, closeBy } = escalation;
  return {
    id,
    type,
    reason,
    brief,
    startedAt,
    startedBy,
    requestedBy,
    keepsOwner,
    matrixVersionId,
    ruleId,
    path,
    hops,
    transferLimit,
    closeBy,
  };
}

function evolveHops(
  escalation: Escalation,
  event: Extract<Later, { readonly type: `hop.${string}` }>,
  recorded: Recorded,
): readonly Hop[] {
  const open = openHopOf(escalation);
  if (event.type === 'hop.offered') {
    if (open !== null) throw impossible(event, 'another hop is open');
    return [...escalation.hops, offered(event, recorded)];
  }
  if (open === null || open.id !== event.hopId) throw impossible(event, 'its hop is not open');
  return escalation.hops.with(-1, evolveHop(open, event, recorded));
}

function evolveHop(
  hop: OpenHop,
  event: Extract<Later, { readonly type: 'hop.acknowledged' | 'hop.unacknowledged' | 'hop.ended' }>,
  recorded: Recorded,
): Hop {
  switch (event.type) {
    case 'hop.acknowledged':
      return acknowledged(hop, event, recorded);
    case 'hop.unacknowledged':
      return givenBack(hop, event, recorded);
    case 'hop.ended':
      return ended(hop, event, recorded);
    default:
      return event satisfies never;
  }
}

function offered(event: Extract<Later, { readonly type: 'hop.offered' }>, { at }: Recorded): Hop {
  return {
    state: 'offered',
    id: event.hopId,
    index: event.index,
    stepIndex: event.stepIndex,
    from: event.from,
    to: event.to,
    tier: event.tier,
    acknowledgeMinutes: event.acknowledgeMinutes,
    handleMinutes: event.handleMinutes,
    offeredAt: at,
  };
}

function acknowledged(
  hop: OpenHop,
  event: Extract<Later, { readonly type: 'hop.acknowledged' }>,
  { at }: Recorded,
): Hop {
  if (hop.state !== 'offered') throw impossible(event, 'it is acknowledged already');
  const { givenBackAt: _, ...offer } = hop;
  return { ...offer, state: 'acknowledged', acknowledgedAt: at, acknowledgedBy: event.agentId };
}

function givenBack(
  hop: OpenHop,
  event: Extract<Later, { readonly type: 'hop.unacknowledged' }>,
  { at }: Recorded,
): Hop {
  if (hop.state !== 'acknowledged') throw impossible(event, 'nobody has it');
  const { acknowledgedAt: _at, acknowledgedBy: _by, ...offer } = hop;
  return { ...offer, state: 'offered', givenBackAt: at };
}

function ended(
  hop: OpenHop,
  event: Extract<Later, { readonly type: 'hop.ended' }>,
  { at }: Recorded,
): Hop {
  return {
    ...hop,
    state: 'ended',
    acknowledgedAt: hop.state === 'acknowledged' ? hop.acknowledgedAt : null,
    acknowledgedBy: hop.state === 'acknowledged' ? hop.acknowledgedBy : null,
    ending: event.ending,
    endedAt: at,
    endedBy: event.agentId,
    words: event.words,
  };
}

/** A hop that is offered or acknowledged. */
export type OpenHop = Exclude<Hop, { readonly state: 'ended' }>;

/** The escalation's open hop. An active escalation has exactly one, the others none. */
export function openHopOf(escalation: Escalation): OpenHop | null {
  const last = escalation.hops.at(-1);
  return last === undefined || last.state === 'ended' ? null : last;
}

/** The ticket's active escalation; there is at most one at a time. */
export function activeEscalation(
  escalations: readonly Escalation[],
): Extract<Escalation, { readonly state: 'active' }> | null {
  for (const escalation of escalations) if (escalation.state === 'active') return escalation;
  return null;
}

function impossible(event: EscalationEvent, why: string): Error {
  return new Error(`${event.type} of ${event.escalationId} cannot be: ${why}`);
}
