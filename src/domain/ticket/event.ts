import type { ConflictSign } from '../conflict/sign.ts';
import type { EscalationEvent } from '../escalation/event.ts';
import type {
  AgentId,
  ChannelId,
  ContactId,
  EscalationId,
  MessageId,
  OrganizationId,
  TeamId,
  TicketId,
} from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Pause } from '../sla/clock.ts';
import type { ClockEvent } from '../sla/event.ts';
import type { MergeChoice } from '../sla/merge.ts';
import type { SplitOrigin } from './command.ts';
import type { Talk } from './talk.ts';
import type { WithoutMessage } from './without-message.ts';
import type { ChannelKind, Priority, TicketState } from './ticket.ts';
import type { DeliveryProblem } from './mail-problem.ts';

/** Who made it happen. `system` acts by a rule, which the event's cause then names. */
export type Actor =
  | { readonly kind: 'agent'; readonly id: AgentId }
  | { readonly kind: 'contact'; readonly id: ContactId }
  | { readonly kind: 'system' };

/** What led to the event when no person did: enough to explain it a year later. */
export type Cause = {
  readonly clockId?: string;
  readonly metric?: string;
  readonly cycle?: number;
  readonly markId?: string;
  readonly policyVersionId?: string;
  readonly matrixVersionId?: string;
  readonly ruleId?: string;
  readonly hopId?: string;
  /** When the cause fell due; the event's own time minus this is the lateness. */
  readonly dueAt?: Instant;
};

type TicketCreated = {
  readonly type: 'ticket.created';
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
  readonly split?: SplitOrigin;
};

/** What a merged ticket still owed its customer, as far as it moves along (C21). */
export type Owed = {
  readonly metric: 'first_response' | 'next_response' | 'update' | 'resolution';
  readonly startedAt: Instant;
  readonly pauses: readonly Pause[];
};

type MergeTaken = {
  readonly type: 'ticket.merge_taken';
  readonly fromId: TicketId;
  readonly fromNumber: number;
  readonly resolutionStart: MergeChoice['resolutionStart'];
  readonly owed: readonly Owed[];
  readonly firstCustomerMessageAt: Instant | null;
  readonly unansweredSince: Instant | null;
  readonly lastPublicReplyAt: Instant | null;
  readonly signs: readonly ConflictSign[];
  readonly score: number;
};

type MessageReceived = {
  readonly type: 'message.received';
  readonly messageId: MessageId;
  readonly contactId: ContactId;
  readonly channelKind: ChannelKind;
  /** The server's time of receipt; a time that the sender claims is never used (C44). */
  readonly receivedAt: Instant;
  /** An auto-reply is kept on the ticket but is no customer turn. */
  readonly isAutomatic: boolean;
};

type MessageSent = {
  readonly type: 'message.sent';
  readonly messageId: MessageId;
  /** Null for an automatic update, which answers nothing in the eyes of the clocks (C1). */
  readonly agentId: AgentId | null;
  readonly template: string | null;
};

/** One thing that happened to a ticket. Appended, never changed. */
export type TicketEvent =
  | TicketCreated
  | {
      readonly type: 'ticket.state_changed';
      readonly from: TicketState;
      readonly to: TicketState;
      readonly reason: string | null;
      readonly pausedUntil: Instant | null;
    }
  | { readonly type: 'ticket.priority_changed'; readonly from: Priority; readonly to: Priority }
  | {
      readonly type: 'ticket.assigned';
      readonly fromOwnerId: AgentId | null;
      readonly toOwnerId: AgentId | null;
      readonly fromTeamId: TeamId | null;
      readonly toTeamId: TeamId | null;
    }
  | {
      readonly type: 'ticket.tags_changed';
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly type: 'ticket.subject_changed'; readonly from: string; readonly to: string }
  | {
      readonly type: 'ticket.issue_type_changed';
      readonly from: string | null;
      readonly to: string | null;
    }
  | { readonly type: 'ticket.language_changed'; readonly from: string; readonly to: string }
  | { readonly type: 'ticket.snoozed'; readonly until: Instant }
  | { readonly type: 'ticket.woken' }
  | { readonly type: 'ticket.marked_spam'; readonly isSpam: boolean }
  | MessageReceived
  | MessageSent
  /** A call that an agent made: an answered one is a public contact, a try is none (C1). */
  | {
      readonly type: 'call.logged';
      readonly messageId: MessageId;
      readonly agentId: AgentId;
      readonly isAnswered: boolean;
    }
  /** The ticket became part of another one and is closed for good (C21). */
  | { readonly type: 'ticket.merged'; readonly intoId: TicketId; readonly intoNumber: number }
  | MergeTaken
  /** Some of its messages became a ticket of their own (C22); `left` is what remains. */
  | {
      readonly type: 'ticket.split';
      readonly newTicketId: TicketId;
      readonly newNumber: number;
      readonly messageId: MessageId;
      readonly messageCount: number;
      readonly left: Talk;
    }
  | { readonly type: 'message.recalled'; readonly messageId: MessageId; readonly agentId: AgentId }
  | {
      readonly type: 'message.failed';
      readonly messageId: MessageId;
      readonly reason: DeliveryProblem;
      /** What the far side answered; empty when it said nothing. */
      readonly detail: string;
      /** What is so without it; absent when its failing takes nothing back. */
      readonly without?: WithoutMessage;
    }
  /** A reply that had not arrived was sent once more, and answers from then on. */
  | { readonly type: 'message.resent'; readonly messageId: MessageId; readonly agentId: AgentId }
  | {
      readonly type: 'note.added';
      readonly messageId: MessageId;
      readonly mentionedAgentIds: readonly AgentId[];
      readonly mentionedTeamIds: readonly TeamId[];
    }
  | { readonly type: 'feedback.requested'; readonly surveyId: string }
  | {
      readonly type: 'feedback.received';
      readonly surveyId: string;
      readonly score: number;
      readonly hasComment: boolean;
    }
  /** An escalation nears, or has passed, the end of its time box (E6). */
  | {
      readonly type: 'ticket.reminded';
      /** Keys of all that fell due together and are given as one (C41). */
      readonly reminders: readonly string[];
      readonly escalationId: EscalationId;
      readonly closeBy: Instant;
      /** Whole days still left; 0 when the box is over. */
      readonly daysLeft: number;
    }
  /** Nothing has happened for a while on a ticket that nothing else would bring up again. */
  | { readonly type: 'ticket.idle_noticed'; readonly idleSince: Instant }
  /** Signs found in a customer's message; `words` are the very words that showed them. */
  | {
      readonly type: 'conflict.noticed';
      readonly messageId: MessageId;
      readonly signs: readonly ConflictSign[];
      readonly words: readonly string[];
      /** The ticket's score after this message. */
      readonly score: number;
    }
  /** An agent judged otherwise; the signs named are all that remain. */
  | {
      readonly type: 'conflict.corrected';
      readonly agentId: AgentId;
      readonly signs: readonly ConflictSign[];
      readonly score: number;
    }
  | ClockEvent
  | EscalationEvent;

export type TicketEventType = TicketEvent['type'];

/** An event with what every event carries. `at` is when it took effect. */
export type Recorded<E = TicketEvent> = {
  readonly event: E;
  readonly at: Instant;
  readonly actor: Actor;
  readonly cause: Cause | null;
};
