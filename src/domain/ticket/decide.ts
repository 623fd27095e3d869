import { decideEscalation } from '../escalation/decide.ts';
import type { EscalationRefusal } from '../escalation/command.ts';
import { accept, refuse, type Result } from '../kernel/result.ts';
import { applyCalendar, applyPolicies, followCustomer } from '../sla/apply.ts';
import { clearDeadline, setDeadline } from '../sla/manual-deadline.ts';
import { reachMarks } from '../sla/reach.ts';
import type { TicketAggregate } from './aggregate.ts';
import type { TicketCommand } from './command.ts';
import type { DecisionContext } from './context.ts';
import { decideAssign } from './decide-assign.ts';
import { decideGiveFeedback, decideRequestFeedback } from './decide-feedback.ts';
import { decideCall } from './decide-call.ts';
import * as fields from './decide-fields.ts';
import { decideBetween } from './decide-merge.ts';
import * as message from './decide-message.ts';
import { decideOpen } from './decide-open.ts';
import { changeState, stateChanged } from './decide-state.ts';
import * as timed from './decide-timed.ts';
import type { TicketEvent } from './event.ts';
import type { TicketRefusal } from './refusal.ts';

export type Decision = Result<readonly TicketEvent[], TicketRefusal | EscalationRefusal>;

/**
 * Decides what a command makes happen: events, perhaps none, or a refusal with its name.
 * Reactions (clocks, escalations, assignment) are not in it; `unfold` adds them. Throws when the
 * caller is at fault: a command for a ticket that is not there, or the opening of one that is.
 */
export function decideTicket(
  aggregate: TicketAggregate | null,
  command: TicketCommand,
  context: DecisionContext,
): Decision {
  if (command.type === 'openTicket') {
    if (aggregate !== null) throw new Error(`ticket ${command.ticketId} is open already`);
    return decideOpen(command, context);
  }
  if (aggregate === null) throw new Error(`${command.type} needs a ticket`);
  const { mergedInto } = aggregate.ticket;
  if (mergedInto !== null && command.type !== 'giveFeedback') {
    return isByItself(command) ? accept([]) : refuse('ticket_merged', { ticketId: mergedInto });
  }
  return decideOn(aggregate, command, context);
}

type Later = Exclude<TicketCommand, { readonly type: 'openTicket' }>;

function decideOn(aggregate: TicketAggregate, command: Later, context: DecisionContext): Decision {
  switch (command.type) {
    case 'receiveMessage':
      return message.decideReceive(aggregate, command, context);
    case 'sendReply':
      return message.decideReply(aggregate, command, context);
    case 'sendAutomatic':
      return message.decideAutomatic(aggregate, command);
    case 'recallReply':
      return message.decideRecall(aggregate, command, context);
    case 'logCall':
      return decideCall(aggregate, command, context);
    case 'mergeInto':
    case 'takeMerged':
    case 'splitOff':
      return decideBetween(aggregate, command);
    case 'addNote':
      return message.decideNote(aggregate, command, context);
    case 'deliveryFailed':
      return message.decideDeliveryFailed(aggregate, command);
    case 'sendAgain':
      return message.decideSendAgain(aggregate, command, context);
    case 'changeState':
      return changeState(aggregate, { ...command, now: context.now });
    case 'changePriority':
      return fields.decidePriority(aggregate, command);
    case 'assign':
      return decideAssign(aggregate, command, context);
    case 'changeTags':
      return fields.decideTags(aggregate, command);
    case 'changeSubject':
      return fields.decideSubject(aggregate, command);
    case 'changeIssueType':
      return fields.decideIssueType(aggregate, command);
    case 'changeLanguage':
      return fields.decideLanguage(aggregate, command);
    case 'markSpam':
      return fields.decideSpam(aggregate, command);
    case 'correctConflict':
      return fields.decideConflict(aggregate, command, context);
    case 'snooze':
      return timed.decideSnooze(aggregate, command, context);
    case 'wake':
      return timed.decideWake(aggregate, context);
    case 'endPause':
      return timed.decideEndPause(aggregate, context);
    case 'autoClose':
      return timed.decideAutoClose(aggregate, context);
    case 'noticeIdle':
      return timed.decideNoticeIdle(aggregate, context);
    case 'remindCloseBy':
      return timed.decideRemindCloseBy(aggregate, command, context);
    case 'requestFeedback':
      return decideRequestFeedback(aggregate, command, context);
    case 'giveFeedback':
      return decideGiveFeedback(command);
    case 'setDeadline':
    case 'clearDeadline':
    case 'reachMark':
    case 'applyPolicies':
    case 'followCustomer':
    case 'applyCalendar':
      return decideOnClocks(aggregate, command, context);
    case 'escalation':
      return decideClimb(aggregate, command.command, context);
    default:
      throw new Error(`no such command: ${JSON.stringify(command satisfies never)}`);
  }
}

type ClockCommand = Extract<
  TicketCommand,
  {
    readonly type:
      | 'setDeadline'
      | 'clearDeadline'
      | 'reachMark'
      | 'applyPolicies'
      | 'followCustomer'
      | 'applyCalendar';
  }
>;

function decideOnClocks(
  aggregate: TicketAggregate,
  command: ClockCommand,
  context: DecisionContext,
): Decision {
  switch (command.type) {
    case 'setDeadline':
      return setDeadline(aggregate, command, context);
    case 'clearDeadline':
      return clearDeadline(aggregate, command, context);
    case 'reachMark':
      return accept(reachMarks(aggregate, command.clockId, context));
    case 'applyPolicies':
      return accept(applyPolicies(aggregate, context));
    case 'followCustomer':
      return accept(followCustomer(aggregate, context));
    case 'applyCalendar':
      return accept(applyCalendar(aggregate, command, context));
    default:
      throw new Error(`no such command: ${JSON.stringify(command satisfies never)}`);
  }
}

/** What timers, deliveries and changes of many tickets ask for: nothing is left for it to do. */
function isByItself({ type }: TicketCommand): boolean {
  switch (type) {
    case 'reachMark':
    case 'wake':
    case 'endPause':
    case 'autoClose':
    case 'noticeIdle':
    case 'remindCloseBy':
    case 'applyPolicies':
    case 'followCustomer':
    case 'applyCalendar':
    case 'deliveryFailed':
    case 'requestFeedback':
    case 'sendAutomatic':
      return true;
    default:
      return false;
  }
}

/** Escalating by hand is a first human touch too. */
function decideClimb(
  aggregate: TicketAggregate,
  command: Parameters<typeof decideEscalation>[1],
  context: DecisionContext,
): Decision {
  const decided = decideEscalation(aggregate, command, context);
  if (!decided.ok) return decided;
  const isTouch = aggregate.ticket.state === 'new' && context.actor.kind === 'agent';
  if (!isTouch || decided.value.length === 0) return decided;
  return accept([...decided.value, stateChanged(aggregate.ticket, 'open', 'first_touch')]);
}
