import { scoreAfter } from '../conflict/score.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import { plusMs } from '../kernel/instant.ts';
import type { TicketAggregate } from './aggregate.ts';
import type { IncomingMessage, SendReply, TicketCommand } from './command.ts';
import type { DecisionContext } from './context.ts';
import { changeState, stateChanged } from './decide-state.ts';
import type { TicketEvent } from './event.ts';
import { undoWindowMs } from './periods.ts';
import type { TicketRefusal } from './refusal.ts';
import type { Ticket } from './ticket.ts';
import { withoutMessage } from './without-message.ts';

type Decision = Result<readonly TicketEvent[], TicketRefusal>;
type CommandOf<T extends TicketCommand['type']> = Extract<TicketCommand, { readonly type: T }>;

/**
 * Decides a customer's message. It wakes a snoozed ticket and reopens one that waits or is
 * solved; on a closed one it is refused with `ticket_closed`, and the caller opens a follow-up.
 * An automatic message is kept, whatever the state, and changes nothing else.
 */
export function decideReceive(
  aggregate: TicketAggregate,
  message: IncomingMessage,
  context: DecisionContext,
): Decision {
  const { ticket } = aggregate;
  if (ticket.state === 'closed' && !message.isAutomatic) {
    return refuse('ticket_closed', { followUpOf: ticket.id });
  }
  return accept(receive(ticket, message, context));
}

/** What the message makes happen on a ticket, or on the one it opens (`ticket` null). */
export function receive(
  ticket: Ticket | null,
  message: IncomingMessage,
  context: DecisionContext,
): readonly TicketEvent[] {
  const received: TicketEvent = {
    type: 'message.received',
    messageId: message.messageId,
    contactId: message.contactId,
    channelKind: message.channelKind,
    receivedAt: message.receivedAt <= context.now ? message.receivedAt : context.now,
    isAutomatic: message.isAutomatic,
  };
  if (message.isAutomatic) return [received];
  const events = [received, ...noticeConflict(ticket, message)];
  if (ticket === null || ticket.isSpam) return events;
  if (ticket.snoozedUntil !== null) events.push({ type: 'ticket.woken' });
  if (ticket.state === 'pending' || ticket.state === 'on_hold' || ticket.state === 'solved') {
    events.push(stateChanged(ticket, 'open', 'customer_replied'));
  }
  return events;
}

function noticeConflict(ticket: Ticket | null, message: IncomingMessage): TicketEvent[] {
  const before = ticket?.conflictScore ?? 0;
  // A calm message is worth an event only while there is something for it to cool.
  if (message.signs.length === 0 && before === 0) return [];
  return [
    {
      type: 'conflict.noticed',
      messageId: message.messageId,
      signs: message.signs.map((found) => found.sign),
      words: message.signs.flatMap((found) => found.words),
      score: scoreAfter(before, message.signs),
    },
  ];
}

/** Decides an agent's public reply, and the state it carries the ticket to. */
export function decideReply(
  aggregate: TicketAggregate,
  command: SendReply,
  context: DecisionContext,
): Decision {
  const { ticket } = aggregate;
  if (context.actor.kind !== 'agent') return refuse('not_permitted');
  if (ticket.state === 'closed') return refuse('ticket_closed');
  if (ticket.isSpam) return refuse('ticket_is_spam');
  const sent: TicketEvent = {
    type: 'message.sent',
    messageId: command.messageId,
    agentId: context.actor.id,
    template: null,
  };
  const woken: TicketEvent[] = ticket.snoozedUntil === null ? [] : [{ type: 'ticket.woken' }];
  if (command.nextState === null || command.nextState === ticket.state) {
    const touched = ticket.state === 'new' ? [stateChanged(ticket, 'open', 'first_touch')] : [];
    return accept([sent, ...woken, ...touched]);
  }
  const changed = changeState(aggregate, {
    to: command.nextState,
    reason: command.pauseReason,
    pausedUntil: command.pausedUntil,
    now: context.now,
  });
  return changed.ok ? accept([sent, ...woken, ...changed.value]) : changed;
}

