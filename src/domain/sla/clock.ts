import type { CalendarVersionId, ClockId, HopId, PolicyVersionId, TicketId } from '../kernel/id.ts';
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
export type Pause = { readonly from: Instant; readonly to: Instant | null; readonly reason: string };

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
  readonly calendarVersionId: CalendarVersionId | null;
  readonly startedAt: Instant;
  readonly pauses: readonly Pause[];
  readonly status: ClockStatus;
  /** Cache of the derivation from start, pauses, target and calendar; null while paused or ended. */
  readonly dueAt: Instant | null;
  readonly fulfilledAt: Instant | null;
  readonly breachedAt: Instant | null;
  readonly detectedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly firedMarkIds: readonly string[];
};
