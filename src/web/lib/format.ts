import { useMemo } from 'react';
import { createFormatWith, type Format } from './format-with.ts';
import { useTranslation } from './use-translation.tsx';

export { durationIn, type Format, type Moment } from './format-with.ts';

/** `const format = useFormat()`, then `format.dateTime(at)`, `format.duration(ms)`, … */
export function useFormat(timeZone?: string): Format {
  const t = useTranslation();
  return useMemo(() => createFormatWith(t, timeZone), [t, timeZone]);
}
