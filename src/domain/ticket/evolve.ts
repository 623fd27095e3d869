import { evolveEscalations } from '../escalation/evolve.ts';
import { evolveClocks } from '../sla/evolve.ts';
import type { TicketAggregate } from './aggregate.ts';
import type { Recorded } from './event.ts';
import { createTicket, evolveTicket } from './evolve-ticket.ts';

/**
 * The state after one more event; null stands for a ticket not yet opened. State is the fold of
 * its events, but for `version`, which counts commits. Throws on events that cannot follow.
 */
export function evolve(aggregate: TicketAggregate | null, recorded: Recorded): TicketAggregate {
  if (recorded.event.type === 'ticket.created') {
    if (aggregate !== null) throw new Error(`ticket ${aggregate.ticket.id} is created twice`);
    return { ticket: createTicket(recorded.event, recorded.at), clocks: [], escalations: [] };
  }
  if (aggregate === null) throw new Error(`${recorded.event.type} came before the ticket`);
  return {
    ticket: evolveTicket(aggregate.ticket, recorded),
    clocks: evolveClocks(aggregate.clocks, recorded),
    escalations: evolveEscalations(aggregate.escalations, recorded),
  };
}
