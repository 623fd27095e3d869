import { useMemo } from 'react';
import { type Weekday, weekdays } from '#domain/sla/calendar.ts';
import { useFormat } from '../../../lib/format.ts';

/** 1 January 2024 was a Monday. */
const mondayMs = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** The names of the weekdays in the reader's language. */
export function useWeekdayNames(length: 'short' | 'long'): Readonly<Record<Weekday, string>> {
  const format = useFormat('UTC');
  return useMemo(() => {
    const names = weekdays.map((weekday, index) => [
      weekday,
      format.dateWith(mondayMs + index * dayMs, { weekday: length }),
    ]);
    return Object.fromEntries(names) as Record<Weekday, string>;
  }, [format, length]);
}
