import type { Report, SeriesKey } from '#contract/report.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { type Line, TimeChart } from './time-chart.tsx';

const volumeKeys = ['tickets_created', 'tickets_solved', 'tickets_escalated'] as const;
const singleKeys = [
  'escalation_rate',
  'first_contact_resolution',
  'first_response_time',
  'resolution_time',
  'breach_rate',
  'csat',
] as const;

const strokes = ['main', 'dashed', 'dotted'] as const;

/** How the figures went: the tickets in one chart, each other figure in its own. */
export function TrendCharts({ report }: { readonly report: Report }) {
  const t = useTranslation();
  const lineOf = (key: SeriesKey, index: number): Line[] => {
    const series = report.series.find((each) => each.key === key);
    if (series === undefined) return [];
    const label = t(`report.${key}.name`);
    return [{ ...series, label, stroke: strokes[index] ?? 'main' }];
  };
  return (
    <section aria-label={t('report.overTime')} className="grid gap-4 wide:grid-cols-2">
      <TimeChart
        title={t('report.volume')}
        lines={volumeKeys.flatMap(lineOf)}
        buckets={report.buckets}
        className="wide:col-span-2"
      />
      {singleKeys.map((key) => (
        <TimeChart
          key={key}
          title={t(`report.${key}.name`)}
          lines={lineOf(key, 0)}
          buckets={report.buckets}
        />
      ))}
    </section>
  );
}
