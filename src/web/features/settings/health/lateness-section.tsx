import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Lateness, latenessHours, readLateness } from '#contract/health.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf } from '../../../lib/query.ts';
import { type Translate, useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Select } from '../../../ui/select.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { Section } from '../../security/page-frame.tsx';
import { LatenessTable } from './lateness-table.tsx';
import { latenessText } from './lateness-text.ts';

/** How late what fell due was done (C37): a picture in rows, with the figures over it. */
export function LatenessSection() {
  const t = useTranslation();
  const [hours, setHours] = useState<(typeof latenessHours)[number]>('24');
  const found = useQuery({
    ...queryOf(readLateness, { query: { hours } }),
    placeholderData: keepPreviousData,
  });
  const choice = (
    <Select
      label={t('health.late.period')}
      isLabelHidden
      className="w-44"
      value={hours}
      options={latenessHours.map((id) => ({ id, label: t(`health.late.period.${id}`) }))}
      onChange={setHours}
    />
  );
  return (
    <Section title={t('health.late')} hint={t('health.late.hint')} action={choice}>
      <div className="flex flex-col gap-4 p-4" aria-busy={found.isFetching}>
        {found.isError && <Banner tone="bad">{problemText(t, found.error)}</Banner>}
        {found.isPending && <SkeletonRows count={5} rowPx={28} />}
        {found.data && <Found lateness={found.data} />}
      </div>
    </Section>
  );
}

function Found({ lateness }: { readonly lateness: Lateness }) {
  const t = useTranslation();
  const format = useFormat();
  const { count, overdue } = lateness;
  return (
    <>
      {overdue.count > 0 && (
        <Banner tone="warning">
          {t('health.late.overdue', {
            count: overdue.count,
            duration: latenessText(t, format, overdue.longestMs ?? 0),
          })}
        </Banner>
      )}
      {count === 0 ? (
        <p className="text-muted">{t('health.late.none')}</p>
      ) : (
        <>
          <dl className="m-0 flex flex-wrap gap-x-8 gap-y-2">
            {figuresOf(lateness, t, format).map(([label, value]) => (
              <div key={label}>
                <dt className="text-small text-muted">{label}</dt>
                <dd className="m-0 text-title font-semibold" data-tabular>
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ))}
          </dl>
          <LatenessTable lateness={lateness} />
        </>
      )}
    </>
  );
}

function figuresOf(lateness: Lateness, t: Translate, format: Format) {
  const say = (ms: number | null) => (ms === null ? '–' : latenessText(t, format, ms));
  return [
    [t('health.late.p50'), say(lateness.p50Ms)],
    [t('health.late.p99'), say(lateness.p99Ms)],
    [t('health.late.max'), say(lateness.maxMs)],
    [t('health.late.fired'), format.number(lateness.count)],
  ] as const;
}
