import type {
  CalendarVersionId,
  ClockId,
  HopId,
  MessageId,
  PolicyVersionId,
  TicketId,
} from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';

export const metrics = [
  'first_response',
  'next_response',
  'resolution',
  'update',
  'acknowledge',
  'handle',
  'close',
] as const;
export type Metric = (typeof metrics)[number];

export const clockStatuses = ['running', 'paused', 'met', 'breached', 'cancelled'] as const;
export type ClockStatus = (typeof clockStatuses)[number];

export type ClockSubject =
  | { readonly kind: 'ticket'; readonly ticketId: TicketId }
  | { readonly kind: 'hop'; readonly hopId: HopId };

/** How long; the unit is explicit (C34). */
export type Target =
  | { readonly unit: 'minutes'; readonly minutes: number }
  | { readonly unit: 'working_days'; readonly days: number }
  | { readonly unit: 'end_of_working_day'; readonly days: number };

/** A stretch in which the clock stood still; `to` is null while it still does. */
export type Pause = {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly reason: string;
};

/** Why a clock ended that was neither met nor breached. */
export const cancelReasons = [
  'closed_by_resolution',
  'merged',
  'split',
  'spam',
  'practice',
  'hop_ended',
  'no_policy',
  'reopened',
  'retargeted',
  'recalled',
  'undelivered',
  'escalation_closed',
] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** A deadline a person set; who they are is the actor of the event (C17). */
export type ManualDue = {
  readonly at: Instant;
  readonly setAt: Instant;
  readonly reason: string;
  /** Whether later pauses move it; by default they do not. */
  readonly movesWithPauses: boolean;
};

/** A calendar the clock ran by until a changed one was applied to its future (C16). */
export type EarlierCalendar = {
  readonly until: Instant;
  readonly calendarVersionId: CalendarVersionId | null;
};

/**
 * One target running on one ticket or hop.
 *
 * `running` → `paused` → `running` … → `met` (fulfilled in time) | `breached` | `cancelled`.
 * A breached clock stays breached: it may still be fulfilled (`fulfilledAt`), which ends it late.
 */
export type Clock = {
  readonly id: ClockId;
  readonly metric: Metric;
  readonly subject: ClockSubject;
  readonly cycle: number;
  readonly target: Target;
  readonly policyVersionId: PolicyVersionId;
  /** Null means 24×7. */
  readonly calendarVersionId: CalendarVersionId | null;
  /** Further calendars whose open hours count too: follow the sun (C27). Usually empty. */
  readonly unionCalendarVersionIds: readonly CalendarVersionId[];
  /** Oldest first; usually empty. */
  readonly earlierCalendars: readonly EarlierCalendar[];
  readonly startedAt: Instant;
  readonly pauses: readonly Pause[];
  readonly status: ClockStatus;
  /** Cache of the derivation from start, pauses, target and calendar; null while paused or ended. */
  readonly dueAt: Instant | null;
  readonly manualDue: ManualDue | null;
  readonly fulfilledAt: Instant | null;
  /** The reply that fulfilled it, so that recalling the reply can undo it. */
  readonly fulfilledBy: MessageId | null;
  readonly breachedAt: Instant | null;
  readonly detectedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly cancelReason: CancelReason | null;
  readonly firedMarkIds: readonly string[];
};
