import { accept, type Refusal, type Result, refuse } from '../kernel/result.ts';
import { isOpenClock, isPausedClock } from '../sla/evolve.ts';
import type { Clock } from '../sla/clock.ts';
import type { TicketAggregate } from './aggregate.ts';
import type { MergeInto, SplitOff, TakeMerged } from './command.ts';
import { stateChanged } from './decide-state.ts';
import type { Owed, TicketEvent } from './event.ts';
import type { TicketRefusal } from './refusal.ts';
import { isDone, isPaused } from './states.ts';
import type { Ticket } from './ticket.ts';

type Decision = Result<readonly TicketEvent[], TicketRefusal>;

/**
 * Why the two cannot become one, or null. Only tickets of one customer do: whatever is written on
 * the target goes to its customer, who must not read another's words. An escalation of the source
 * is closed first, or the target is merged into it instead: two climbs at once would have two
 * handlers.
 */
export function mergeRefusal(
  source: Pick<TicketAggregate, 'ticket' | 'escalations'>,
  target: Ticket,
): Refusal<TicketRefusal> | null {
  const { ticket, escalations } = source;
  if (ticket.id === target.id) return refuse('merge_into_itself');
  if (ticket.mergedInto !== null) return refuse('ticket_merged', { ticketId: ticket.mergedInto });
  if (target.mergedInto !== null) return refuse('ticket_merged', { ticketId: target.mergedInto });
  if (ticket.state === 'closed') return refuse('ticket_closed');
  if (target.state === 'closed') return refuse('merge_target_closed');
  if (ticket.isSpam || target.isSpam) return refuse('ticket_is_spam');
  if (ticket.contactId !== target.contactId) return refuse('merge_other_customer');
  if (ticket.isPractice !== target.isPractice) return refuse('merge_not_alike');
  if (escalations.some(({ state }) => state !== 'closed')) return refuse('escalation_open');
  return null;
}

/** Decides what happens between two tickets; each half is a command on its own ticket. */
export function decideBetween(
  aggregate: TicketAggregate,
  command: MergeInto | TakeMerged | SplitOff,
): Decision {
  switch (command.type) {
    case 'mergeInto':
      return decideMergeInto(aggregate, command);
    case 'takeMerged':
      return decideTakeMerged(aggregate, command);
    case 'splitOff':
      return decideSplitOff(aggregate, command);
    default:
      throw new Error(`no such command: ${JSON.stringify(command satisfies never)}`);
  }
}

/** Decides that the ticket ends as part of another. Its clocks follow by their own reaction. */
function decideMergeInto(aggregate: TicketAggregate, { target }: MergeInto): Decision {
  const refusal = mergeRefusal(aggregate, target);
  if (refusal !== null) return refusal;
  return accept([{ type: 'ticket.merged', intoId: target.id, intoNumber: target.number }]);
}

/**
 * Decides what the target takes over: an unanswered message opens and wakes it, as if it had come
 * in there; the event carries what the clocks go on counting.
 */
function decideTakeMerged(aggregate: TicketAggregate, command: TakeMerged): Decision {
  const { ticket } = aggregate;
  const { source, choice } = command;
  const refusal = mergeRefusal(source, ticket);
  if (refusal !== null) return refusal;
  const events: TicketEvent[] = [];
  if (source.ticket.unansweredSince !== null) {
    if (ticket.snoozedUntil !== null) events.push({ type: 'ticket.woken' });
    if (isPaused(ticket.state) || isDone(ticket.state)) {
      events.push(stateChanged(ticket, 'open', 'merged'));
    }
  }
  const { id, number, firstCustomerMessageAt, unansweredSince, lastPublicReplyAt } = source.ticket;
  events.push({
    type: 'ticket.merge_taken',
    fromId: id,
    fromNumber: number,
    resolutionStart: choice.resolutionStart,
    owed: source.clocks.flatMap(owedBy),
    firstCustomerMessageAt,
    unansweredSince,
    lastPublicReplyAt,
    signs: source.ticket.conflictSigns,
    score: source.ticket.conflictScore,
  });
  return accept(events);
}

/** Decides that messages leave for a ticket of their own, which is opened beside it. */
function decideSplitOff({ ticket }: TicketAggregate, command: SplitOff): Decision {
  if (ticket.state === 'closed') return refuse('ticket_closed');
  if (ticket.isSpam) return refuse('ticket_is_spam');
  if (command.left.firstCustomerMessageAt === null) return refuse('split_leaves_nothing');
  const { newTicketId, newNumber, messageId, messageCount, left } = command;
  return accept([{ type: 'ticket.split', newTicketId, newNumber, messageId, messageCount, left }]);
}

/** An open promise to the customer, without a pause that belongs to the state left behind. */
function owedBy(clock: Clock): readonly Owed[] {
  const { metric, subject, startedAt } = clock;
  if (subject.kind !== 'ticket' || !isOpenClock(clock)) return [];
  switch (metric) {
    case 'first_response':
    case 'next_response':
    case 'update':
    case 'resolution': {
      const pauses = isPausedClock(clock) ? clock.pauses.slice(0, -1) : clock.pauses;
      return [{ metric, startedAt, pauses }];
    }
    default:
      return [];
  }
}
