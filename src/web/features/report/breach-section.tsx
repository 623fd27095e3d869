import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { type BreachReport, readBreaches } from '#contract/breach-report.ts';
import { useFormat } from '../../lib/format.ts';
import { problemText } from '../../lib/problem-text.ts';
import { queryOf } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { BreachChoices } from './breach-choices.tsx';
import { BreachCount } from './breach-count.tsx';
import { BreachCycles } from './breach-cycles.tsx';
import { BreachDefinition } from './breach-definition.tsx';
import { BreachParts } from './breach-parts.tsx';
import { BreachClocks, BreachHops, BreachTeams } from './breach-tables.tsx';
import type { OpenedTime } from './time-cell.tsx';
import type { ReportPlace } from './use-report-place.ts';

/** Where the time of the breached cycles went. Read by itself: the figures above do not wait for it. */
export function BreachSection({ place }: { readonly place: ReportPlace }) {
  const t = useTranslation();
  const [opened, setOpened] = useState<OpenedTime | null>(null);
  const found = useQuery({
    ...queryOf(readBreaches, { query: place.breachQuery }),
    placeholderData: keepPreviousData,
  });
  return (
    <section
      aria-labelledby="breaches"
      className="flex min-w-0 flex-col gap-4 rounded-card border border-line bg-raised p-4"
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 grow basis-72">
          <div className="flex items-center gap-1">
            <h2 id="breaches" className="text-read font-semibold">
              {t('report.breach.title')}
            </h2>
            <BreachDefinition />
          </div>
          <p className="text-small text-pretty text-muted">{t('report.breach.hint')}</p>
        </div>
        <BreachChoices place={place} />
      </div>
      <div
        aria-busy={found.isFetching}
        className={found.isPlaceholderData ? 'opacity-60 transition-opacity' : undefined}
      >
        {found.isError ? (
          <Banner tone="bad">{problemText(t, found.error)}</Banner>
        ) : found.data === undefined ? (
          <SkeletonRows count={4} rowPx={36} />
        ) : (
          <BreachBody report={found.data} place={place} onOpen={setOpened} />
        )}
      </div>
      {opened !== null && (
        <BreachCycles query={place.breachQuery} opened={opened} onClose={() => setOpened(null)} />
      )}
    </section>
  );
}

function BreachBody(props: {
  readonly report: BreachReport;
  readonly place: ReportPlace;
  readonly onOpen: (opened: OpenedTime) => void;
}) {
  const t = useTranslation();
  const format = useFormat();
  const { report, place, onOpen } = props;
  const { wall, cycles } = report;
  if (cycles.count === 0) {
    return (
      <div className="flex flex-col gap-2">
        <BreachCount report={report} query={place.breachQuery} onOpen={onOpen} />
        <EmptyState
          icon={<CircleCheck />}
          title={t('report.breach.none')}
          hint={t('report.breach.none.hint')}
        />
      </div>
    );
  }
  const say = (ms: number | null) => (ms === null ? '–' : format.span(ms));
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-1">
        <BreachCount report={report} query={place.breachQuery} onOpen={onOpen} />
        <p className="text-small text-muted">
          {t('report.breach.wall', { median: say(wall.medianMs), p90: say(wall.p90Ms) })}
        </p>
      </div>
      <BreachParts parts={report.parts} onOpen={onOpen} />
      <BreachTeams teams={report.teams} onOpen={onOpen} />
      <div className="grid gap-6 wide:grid-cols-2 print:grid-cols-2">
        {report.hops.length > 0 && <BreachHops hops={report.hops} onOpen={onOpen} />}
        <BreachClocks metrics={report.metrics} onOpen={onOpen} />
      </div>
    </div>
  );
}
