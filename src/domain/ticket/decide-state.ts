import type { Instant } from '../kernel/instant.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import type { TicketAggregate } from './aggregate.ts';
import type { TicketEvent } from './event.ts';
import type { TicketRefusal } from './refusal.ts';
import { isPaused, nextStates, type StateReason } from './states.ts';
import type { Ticket, TicketState } from './ticket.ts';

type Change = {
  readonly to: TicketState;
  readonly reason: string | null;
  readonly pausedUntil: Instant | null;
  readonly now: Instant;
};

/**
 * Decides a change of state that a person asks for. To the state it has already: nothing, or a
 * new limit of the pause. A ticket closes only when its escalations have (E9).
 */
export function changeState(
  { ticket, escalations }: TicketAggregate,
  change: Change,
): Result<readonly TicketEvent[], TicketRefusal> {
  const { to, pausedUntil } = change;
  if (ticket.state === 'closed') return refuse('ticket_closed');
  if (pausedUntil !== null && !isPaused(to)) return refuse('pause_not_allowed', { to });
  if (pausedUntil !== null && pausedUntil <= change.now) return refuse('pause_not_ahead');
  if (to === ticket.state) {
    if (pausedUntil === ticket.pausedUntil) return accept([]);
  } else if (!nextStates(ticket.state).includes(to)) {
    return refuse('state_not_reachable', { from: ticket.state, to });
  }
  if (to === 'closed' && escalations.some((escalation) => escalation.state !== 'closed')) {
    return refuse('escalation_open');
  }
  return accept([
    { type: 'ticket.state_changed', from: ticket.state, to, reason: change.reason, pausedUntil },
  ]);
}

/** The event of a change that Belay makes by a rule of its own. */
export function stateChanged(ticket: Ticket, to: TicketState, reason: StateReason): TicketEvent {
  return { type: 'ticket.state_changed', from: ticket.state, to, reason, pausedUntil: null };
}
