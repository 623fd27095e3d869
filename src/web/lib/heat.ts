import type { ClockStatus } from '#domain/sla/clock.ts';

/** The one scale of urgency, from the list to the wall. */
export type Heat = 'calm' | 'warm' | 'hot' | 'breached' | 'paused' | 'met' | 'cancelled';

export type HeatSource = {
  readonly status: ClockStatus;
  readonly startedAt: string;
  readonly dueAt: string | null;
  /** 0 at the start and 1 at the deadline, in working time, at the moment `spentAt`. */
  readonly spentShare?: number;
  /** The server's moment of `spentShare`, in milliseconds. */
  readonly spentAtMs?: number;
};

/** Warm at half of the time, hot at four fifths (SCREENS, "One accent, one heat scale"). */
const warmShare = 0.5;
const hotShare = 0.8;

/**
 * How much a clock burns at a moment. From the answered share it goes on in a straight line to the
 * deadline, which is exact while the calendar is open and, over a closed night, never too calm at
 * the end: it reaches 1 at `dueAt` and not before.
 */
export function heatOf(source: HeatSource, nowMs: number): Heat {
  if (source.status === 'met' || source.status === 'cancelled') return source.status;
  if (source.status === 'breached') return 'breached';
  if (source.status === 'paused' || source.dueAt === null) return 'paused';
  const share = spentShareAt(source, nowMs);
  if (share >= 1) return 'breached';
  if (share >= hotShare) return 'hot';
  return share >= warmShare ? 'warm' : 'calm';
}

/** The share of a running clock that is gone, 0 to 1. */
export function spentShareAt(source: HeatSource, nowMs: number): number {
  if (source.dueAt === null) return source.spentShare ?? 0;
  const dueMs = Date.parse(source.dueAt);
  const fromMs = source.spentAtMs ?? Date.parse(source.startedAt);
  const fromShare = source.spentAtMs === undefined ? 0 : (source.spentShare ?? 0);
  if (nowMs >= dueMs) return 1;
  if (dueMs <= fromMs) return Math.min(1, fromShare);
  const part = Math.max(0, nowMs - fromMs) / (dueMs - fromMs);
  return Math.min(1, fromShare + (1 - fromShare) * part);
}
