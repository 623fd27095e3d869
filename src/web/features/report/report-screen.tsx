import { useQuery } from '@tanstack/react-query';
import { ChartLine } from 'lucide-react';
import { keepPreviousData } from '@tanstack/react-query';
import { readReport, type Report } from '#contract/report.ts';
import { problemText } from '../../lib/problem-text.ts';
import { queryOf } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { BreachSection } from './breach-section.tsx';
import { BreachTable } from './breach-table.tsx';
import { FigureTiles } from './figure-tiles.tsx';
import { ReportHeader } from './report-header.tsx';
import { ScoreBars } from './score-bars.tsx';
import { TierPyramid } from './tier-pyramid.tsx';
import { TrendCharts } from './trend-charts.tsx';
import { type ReportPlace, useReportPlace } from './use-report-place.ts';

/** What happened in a period: figures, how they went over time, and the tickets behind each. */
export function ReportScreen() {
  const place = useReportPlace();
  const found = useQuery({
    ...queryOf(readReport, { query: place.query }),
    // While another period is on its way, the one before stays, only paler.
    placeholderData: keepPreviousData,
  });
  return (
    <div className="h-full overflow-y-auto print:h-auto print:overflow-visible">
      <div className="mx-auto flex max-w-300 flex-col gap-6 px-4 py-6 desk:px-8 print:max-w-none print:p-0">
        <ReportHeader place={place} choices={found.data?.choices ?? null} />
        <div
          aria-busy={found.isFetching}
          className={found.isPlaceholderData ? 'opacity-60 transition-opacity' : undefined}
        >
          {found.isError ? (
            <ReportProblem error={found.error} onRetry={() => void found.refetch()} />
          ) : found.data === undefined ? (
            <SkeletonRows count={6} />
          ) : (
            <ReportBody report={found.data} place={place} />
          )}
        </div>
      </div>
    </div>
  );
}

function ReportBody(props: { readonly report: Report; readonly place: ReportPlace }) {
  const t = useTranslation();
  const { report, place } = props;
  if (report.figures.every(({ of }) => of.count === 0)) {
    const widen = () => place.change({ period: 'last_90' });
    return (
      <EmptyState
        icon={<ChartLine />}
        title={t('report.empty')}
        hint={t('report.empty.hint')}
        action={<Button onPress={widen}>{t('report.period.last_90')}</Button>}
      />
    );
  }
  return (
    <div className="flex flex-col gap-8">
      <FigureTiles figures={report.figures} />
      <TrendCharts report={report} />
      <div className="grid gap-4 wide:grid-cols-2 print:grid-cols-2">
        <TierPyramid tiers={report.tiers} />
        <ScoreBars scores={report.scores} />
      </div>
      <BreachTable breaches={report.breaches} />
      <BreachSection place={place} />
      <p className="text-small text-muted">
        {t('report.left_out')} {t('report.zone', { timeZone: report.timeZone })}
      </p>
    </div>
  );
}

function ReportProblem(props: { readonly error: unknown; readonly onRetry: () => void }) {
  const t = useTranslation();
  const retry = (
    <Button size="small" onPress={props.onRetry}>
      {t('common.retry')}
    </Button>
  );
  return (
    <Banner tone="bad" actions={retry}>
      {problemText(t, props.error)}
    </Banner>
  );
}
