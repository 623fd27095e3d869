import { Download, Printer } from 'lucide-react';
import { downloadFigures, type Report } from '#contract/report.ts';
import { bucketUnits } from '#domain/metrics/period.ts';
import { urlOf } from '../../lib/api.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { PeriodText } from './period-text.tsx';
import { ReportFilters } from './report-filters.tsx';
import { presets } from './report-address.ts';
import type { ReportPlace } from './use-report-place.ts';

export type ReportHeaderProps = {
  readonly place: ReportPlace;
  readonly choices: Report['choices'] | null;
};

/** What the report is about, and how to change it; on paper only the words of it. */
export function ReportHeader({ place, choices }: ReportHeaderProps) {
  const t = useTranslation();
  return (
    <header className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 grow basis-80">
          <h1 className="text-head font-semibold">{t('report.title')}</h1>
          <p className="text-pretty text-muted">
            <PeriodText period={place.query} />
            <span className="print:hidden"> · {t('report.hint')}</span>
          </p>
        </div>
        <div className="flex gap-2 print:hidden">
          <Button icon={<Printer />} onPress={() => window.print()}>
            {t('report.print')}
          </Button>
          <a
            href={urlOf(downloadFigures.url, {}, place.query)}
            download="figures.csv"
            className={`${buttonClass('secondary', 'medium')} hover:bg-hover`}
          >
            <Download aria-hidden />
            <span className="truncate">{t('report.download')}</span>
          </a>
        </div>
      </div>
      <div className="flex flex-wrap items-end gap-3 print:hidden">
        <PeriodFields place={place} />
        <ReportFilters place={place} choices={choices} />
      </div>
    </header>
  );
}

function PeriodFields({ place }: { readonly place: ReportPlace }) {
  const t = useTranslation();
  const { search, query, change } = place;
  const isChosen = search.from !== undefined;
  return (
    <>
      <Select
        label={t('report.period')}
        className="w-44"
        value={isChosen ? 'chosen' : (search.period ?? 'last_30')}
        options={[...presets, 'chosen' as const].map((id) => ({
          id,
          label: t(`report.period.${id}`),
        }))}
        onChange={(id) => {
          if (id === 'chosen') change({ from: query.from, to: query.to });
          else change({ period: id });
        }}
      />
      {isChosen && (
        <>
          <DateField name="from" place={place} />
          <DateField name="to" place={place} />
        </>
      )}
      <Select
        label={t('report.bucket')}
        className="w-32"
        value={query.bucket}
        options={bucketUnits.map((id) => ({ id, label: t(`report.bucket.${id}`) }))}
        onChange={(bucket) => change({ bucket })}
      />
    </>
  );
}

/** A date that would turn the period around takes the other one along. */
function DateField(props: { readonly name: 'from' | 'to'; readonly place: ReportPlace }) {
  const t = useTranslation();
  const { name, place } = props;
  const { from, to } = place.query;
  return (
    <TextField
      label={t(`report.${name}`)}
      type="date"
      className="w-38"
      value={place.query[name]}
      onChange={(date) => {
        if (date === '') return;
        const next = name === 'from' ? { from: date, to } : { from, to: date };
        place.change(next.from <= next.to ? next : { from: date, to: date });
      }}
    />
  );
}
