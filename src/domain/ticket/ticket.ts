import type { ConflictSign } from '../conflict/sign.ts';
import type {
  AgentId,
  ChannelId,
  ContactId,
  MessageId,
  OrganizationId,
  TeamId,
  TicketId,
} from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';

export const ticketStates = ['new', 'open', 'pending', 'on_hold', 'solved', 'closed'] as const;
export type TicketState = (typeof ticketStates)[number];

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

export const channelKinds = ['email', 'webchat', 'api', 'form', 'imported'] as const;
export type ChannelKind = (typeof channelKinds)[number];

/**
 * The last reply, with what it changed, so that recalling it inside its undo window puts
 * everything back. Kept as one value because it is meaningful only as a whole.
 */
export type RecallableReply = {
  readonly messageId: MessageId;
  readonly agentId: AgentId;
  readonly sentAt: Instant;
  readonly stateBefore: TicketState;
  /** The state the reply carried the ticket to; the same when it carried none. */
  readonly stateAfter: TicketState;
  readonly unansweredSinceBefore: Instant | null;
  readonly lastPublicReplyAtBefore: Instant | null;
  readonly firstHumanReplyAtBefore: Instant | null;
};

/** One customer request, without its clocks and escalations (see `aggregate.ts`). */
export type Ticket = {
  readonly id: TicketId;
  /** Counts up within the workspace; shown as `#1042`. */
  readonly number: number;
  readonly subject: string;
  readonly state: TicketState;
  readonly priority: Priority;
  readonly issueType: string | null;
  readonly channelId: ChannelId | null;
  readonly channelKind: ChannelKind;
  readonly contactId: ContactId;
  readonly organizationId: OrganizationId | null;
  /** BCP 47, for instance `vi` or `zh-Hant`: the language the customer is answered in. */
  readonly language: string;
  readonly teamId: TeamId | null;
  /** The agent the customer deals with. An escalation changes the handler, not the owner. */
  readonly ownerId: AgentId | null;
  readonly tags: readonly string[];
  /** The closed ticket that this one goes on from: a customer wrote again after the close. */
  readonly followUpOf: TicketId | null;
  /** The ticket this one became part of. It is closed for good, and its messages are there (C21). */
  readonly mergedInto: TicketId | null;
  /** The ticket that this one's first message was split off from (C22). */
  readonly splitFrom: TicketId | null;
  /** Practice, spam and imported tickets run no clocks, send nothing and leave the reports. */
  readonly isPractice: boolean;
  readonly isSpam: boolean;
  readonly isImported: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly firstCustomerMessageAt: Instant | null;
  /** The oldest public customer message that no human has answered yet. */
  readonly unansweredSince: Instant | null;
  readonly lastPublicReplyAt: Instant | null;
  readonly firstHumanReplyAt: Instant | null;
  readonly solvedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly reopenCount: number;
  readonly snoozedUntil: Instant | null;
  /** When a pause chosen with a limit ends by itself; null when it has none. */
  readonly pausedUntil: Instant | null;
  /** When the survey about the present solution was asked for; null until then and on reopening. */
  readonly feedbackRequestedAt: Instant | null;
  readonly recallable: RecallableReply | null;
  /** Keys of reminders already given, so that each is given once (see `timers.ts`). */
  readonly remindersGiven: readonly string[];
  /** Signs of conflict in the customer's words so far, which an agent may correct. */
  readonly conflictSigns: readonly ConflictSign[];
  /** 0 (calm) to 100; see `conflict/score.ts`. */
  readonly conflictScore: number;
  /** Goes up by one with every committed change; the API's `version` and `ETag`. */
  readonly version: number;
};
