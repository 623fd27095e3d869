import type { DatePeriod } from '#domain/metrics/period.ts';
import { useFormat } from '../../lib/format.ts';

/** The dates of a period in words. They are dates, not moments: no zone moves them. */
export function PeriodText({ period }: { readonly period: DatePeriod }) {
  const format = useFormat('UTC');
  return (
    <bdi className="whitespace-nowrap text-ink">
      {format.date(`${period.from}T00:00:00Z`)} – {format.date(`${period.to}T00:00:00Z`)}
    </bdi>
  );
}
