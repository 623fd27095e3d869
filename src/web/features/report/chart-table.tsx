import type { Report } from '#contract/report.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Table } from '../../ui/table.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { bucketLabel } from './bucket-label.ts';
import { figureText, ticketsHref } from './figure-text.ts';
import type { Line } from './time-chart.tsx';

export type ChartTableProps = {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly buckets: Report['buckets'];
};

/** What a chart shows, in rows: every value opens its tickets. */
export function ChartTable({ title, lines, buckets }: ChartTableProps) {
  const t = useTranslation();
  const format = useFormat();
  const dates = useFormat('UTC');
  return (
    <div className="max-h-72 overflow-y-auto print:max-h-none">
      <Table
        caption={title}
        rows={buckets.map(({ start }, index) => ({ start, index }))}
        rowKey={({ start }) => start}
        columns={[
          {
            id: 'start',
            title: t('report.column.date'),
            render: ({ index }) => bucketLabel(dates, buckets, index),
          },
          ...lines.map((line) => ({
            id: line.key,
            title: line.label,
            isFigure: true,
            render: ({ index }: { readonly index: number }) => {
              const point = line.points[index];
              const text = figureText(format, line.unit, point?.value ?? null);
              const opened = point?.part ?? point?.of;
              return opened === undefined || opened.ticketCount === 0 ? (
                text
              ) : (
                <TextLink href={ticketsHref(opened.filter)}>{text}</TextLink>
              );
            },
          })),
        ]}
      />
    </div>
  );
}
