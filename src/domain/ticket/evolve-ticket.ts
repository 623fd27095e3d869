import { earlier, type Instant, later } from '../kernel/instant.ts';
import type { Recorded, TicketEvent } from './event.ts';
import { isDone } from './states.ts';
import { earliest, latest } from './talk.ts';
import type { RecallableReply, Ticket } from './ticket.ts';

type EventOf<T extends TicketEvent['type']> = Extract<TicketEvent, { readonly type: T }>;

/** The ticket as its first event makes it. */
export function createTicket(event: EventOf<'ticket.created'>, at: Instant): Ticket {
  const { type: _, ticketId, split, ...facts } = event;
  return {
    ...facts,
    id: ticketId,
    isSpam: false,
    mergedInto: null,
    splitFrom: split?.fromId ?? null,
    createdAt: split?.startsAt ?? at,
    updatedAt: at,
    firstCustomerMessageAt: split?.talk.firstCustomerMessageAt ?? null,
    unansweredSince: split?.talk.unansweredSince ?? null,
    lastPublicReplyAt: split?.talk.lastPublicReplyAt ?? null,
    firstHumanReplyAt: split?.talk.firstHumanReplyAt ?? null,
    solvedAt: isDone(event.state) ? at : null,
    closedAt: event.state === 'closed' ? at : null,
    reopenCount: 0,
    snoozedUntil: null,
    pausedUntil: null,
    feedbackRequestedAt: null,
    recallable: null,
    remindersGiven: [],
    conflictSigns: [],
    conflictScore: 0,
    version: 1,
  };
}

/**
 * Folds one event into the ticket. Events of clocks and escalations leave it as it is, but for
 * the time of its last change. `version` is not touched: it counts commits, not events.
 */
export function evolveTicket(ticket: Ticket, { event, at }: Recorded): Ticket {
  return { ...ticket, ...changed(ticket, event, at), updatedAt: later(ticket.updatedAt, at) };
}

function changed(ticket: Ticket, event: TicketEvent, at: Instant): Partial<Ticket> {
  switch (event.type) {
    case 'ticket.created':
      throw new Error(`ticket ${ticket.id} is created twice`);
    case 'ticket.state_changed':
      return stateChanged(ticket, event, at);
    case 'ticket.priority_changed':
      return { priority: event.to };
    case 'ticket.assigned':
      return { ownerId: event.toOwnerId, teamId: event.toTeamId };
    case 'ticket.tags_changed':
      return {
        tags: [...ticket.tags.filter((tag) => !event.removed.includes(tag)), ...event.added],
      };
    case 'ticket.subject_changed':
      return { subject: event.to };
    case 'ticket.issue_type_changed':
      return { issueType: event.to };
    case 'ticket.language_changed':
      return { language: event.to };
    case 'ticket.snoozed':
      return { snoozedUntil: event.until };
    case 'ticket.woken':
      return { snoozedUntil: null };
    case 'ticket.marked_spam':
      return { isSpam: event.isSpam };
    case 'ticket.reminded':
      return { remindersGiven: [...ticket.remindersGiven, ...event.reminders] };
    case 'message.received':
      return event.isAutomatic ? {} : customerTurn(ticket, event.receivedAt);
    case 'message.sent':
      return replied(ticket, event, at);
    case 'message.recalled':
      return recalled(ticket, event);
    case 'message.failed':
      return undelivered(ticket, event);
    case 'message.resent':
      return reached(ticket, at);
    case 'call.logged':
      return event.isAnswered ? reached(ticket, at) : {};
    case 'ticket.merged':
      return merged(event, at);
    case 'ticket.merge_taken':
      return mergeTaken(ticket, event);
    case 'ticket.split':
      return {
        firstCustomerMessageAt: event.left.firstCustomerMessageAt,
        // Solving had answered what was open, and no message brings it back (C5).
        unansweredSince: ticket.unansweredSince === null ? null : event.left.unansweredSince,
        recallable: null,
      };
    case 'conflict.noticed':
      return {
        conflictScore: event.score,
        conflictSigns: [...new Set([...ticket.conflictSigns, ...event.signs])],
      };
    case 'conflict.corrected':
      return { conflictScore: event.score, conflictSigns: event.signs };
    case 'feedback.requested':
      return { feedbackRequestedAt: at };
    // Of notes and answers to surveys the ticket keeps nothing but their trace, and
    // clocks and escalations have folds of their own.
    default:
      return {};
  }
}

