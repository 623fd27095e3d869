import type { Instant } from '../kernel/instant.ts';
import type { Tier } from '../people/directory.ts';
import type { ClockStatus, Metric } from '../sla/clock.ts';
import type { ChannelKind } from '../ticket/ticket.ts';

/** One ticket as reports count it. Spam, practice and imported-without-clocks are left out. */
export type TicketRow = {
  readonly ticketId: string;
  readonly createdAt: Instant;
  readonly solvedAt: Instant | null;
  readonly reopenCount: number;
  /** Public replies written by people. */
  readonly humanReplyCount: number;
  readonly escalationCount: number;
  /** The tier of the team that had it, or its escalation, when it was solved. */
  readonly solvedTier: Tier | null;
  /** The last satisfaction score, 1 to 5. */
  readonly score: number | null;
  readonly channelKind: ChannelKind;
};

/** One cycle of one clock (C46). */
export type ClockRow = {
  readonly ticketId: string;
  readonly metric: Metric;
  readonly cycle: number;
  readonly status: ClockStatus;
  /** Working time from start to fulfilment; null while it is not fulfilled. */
  readonly elapsedMs: number | null;
};

export type EscalationRow = {
  readonly escalationId: string;
  readonly ticketId: string;
  readonly startedAt: Instant;
  readonly closedAt: Instant | null;
  /** Handovers after the first. */
  readonly transferCount: number;
};

/** All that the figures of one period are made of. The caller has cut the rows to the period. */
export type RowSet = {
  readonly tickets: readonly TicketRow[];
  readonly clocks: readonly ClockRow[];
  readonly escalations: readonly EscalationRow[];
  /** Questions an article answered before they became a ticket. */
  readonly deflectedCount: number;
  readonly now: Instant;
};
