import type { ConflictSign, FoundSign } from '../conflict/sign.ts';
import type { EscalationCommand } from '../escalation/command.ts';
import type { DeadlineByHand } from '../sla/manual-deadline.ts';
import type { MergeChoice } from '../sla/merge.ts';
import type {
  AgentId,
  CalendarVersionId,
  ChannelId,
  ClockId,
  ContactId,
  EscalationId,
  MessageId,
  OrganizationId,
  TeamId,
  TicketId,
} from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { TicketAggregate } from './aggregate.ts';
import type { DeliveryProblem } from './mail-problem.ts';
import type { Said, Talk } from './talk.ts';
import type { ChannelKind, Priority, Ticket, TicketState } from './ticket.ts';

/** A public message from the customer's side, as a channel brought it in. */
export type IncomingMessage = {
  readonly messageId: MessageId;
  readonly contactId: ContactId;
  readonly channelKind: ChannelKind;
  /** The server's time of receipt (C44); a later one than `now` is taken as `now`. */
  readonly receivedAt: Instant;
  /** Auto-replies and bounces: kept, but no customer turn. */
  readonly isAutomatic: boolean;
  /** What `findSigns` saw in the words, when they were looked at. */
  readonly signs: readonly FoundSign[];
};

/**
 * Opens a ticket. The actor says who did: a contact (then `firstMessage` is theirs) or an agent
 * on a customer's behalf. `state` is `new` but for imports and tickets an agent opens as `open`.
 */
export type OpenTicket = {
  readonly type: 'openTicket';
  readonly ticketId: TicketId;
  readonly number: number;
  readonly subject: string;
  readonly state: TicketState;
  readonly priority: Priority;
  readonly issueType: string | null;
  readonly channelId: ChannelId | null;
  readonly channelKind: ChannelKind;
  readonly contactId: ContactId;
  readonly organizationId: OrganizationId | null;
  readonly language: string;
  readonly teamId: TeamId | null;
  readonly ownerId: AgentId | null;
  readonly tags: readonly string[];
  readonly followUpOf: TicketId | null;
  readonly isPractice: boolean;
  readonly isImported: boolean;
  readonly firstMessage: IncomingMessage | null;
  /** Given for a ticket made of messages of another one, which `splitOff` takes from there. */
  readonly split?: SplitOrigin;
};

/** Where a ticket that was split off comes from, and the conversation it takes along (C22). */
export type SplitOrigin = {
  readonly fromId: TicketId;
  readonly fromNumber: number;
  /** The time of the split message, from which the ticket counts. */
  readonly startsAt: Instant;
  readonly talk: Talk;
};

export type ReceiveMessage = { readonly type: 'receiveMessage' } & IncomingMessage;

/** An agent's public reply, which may carry the state the ticket goes to ("send and solve"). */
export type SendReply = {
  readonly type: 'sendReply';
  readonly messageId: MessageId;
  readonly nextState: TicketState | null;
  /** For a next state that pauses: why, and when the pause ends by itself (C10). */
  readonly pauseReason: string | null;
  readonly pausedUntil: Instant | null;
};

/** A call that an agent made and wrote down. Answered, it is a public contact (C1). */
export type LogCall = {
  readonly type: 'logCall';
  readonly messageId: MessageId;
  readonly isAnswered: boolean;
  /** The state the ticket goes to with it, as with a reply. */
  readonly nextState: TicketState | null;
};

/** A message does not arrive: it was refused, came back, or there was no way to send it. */
export type DeliveryFailed = {
  readonly type: 'deliveryFailed';
  readonly messageId: MessageId;
  readonly reason: DeliveryProblem;
  readonly detail: string;
  /**
   * What was said and did arrive, with the message itself among it. Without that message its
   * failing takes nothing back: it can be read elsewhere.
   */
  readonly conversation: readonly Said[];
};

/**
 * The half of a merge that the source does: it ends as part of `target`. The other half is
 * `takeMerged` on the target, in the same transaction and with what the source was before.
 */
