import { useMemo } from 'react';
import type { Holiday } from '#contract/calendar.ts';
import { useFormat } from '../../../../lib/format.ts';
import { useTranslation } from '../../../../lib/use-translation.tsx';

const style = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;

/** Dates of holidays in the reader's language; `MM-DD` is a day of every year. */
export function useDayText() {
  const t = useTranslation();
  const format = useFormat('UTC');
  return useMemo(() => {
    const day = (text: string): string => {
      if (text.length === 5) {
        const at = Date.parse(`2000-${text}T00:00:00Z`);
        const date = format.dateWith(at, { day: 'numeric', month: 'long' });
        return t('holiday.yearly', { date });
      }
      const at = Date.parse(`${text}T00:00:00Z`);
      return Number.isNaN(at) ? text : format.dateWith(at, style);
    };
    const dates = (on: Holiday['on']): string => {
      if (on.kind === 'dates') return on.dates.map(day).join(' · ');
      if (on.kind === 'range') return `${day(on.from)} – ${day(on.to)}`;
      const pad = (value: number): string => String(value).padStart(2, '0');
      return day(`${pad(on.month)}-${pad(on.day)}`);
    };
    return { day, dates };
  }, [t, format]);
}