function stateChanged(
  ticket: Ticket,
  event: EventOf<'ticket.state_changed'>,
  at: Instant,
): Partial<Ticket> {
  const { from, to } = event;
  const wasDone = isDone(from);
  const base: Partial<Ticket> = {
    state: to,
    pausedUntil: event.pausedUntil,
    recallable: followReply(ticket.recallable, event, at),
  };
  if (isDone(to)) {
    return {
      ...base,
      solvedAt: wasDone ? ticket.solvedAt : at,
      closedAt: to === 'closed' ? at : null,
      // Solving answers what was still open (C5), and nothing is left to put off.
      unansweredSince: null,
      snoozedUntil: null,
    };
  }
  if (!wasDone) return base;
  const isReopened = event.reason !== 'reply_recalled';
  return {
    ...base,
    solvedAt: null,
    feedbackRequestedAt: null,
    reopenCount: ticket.reopenCount + (isReopened ? 1 : 0),
  };
}

/** A change in the same breath as the reply belongs to it, and goes back with it. */
function followReply(
  reply: RecallableReply | null,
  event: EventOf<'ticket.state_changed'>,
  at: Instant,
): RecallableReply | null {
  if (reply === null || reply.sentAt !== at || reply.stateAfter !== event.from) return reply;
  return { ...reply, stateAfter: event.to };
}

/** The oldest unanswered message counts (C3), by the time it was received (C44). */
function customerTurn(ticket: Ticket, receivedAt: Instant): Partial<Ticket> {
  const { firstCustomerMessageAt: first, unansweredSince } = ticket;
  return {
    firstCustomerMessageAt: first === null ? receivedAt : earlier(first, receivedAt),
    unansweredSince: unansweredSince === null ? receivedAt : earlier(unansweredSince, receivedAt),
  };
}

function replied(ticket: Ticket, event: EventOf<'message.sent'>, at: Instant): Partial<Ticket> {
  if (event.agentId === null) return { lastPublicReplyAt: at };
  return {
    lastPublicReplyAt: at,
    firstHumanReplyAt: ticket.firstHumanReplyAt ?? at,
    unansweredSince: null,
    recallable: {
      messageId: event.messageId,
      agentId: event.agentId,
      sentAt: at,
      stateBefore: ticket.state,
      stateAfter: ticket.state,
      unansweredSinceBefore: ticket.unansweredSince,
      lastPublicReplyAtBefore: ticket.lastPublicReplyAt,
      firstHumanReplyAtBefore: ticket.firstHumanReplyAt,
    },
  };
}

/** What came in between stays: a message received since is still unanswered. */
function recalled(ticket: Ticket, event: EventOf<'message.recalled'>): Partial<Ticket> {
  const reply = ticket.recallable;
  if (reply === null || reply.messageId !== event.messageId) {
    throw new Error(`message ${event.messageId} of ticket ${ticket.id} cannot be recalled`);
  }
  return {
    recallable: null,
    unansweredSince: reply.unansweredSinceBefore ?? ticket.unansweredSince,
    lastPublicReplyAt:
      ticket.lastPublicReplyAt === reply.sentAt
        ? reply.lastPublicReplyAtBefore
        : ticket.lastPublicReplyAt,
    firstHumanReplyAt: reply.firstHumanReplyAtBefore,
  };
}

/** The ticket as it is without what did not arrive. */
function undelivered(ticket: Ticket, event: EventOf<'message.failed'>): Partial<Ticket> {
  if (event.without === undefined) return {};
  const { unansweredSince, lastPublicReplyAt, firstHumanReplyAt } = event.without;
  return {
    unansweredSince,
    lastPublicReplyAt,
    firstHumanReplyAt,
    // A later reply would bring back what was so before it, and that is no longer true.
    recallable: event.without.isReply ? null : ticket.recallable,
  };
}

/** Reached by a call, or by what is sent again: the customer is answered, nothing is recalled. */
function reached(ticket: Ticket, at: Instant): Partial<Ticket> {
  return {
    lastPublicReplyAt: at,
    firstHumanReplyAt: ticket.firstHumanReplyAt ?? at,
    unansweredSince: null,
    recallable: null,
  };
}

/** Closed, but not solved: whether it was before is all that `solvedAt` goes on to say. */
function merged(event: EventOf<'ticket.merged'>, at: Instant): Partial<Ticket> {
  return {
    state: 'closed',
    mergedInto: event.intoId,
    closedAt: at,
    unansweredSince: null,
    snoozedUntil: null,
    pausedUntil: null,
    recallable: null,
  };
}

function mergeTaken(ticket: Ticket, event: EventOf<'ticket.merge_taken'>): Partial<Ticket> {
  return {
    firstCustomerMessageAt: earliest(ticket.firstCustomerMessageAt, event.firstCustomerMessageAt),
    unansweredSince: earliest(ticket.unansweredSince, event.unansweredSince),
    lastPublicReplyAt: latest(ticket.lastPublicReplyAt, event.lastPublicReplyAt),
    conflictSigns: [...new Set([...ticket.conflictSigns, ...event.signs])],
    conflictScore: Math.max(ticket.conflictScore, event.score),
  };
}