/** Decides an automatic public message: it is recorded, and answers nothing (C1). */
export function decideAutomatic(
  aggregate: TicketAggregate,
  command: CommandOf<'sendAutomatic'>,
): Decision {
  if (aggregate.ticket.isSpam) return refuse('ticket_is_spam');
  return accept([
    {
      type: 'message.sent',
      messageId: command.messageId,
      agentId: null,
      template: command.template,
    },
  ]);
}

/**
 * Decides the recall of the last reply inside its undo window. The state goes back too, unless
 * somebody has changed it since.
 */
export function decideRecall(
  aggregate: TicketAggregate,
  command: CommandOf<'recallReply'>,
  context: DecisionContext,
): Decision {
  const { ticket } = aggregate;
  const last = ticket.recallable;
  if (context.actor.kind !== 'agent') return refuse('not_permitted');
  if (last === null || last.messageId !== command.messageId) return refuse('reply_not_recallable');
  if (last.agentId !== context.actor.id) return refuse('not_permitted');
  if (context.now >= plusMs(last.sentAt, undoWindowMs)) return refuse('undo_window_over');
  const recalled: TicketEvent = {
    type: 'message.recalled',
    messageId: command.messageId,
    agentId: context.actor.id,
  };
  const isStateOurs = ticket.state === last.stateAfter && last.stateAfter !== last.stateBefore;
  return accept(
    isStateOurs ? [recalled, stateChanged(ticket, last.stateBefore, 'reply_recalled')] : [recalled],
  );
}

/** Decides an internal note. It is a first human touch, and never a reply. */
export function decideNote(
  aggregate: TicketAggregate,
  command: CommandOf<'addNote'>,
  context: DecisionContext,
): Decision {
  const { ticket } = aggregate;
  const { directory } = context;
  const added: TicketEvent = {
    type: 'note.added',
    messageId: command.messageId,
    mentionedAgentIds: unique(command.mentionedAgentIds).filter((id) => directory.agents.has(id)),
    mentionedTeamIds: unique(command.mentionedTeamIds).filter((id) => directory.teams.has(id)),
  };
  const isTouch = ticket.state === 'new' && context.actor.kind === 'agent';
  return accept(isTouch ? [added, stateChanged(ticket, 'open', 'first_touch')] : [added]);
}

/**
 * Decides what a failed delivery means: it fulfils nothing, and a ticket that waits for the
 * customer or counts as solved opens again when nobody has answered since.
 */
export function decideDeliveryFailed(
  aggregate: TicketAggregate,
  command: CommandOf<'deliveryFailed'>,
): Decision {
  const { ticket } = aggregate;
  const found = withoutMessage(ticket, command);
  const failed: TicketEvent = {
    type: 'message.failed',
    messageId: command.messageId,
    reason: command.reason,
    detail: command.detail,
    ...(found === null ? {} : { without: found.without }),
  };
  const opens = found?.opens === true;
  return accept(opens ? [failed, stateChanged(ticket, 'open', 'delivery_failed')] : [failed]);
}

/** Decides to send a reply once more. That it had failed is for the caller to know. */
export function decideSendAgain(
  { ticket }: TicketAggregate,
  command: CommandOf<'sendAgain'>,
  context: DecisionContext,
): Decision {
  if (context.actor.kind !== 'agent') return refuse('not_permitted');
  if (ticket.state === 'closed') return refuse('ticket_closed');
  if (ticket.isSpam) return refuse('ticket_is_spam');
  const woken: TicketEvent[] = ticket.snoozedUntil === null ? [] : [{ type: 'ticket.woken' }];
  const { messageId } = command;
  return accept([{ type: 'message.resent', messageId, agentId: context.actor.id }, ...woken]);
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
