import type { EscalationId, HopId, TeamId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Recorded, TicketEvent } from '../ticket/event.ts';
import type { TicketState } from '../ticket/ticket.ts';

/*
 * Who had a ticket when, read from its events: the state it was in, the team and whether somebody
 * owned it, and the hop that was open. Reports are made of this long after the rows have changed.
 */

export type Held = {
  readonly state: TicketState;
  readonly teamId: TeamId | null;
  readonly isOwned: boolean;
  readonly hop: HeldHop | null;
};

/** From the moment on until the next holding begins. */
export type Holding = { readonly from: Instant; readonly held: Held };

type HeldHop = {
  readonly hopId: HopId;
  readonly escalationId: EscalationId;
  /** Which one of its escalation, from 1 on. */
  readonly number: number;
  readonly teamId: TeamId | null;
  readonly isAcknowledged: boolean;
};

/** The events that holdings are read from; a caller need not load any other. */
export const holdingEvents = [
  'ticket.created',
  'ticket.state_changed',
  'ticket.assigned',
  'hop.offered',
  'hop.acknowledged',
  'hop.ended',
  'escalation.closed',
] as const satisfies readonly TicketEvent['type'][];
export type HoldingEvent = Extract<TicketEvent, { readonly type: (typeof holdingEvents)[number] }>;

type Draft = Omit<Held, 'hop'> & { readonly hops: readonly HeldHop[] };

/** The holdings of a ticket, oldest first; of several at one moment only the last. */
export function holdingsOf(
  events: readonly Pick<Recorded<HoldingEvent>, 'event' | 'at'>[],
): Holding[] {
  const holdings: Holding[] = [];
  let draft: Draft = { state: 'new', teamId: null, isOwned: false, hops: [] };
  for (const { event, at } of events) {
    draft = after(draft, event);
    const { hops, ...rest } = draft;
    if (holdings.at(-1)?.from === at) holdings.pop();
    // The last offered of several, should two escalations ever be open at once.
    holdings.push({ from: at, held: { ...rest, hop: hops.at(-1) ?? null } });
  }
  return holdings;
}

function after(draft: Draft, event: HoldingEvent): Draft {
  const { hops } = draft;
  switch (event.type) {
    case 'ticket.created': {
      const { state, teamId, ownerId } = event;
      return { ...draft, state, teamId, isOwned: ownerId !== null };
    }
    case 'ticket.state_changed':
      return { ...draft, state: event.to };
    case 'ticket.assigned':
      return { ...draft, teamId: event.toTeamId, isOwned: event.toOwnerId !== null };
    case 'hop.offered':
      return { ...draft, hops: [...hops, offered(event)] };
    case 'hop.acknowledged':
      return {
        ...draft,
        hops: hops.map((hop) =>
          hop.hopId === event.hopId ? { ...hop, isAcknowledged: true } : hop,
        ),
      };
    case 'hop.ended':
      return { ...draft, hops: hops.filter(({ hopId }) => hopId !== event.hopId) };
    case 'escalation.closed':
      return {
        ...draft,
        hops: hops.filter(({ escalationId }) => escalationId !== event.escalationId),
      };
    default:
      throw new TypeError(`no such event: ${JSON.stringify(event satisfies never)}`);
  }
}

function offered(event: Extract<HoldingEvent, { readonly type: 'hop.offered' }>): HeldHop {
  const { hopId, escalationId, index, to } = event;
  return { hopId, escalationId, number: index + 1, teamId: to.teamId, isAcknowledged: false };
}
