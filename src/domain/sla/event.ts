import type {
  CalendarVersionId,
  ClockId,
  HopId,
  MessageId,
  PolicyVersionId,
} from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { CancelReason, ClockSubject, Metric, Pause, Target } from './clock.ts';

/** What a new cycle takes over from the one before it, or from the moment it starts in. */
export type CarriedOver = {
  readonly pauses: readonly Pause[];
  readonly firedMarkIds: readonly string[];
};

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
      readonly dueAfter: Instant | null;
      /** Absent but for a hop that follows the sun (C27). */
      readonly unionCalendarVersionIds?: readonly CalendarVersionId[];
      readonly carriedOver?: CarriedOver;
    }
  | { readonly type: 'clock.paused'; readonly clockId: ClockId; readonly reason: string }
  | {
      readonly type: 'clock.resumed';
      readonly clockId: ClockId;
      readonly dueAfter: Instant | null;
    }
  | {
      readonly type: 'clock.retargeted';
      readonly clockId: ClockId;
      readonly target: Target;
      readonly policyVersionId: PolicyVersionId;
      readonly calendarVersionId: CalendarVersionId | null;
      readonly dueBefore: Instant | null;
      readonly dueAfter: Instant | null;
      /** Given when the start changed too: a fresh start (C13), or an older message merged in (C21). */
      readonly restart?: { readonly startedAt: Instant; readonly pauses: readonly Pause[] };
      /** Marks that had fired and may fire again (C12). */
      readonly rearmedMarkIds?: readonly string[];
    }
  /** A changed calendar was applied to its future; the part before `from` stands (C16). */
  | {
      readonly type: 'clock.calendar_changed';
      readonly clockId: ClockId;
      readonly calendarVersionId: CalendarVersionId | null;
      readonly from: Instant;
      readonly dueBefore: Instant | null;
      readonly dueAfter: Instant | null;
      readonly rearmedMarkIds: readonly string[];
    }
  /** A person set the deadline by hand; the event's actor is who (C17). */
  | {
      readonly type: 'clock.deadline_set';
      readonly clockId: ClockId;
      readonly deadline: Instant;
      readonly reason: string;
      readonly movesWithPauses: boolean;
      readonly dueBefore: Instant | null;
      readonly dueAfter: Instant | null;
      readonly rearmedMarkIds: readonly string[];
    }
  /** A person took such a deadline away again: the derived one holds. */
  | {
      readonly type: 'clock.deadline_cleared';
      readonly clockId: ClockId;
      readonly reason: string;
      readonly dueBefore: Instant | null;
      readonly dueAfter: Instant | null;
      readonly rearmedMarkIds: readonly string[];
    }
  | {
      readonly type: 'clock.met';
      readonly clockId: ClockId;
      readonly fulfilledAt: Instant;
      readonly messageId?: MessageId;
    }
  /** The reply that met it was recalled or did not arrive: it runs on as though never fulfilled. */
  | {
      readonly type: 'clock.unfulfilled';
      readonly clockId: ClockId;
      /** Absent for a recalled reply. */
      readonly because?: 'undelivered';
      readonly dueAfter: Instant | null;
    }
  /** Solved and opened again: it runs on, and the time while solved does not count (C19). */
  | {
      readonly type: 'clock.reopened';
      readonly clockId: ClockId;
      readonly dueAfter: Instant | null;
    }
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
      /** In the order in which they fell due; several when they fell due together (C41). */
      readonly markIds: readonly string[];
      readonly reachedAt: Instant;
    }
  | {
      readonly type: 'clock.cancelled';
      readonly clockId: ClockId;
      readonly reason: CancelReason;
      /** When it ended, where that was noticed only later; absent for now. */
      readonly endedAt?: Instant;
    };

export type ClockEventOf<Type extends ClockEvent['type']> = Extract<
  ClockEvent,
  { readonly type: Type }
>;