export type MergeInto = {
  readonly type: 'mergeInto';
  readonly target: Ticket;
};

export type TakeMerged = {
  readonly type: 'takeMerged';
  readonly source: TicketAggregate;
  readonly choice: MergeChoice;
};

/** Messages leave for a new ticket; `left` is what remains of the conversation (C22). */
export type SplitOff = {
  readonly type: 'splitOff';
  readonly messageId: MessageId;
  readonly newTicketId: TicketId;
  readonly newNumber: number;
  readonly messageCount: number;
  readonly left: Talk;
};

export type ChangeState = {
  readonly type: 'changeState';
  readonly to: TicketState;
  readonly reason: string | null;
  readonly pausedUntil: Instant | null;
};

/** A field left out stays as it is; null empties it. */
export type Assign = {
  readonly type: 'assign';
  readonly ownerId?: AgentId | null;
  readonly teamId?: TeamId | null;
};

/**
 * What may be asked of one ticket. A command says what somebody wants; the events that
 * `decide` answers say what happened. Escalation commands travel in an envelope.
 */
export type TicketCommand =
  | OpenTicket
  | ReceiveMessage
  | SendReply
  /** Records an automatic public message (receipt, update, survey) that an effect called for. */
  | {
      readonly type: 'sendAutomatic';
      readonly messageId: MessageId;
      readonly template: string;
    }
  | { readonly type: 'recallReply'; readonly messageId: MessageId }
  | LogCall
  | MergeInto
  | TakeMerged
  | SplitOff
  | ({ readonly type: 'setDeadline' } & DeadlineByHand)
  | { readonly type: 'clearDeadline'; readonly clockId: ClockId; readonly reason: string }
  | {
      readonly type: 'addNote';
      readonly messageId: MessageId;
      readonly mentionedAgentIds: readonly AgentId[];
      readonly mentionedTeamIds: readonly TeamId[];
    }
  | ChangeState
  | { readonly type: 'changePriority'; readonly to: Priority }
  | Assign
  | {
      readonly type: 'changeTags';
      readonly add: readonly string[];
      readonly remove: readonly string[];
    }
  | { readonly type: 'changeSubject'; readonly to: string }
  | { readonly type: 'changeIssueType'; readonly to: string | null }
  | { readonly type: 'changeLanguage'; readonly to: string }
  | { readonly type: 'snooze'; readonly until: Instant }
  | { readonly type: 'wake' }
  | { readonly type: 'markSpam'; readonly isSpam: boolean }
  | { readonly type: 'correctConflict'; readonly signs: readonly ConflictSign[] }
  | DeliveryFailed
  /** A reply that did not arrive is sent once more, and counts from now. */
  | { readonly type: 'sendAgain'; readonly messageId: MessageId }
  | { readonly type: 'requestFeedback'; readonly surveyId: string }
  | {
      readonly type: 'giveFeedback';
      readonly surveyId: string;
      readonly score: number;
      readonly hasComment: boolean;
    }
  /** An explicit wish to move running clocks to what is published now (C15, C16). */
  | { readonly type: 'applyPolicies' }
  /** What is known of the customer has changed: segment, plan, value, contract (C13). */
  | { readonly type: 'followCustomer' }
  | {
      readonly type: 'applyCalendar';
      readonly from: CalendarVersionId;
      readonly to: CalendarVersionId;
    }
  /** The commands of timers. One that comes too early or too late does nothing. */
  | { readonly type: 'reachMark'; readonly clockId: ClockId }
  | { readonly type: 'endPause' }
  | { readonly type: 'autoClose' }
  | { readonly type: 'noticeIdle' }
  | {
      readonly type: 'remindCloseBy';
      readonly escalationId: EscalationId;
      readonly reminder: string;
    }
  | { readonly type: 'escalation'; readonly command: EscalationCommand };

export type TicketCommandType = TicketCommand['type'];
