import type { AgentId, ChannelId, ContactId, OrganizationId, TeamId, TicketId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';

export const ticketStates = ['new', 'open', 'pending', 'on_hold', 'solved', 'closed'] as const;
export type TicketState = (typeof ticketStates)[number];

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

export const channelKinds = ['email', 'webchat', 'api', 'form', 'imported'] as const;
export type ChannelKind = (typeof channelKinds)[number];

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
  /** Goes up by one with every committed change; the API's `version` and `ETag`. */
  readonly version: number;
};
