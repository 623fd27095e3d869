import { instantFromIso } from '#domain/kernel/instant.ts';
import { VirtualClock } from '#server/platform/clock.ts';

/** A Monday morning, far from any change of daylight saving time. */
export const testStart = instantFromIso('2026-03-02T09:00:00Z');

/** A frozen clock, which moves only when the test says so. */
export function createTestClock(startIso?: string): VirtualClock {
  return new VirtualClock(startIso === undefined ? testStart : instantFromIso(startIso));
}
