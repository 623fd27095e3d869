import type { Escalation } from '../escalation/escalation.ts';
import type { Clock } from '../sla/clock.ts';
import type { Ticket } from './ticket.ts';

/**
 * All that one ticket's decisions read and change, and that one row lock guards: the ticket,
 * every clock on it or on its hops, and its escalations, the newest last.
 */
export type TicketAggregate = {
  readonly ticket: Ticket;
  readonly clocks: readonly Clock[];
  readonly escalations: readonly Escalation[];
};
