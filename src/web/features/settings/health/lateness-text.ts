import type { Format } from '../../../lib/format.ts';
import type { Translate } from '../../../lib/use-translation.tsx';

/** A lateness as one reads it: milliseconds below a second, tenths of seconds below a minute. */
export function latenessText(t: Translate, format: Format, ms: number): string {
  if (ms < 1000) return t('health.took', { count: format.number(Math.round(ms)) });
  if (ms >= 60_000) return format.duration(ms);
  return t('health.late.seconds', { count: format.number(Math.round(ms / 100) / 10) });
}
