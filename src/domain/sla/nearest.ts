import type { Clock } from './clock.ts';
import { isOpenClock } from './evolve.ts';

/**
 * The clock a list shows for a ticket: of those that count down or have breached, the one whose
 * deadline is or was first (C38). Null when all are paused or over.
 */
export function nearestClock(clocks: readonly Clock[]): Clock | null {
  return clocks.reduce<Clock | null>((nearest, clock) => {
    if (!isOpenClock(clock) || clock.dueAt === null) return nearest;
    return nearest?.dueAt == null || clock.dueAt < nearest.dueAt ? clock : nearest;
  }, null);
}
