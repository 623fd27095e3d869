import type { Calendar } from '#domain/sla/calendar.ts';
import type { Target } from '#domain/sla/clock.ts';
import { defaultCalendar } from '#domain/sla/defaults.ts';
import { workingDeadline, workingMsBetween } from '#domain/sla/elapsed.ts';
import type { CalendarVersionId } from '#domain/kernel/id.ts';
import { hourMs, instant } from '#domain/kernel/instant.ts';

/** What one target costs by one calendar: a deadline and the elapsed time up to it, warm. */
export type SlaMeasure = {
  readonly target: string;
  readonly timeZone: string;
  readonly pairsPerSecond: number;
  readonly microsecondsPerPair: number;
};

const targets: Readonly<Record<string, Target>> = {
  '4 h': { unit: 'minutes', minutes: 240 },
  '10 working days': { unit: 'working_days', days: 10 },
  '2000 h': { unit: 'minutes', minutes: 120_000 },
};

const timeZones = ['Asia/Ho_Chi_Minh', 'Europe/Berlin', 'America/New_York', 'Asia/Tehran'];

/**
 * Measures deadline and elapsed time for short and long targets over several zones (C36: well
 * under 50 µs for a target of weeks). Starts are spread over three years, so that no answer comes
 * from the same interval twice.
 */
export function measureSla(pairCount = 20_000): SlaMeasure[] {
  const measures: SlaMeasure[] = [];
  for (const timeZone of timeZones) {
    const calendar = defaultCalendar(`bench-${timeZone}` as CalendarVersionId, timeZone);
    for (const [name, target] of Object.entries(targets)) {
      runPairs(calendar, target, 2000);
      const begun = performance.now();
      runPairs(calendar, target, pairCount);
      const seconds = (performance.now() - begun) / 1000;
      measures.push({
        target: name,
        timeZone,
        pairsPerSecond: Math.round(pairCount / seconds),
        microsecondsPerPair: (seconds / pairCount) * 1e6,
      });
    }
  }
  return measures;
}

function runPairs(calendar: Calendar, target: Target, count: number): void {
  const first = Date.UTC(2025, 0, 1);
  for (let index = 0; index < count; index += 1) {
    // 7919 is prime to the hours of a week, so that starts fall on every hour of it.
    const from = instant(first + ((index * 7919) % 26_280) * hourMs + index);
    const due = workingDeadline(calendar, from, target);
    if (due === null || workingMsBetween(calendar, from, due) <= 0) {
      throw new Error(`the deadline of ${index} is not ahead of its start`);
    }
  }
}
