import { accept, type Result, refuse } from '../kernel/result.ts';
import type { TicketAggregate } from './aggregate.ts';
import type { LogCall } from './command.ts';
import type { DecisionContext } from './context.ts';
import { changeState, stateChanged } from './decide-state.ts';
import type { TicketEvent } from './event.ts';
import type { TicketRefusal } from './refusal.ts';

/**
 * Decides a call that an agent made. Answered, it counts like a public reply (C1), from the moment
 * it is written down: a time that somebody claims is not used (C44), or a late call could undo a
 * breach. A try that nobody answered is kept, and fulfils nothing.
 */
export function decideCall(
  aggregate: TicketAggregate,
  command: LogCall,
  context: DecisionContext,
): Result<readonly TicketEvent[], TicketRefusal> {
  const { ticket } = aggregate;
  if (context.actor.kind !== 'agent') return refuse('not_permitted');
  if (ticket.state === 'closed') return refuse('ticket_closed');
  if (ticket.isSpam) return refuse('ticket_is_spam');
  const logged: TicketEvent = {
    type: 'call.logged',
    messageId: command.messageId,
    agentId: context.actor.id,
    isAnswered: command.isAnswered,
  };
  const isReached = command.isAnswered && ticket.snoozedUntil !== null;
  const woken: TicketEvent[] = isReached ? [{ type: 'ticket.woken' }] : [];
  if (command.nextState === null || command.nextState === ticket.state) {
    const touched = ticket.state === 'new' ? [stateChanged(ticket, 'open', 'first_touch')] : [];
    return accept([logged, ...woken, ...touched]);
  }
  const changed = changeState(aggregate, {
    to: command.nextState,
    reason: null,
    pausedUntil: null,
    now: context.now,
  });
  return changed.ok ? accept([logged, ...woken, ...changed.value]) : changed;
}
