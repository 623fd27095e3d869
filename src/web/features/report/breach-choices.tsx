import { breachSets, breachUntils } from '#contract/breach-report.ts';
import { clockEnders } from '#contract/ticket.ts';
import { metrics } from '#domain/sla/clock.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Select } from '../../ui/select.tsx';
import type { ReportPlace } from './use-report-place.ts';

/** Which cycles are looked at and up to when; the choice stands in the address. */
export function BreachChoices({ place }: { readonly place: ReportPlace }) {
  const t = useTranslation();
  const { breachQuery, change } = place;
  return (
    <div className="flex flex-wrap items-end gap-2 print:hidden">
      <Select
        label={t('report.breach.set')}
        className="w-56"
        value={breachQuery.set}
        options={breachSets.map((id) => ({ id, label: t(`report.breach.set.${id}`) }))}
        onChange={(breachSet) => change({ breachSet })}
      />
      <Select
        label={t('report.breach.until')}
        className="w-40"
        value={breachQuery.until}
        options={breachUntils.map((id) => ({ id, label: t(`report.breach.until.${id}`) }))}
        onChange={(breachUntil) => change({ breachUntil })}
      />
      <Select
        label={t('report.column.clock')}
        className="w-40"
        value={breachQuery.metric ?? 'any'}
        options={[
          { id: 'any' as const, label: t('report.filter.any') },
          ...metrics.map((id) => ({ id, label: t(`common.metric.${id}`) })),
        ]}
        onChange={(id) => change({ breachMetric: id === 'any' ? null : id })}
      />
      <Select
        label={t('report.breach.endedBy')}
        className="w-52"
        value={breachQuery.endedBy}
        options={clockEnders.map((id) => ({ id, label: t(`report.breach.endedBy.${id}`) }))}
        onChange={(breachEndedBy) => change({ breachEndedBy })}
      />
    </div>
  );
}
