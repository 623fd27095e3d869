import type { Lateness } from '#contract/health.ts';
import { useFormat } from '../../../lib/format.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Table } from '../../../ui/table.tsx';
import { latenessText } from './lateness-text.ts';

type Step = Lateness['buckets'][number];

/** The histogram: one row for each step, whose bar is as long as its share. */
export function LatenessTable({ lateness }: { readonly lateness: Lateness }) {
  const t = useTranslation();
  const format = useFormat();
  const { buckets, count } = lateness;
  const most = Math.max(1, ...buckets.map((step) => step.count));
  const last = buckets.findLast(({ upToMs }) => upToMs !== null)?.upToMs ?? 0;
  return (
    <Table
      caption={t('health.late')}
      rows={buckets}
      rowKey={({ upToMs }) => String(upToMs)}
      columns={[
        {
          id: 'step',
          title: t('health.late.step'),
          width: '8rem',
          render: ({ upToMs }) => (
            <span className="whitespace-nowrap">
              {upToMs === null
                ? t('health.late.beyond', { duration: latenessText(t, format, last) })
                : t('health.late.upTo', { duration: latenessText(t, format, upToMs) })}
            </span>
          ),
        },
        {
          id: 'share',
          title: t('health.late.share'),
          render: (step) => (
            <span className="flex items-center gap-2">
              <span aria-hidden className="relative h-4 min-w-16 grow rounded-small bg-sunken">
                <span
                  style={{ inlineSize: `${(step.count / most) * 100}%` }}
                  className={`absolute inset-y-0 start-0 rounded-small ${toneOf(step)} ${step.count > 0 ? 'min-w-0.5' : ''}`}
                />
              </span>
              <span className="w-14 shrink-0 text-end" data-tabular>
                {format.percent(step.count / count)}
              </span>
            </span>
          ),
        },
        {
          id: 'count',
          title: t('health.late.fired'),
          isFigure: true,
          width: '6rem',
          render: (step) => format.number(step.count),
        },
      ]}
    />
  );
}

/** Within a second is the promise (D4). */
function toneOf({ upToMs }: Step): string {
  if (upToMs === null) return 'bg-breached';
  if (upToMs <= 1000) return 'bg-calm';
  return upToMs <= 5000 ? 'bg-warm' : 'bg-hot';
}
