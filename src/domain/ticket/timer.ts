import type { ClockId, EscalationId, HopId, TicketId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';

type TimerBase = {
  /**
   * Unique in the workspace and the same each time it is derived. It names the occurrence (the
   * end of this snooze, the marks of this cycle at this moment), so that a key fires once.
   */
  readonly key: string;
  readonly ticketId: TicketId;
  readonly dueAt: Instant;
};

/** A thing that will happen by itself unless somebody acts first. */
export type Timer =
  | (TimerBase & { readonly kind: 'clock_mark'; readonly payload: { readonly clockId: ClockId } })
  | (TimerBase & { readonly kind: 'snooze'; readonly payload: Record<never, never> })
  | (TimerBase & { readonly kind: 'pause_limit'; readonly payload: Record<never, never> })
  | (TimerBase & { readonly kind: 'auto_close'; readonly payload: Record<never, never> })
  | (TimerBase & { readonly kind: 'feedback'; readonly payload: Record<never, never> })
  | (TimerBase & { readonly kind: 'idle'; readonly payload: Record<never, never> })
  | (TimerBase & {
      readonly kind: 'hop_acknowledge';
      readonly payload: { readonly hopId: HopId };
    })
  | (TimerBase & {
      readonly kind: 'close_by';
      readonly payload: { readonly escalationId: EscalationId; readonly reminder: string };
    });

export type TimerKind = Timer['kind'];

const everyKind: Readonly<Record<TimerKind, true>> = {
  clock_mark: true,
  snooze: true,
  pause_limit: true,
  auto_close: true,
  feedback: true,
  idle: true,
  hop_acknowledge: true,
  close_by: true,
};

/** Whether the text, read from a row, is a kind of timer that a ticket has. */
export function isTimerKind(text: string): text is TimerKind {
  return Object.hasOwn(everyKind, text);
}

/** Every kind of timer a ticket can have. */
export const timerKinds: readonly TimerKind[] = Object.keys(everyKind).filter(isTimerKind);

/** The part of a timer that says what to do: what its row must keep beside key and time. */
export type TimerCall = Timer extends infer Each
  ? Each extends Timer
    ? Pick<Each, 'kind' | 'payload'>
    : never
  : never;
