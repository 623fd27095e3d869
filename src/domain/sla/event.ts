import type { CalendarVersionId, ClockId, HopId, PolicyVersionId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { ClockSubject, Metric, Target } from './clock.ts';

/** What can happen to a clock. Segments, elapsed time and deadline are derived from these. */
export type ClockEvent =
  | {
      readonly type: 'clock.started';
      readonly clockId: ClockId;
      readonly metric: Metric;
      readonly subject: ClockSubject;
      readonly cycle: number;
      readonly target: Target;
      readonly policyVersionId: PolicyVersionId;
      /** Null means 24×7. */
      readonly calendarVersionId: CalendarVersionId | null;
      /** When it counts from, which may lie before the moment the event was recorded. */
      readonly startedAt: Instant;
    }
  | { readonly type: 'clock.paused'; readonly clockId: ClockId; readonly reason: string }
  | { readonly type: 'clock.resumed'; readonly clockId: ClockId }
  | {
      readonly type: 'clock.retargeted';
      readonly clockId: ClockId;
      readonly target: Target;
      readonly policyVersionId: PolicyVersionId;
      readonly calendarVersionId: CalendarVersionId | null;
      readonly dueBefore: Instant | null;
      readonly dueAfter: Instant | null;
    }
  | { readonly type: 'clock.met'; readonly clockId: ClockId; readonly fulfilledAt: Instant }
  /** The reply that met it was recalled: it runs on as though never fulfilled. */
  | { readonly type: 'clock.unfulfilled'; readonly clockId: ClockId }
  | {
      readonly type: 'clock.breached';
      readonly clockId: ClockId;
      readonly metric: Metric;
      readonly hopId: HopId | null;
      /** The deadline itself; the event's `at` is when it was noticed (C37). */
      readonly breachedAt: Instant;
      readonly isOnChange: boolean;
    }
  | {
      readonly type: 'clock.mark_reached';
      readonly clockId: ClockId;
      readonly metric: Metric;
      readonly hopId: HopId | null;
      readonly markIds: readonly string[];
      readonly reachedAt: Instant;
    }
  | {
      readonly type: 'clock.cancelled';
      readonly clockId: ClockId;
      readonly reason: 'closed_by_resolution' | 'merged' | 'spam' | 'practice' | 'hop_ended' | 'no_policy' | 'reopened';
    };
