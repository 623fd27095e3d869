import type { Format } from '../../lib/format.ts';

/** The time for today, with its day otherwise. */
export function momentWords(format: Format, at: string, nowMs: number): string {
  const isToday = format.date(at) === format.date(nowMs);
  return isToday ? format.time(at) : format.dateWith(at, withDay);
}

const withDay = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;
