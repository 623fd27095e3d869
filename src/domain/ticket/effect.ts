import type { AgentId, ChannelId, ContactId, TicketId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { ChannelKind } from './ticket.ts';

/**
 * What an agent is told about, the most pressing first: when one batch holds several for the
 * same person, the first of this list is the one they are told, and the others come with it.
 */
export const noticeAbouts = [
  'hop_offered',
  'clock_breached',
  'close_by_over',
  'hop_timed_out',
  'clock_warning',
  'conflict_hostile',
  'hop_told',
  'hop_declined',
  'hop_handed_back',
  'hop_solved',
  'hop_passed_on',
  'hop_acknowledged',
  'hop_unacknowledged',
  'delivery_failed',
  'bad_feedback',
  'assigned',
  'mentioned',
  'customer_replied',
  'close_by_near',
  'idle',
  'pause_ended',
  'snooze_ended',
  'escalation_closed',
] as const;
export type NoticeAbout = (typeof noticeAbouts)[number];

/** `page` gets through quiet hours and do-not-disturb (C8). */
export type Urgency = 'page' | 'normal';

/** One message to one agent about one batch of events (C41). */
export type Notify = {
  readonly kind: 'notify';
  readonly agentId: AgentId;
  readonly ticketId: TicketId;
  readonly about: NoticeAbout;
  readonly urgency: Urgency;
  /** The event that is told, as an index into the batch. */
  readonly recordedIndex: number;
  /** Other events of the batch that concern the same person. */
  readonly alsoIndexes: readonly number[];
};

/** The updates Belay writes by itself; a policy's mark may name a template of the workspace's. */
export const customerTemplates = [
  'escalation_solved',
  'escalation_moved',
  'escalation_acknowledged',
  'escalation_started',
  'escalation_waiting',
  'feedback_request',
  'received_receipt',
] as const;
export type CustomerTemplate = (typeof customerTemplates)[number];

/**
 * All that a template may say. Names of people, teams and tiers, notes, targets and the brief are
 * not here, so that no template can leak them (G3).
 */
export type CustomerPlaceholders = {
  readonly ticketNumber: number;
  readonly subject: string;
  /** When the customer will hear from us at the latest, if that is promised. */
  readonly nextUpdateBy: Instant | null;
};

/** One automatic public message to the customer, on their channel and in their language. */
export type CustomerUpdate = {
  readonly kind: 'customer_update';
  readonly ticketId: TicketId;
  readonly contactId: ContactId;
  readonly channelKind: ChannelKind;
  readonly channelId: ChannelId | null;
  readonly language: string;
  /** A `CustomerTemplate`, or one that a policy's mark names. */
  readonly template: string;
  /** The survey of a `feedback_request`; null otherwise. */
  readonly surveyId: string | null;
  readonly placeholders: CustomerPlaceholders;
  readonly recordedIndex: number;
};

/** A call that a mark of a policy asks for (N5). */
export type CallWebhook = {
  readonly kind: 'webhook';
  readonly ticketId: TicketId;
  readonly url: string;
  readonly recordedIndex: number;
};

export type Effect = Notify | CustomerUpdate | CallWebhook;
