import type { Counted, Report } from '#contract/report.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Table } from '../../ui/table.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { figureText, ticketsHref } from './figure-text.ts';
import { ReportCard } from './report-card.tsx';

/** Which promises were broken, by kind of clock. */
export function BreachTable({ breaches }: { readonly breaches: Report['breaches'] }) {
  const t = useTranslation();
  const format = useFormat();
  const rows = breaches.filter(({ of }) => of.count > 0);
  return (
    <ReportCard title={t('report.breaches')} hint={t('report.breach_rate.definition')}>
      <Table
        caption={t('report.breaches')}
        rows={rows}
        rowKey={({ metric }) => metric}
        columns={[
          {
            id: 'metric',
            title: t('report.column.clock'),
            render: ({ metric }) => t(`common.metric.${metric}`),
          },
          {
            id: 'part',
            title: t('report.column.breached'),
            isFigure: true,
            render: ({ part }) => <Opened counted={part} />,
          },
          {
            id: 'of',
            title: t('report.column.ended'),
            isFigure: true,
            render: ({ of }) => <Opened counted={of} />,
          },
          {
            id: 'rate',
            title: t('report.column.rate'),
            isFigure: true,
            render: ({ value }) => figureText(format, 'share', value),
          },
        ]}
      />
    </ReportCard>
  );
}

function Opened({ counted }: { readonly counted: Counted }) {
  const t = useTranslation();
  const format = useFormat();
  const { count, ticketCount } = counted;
  const number = format.number(count);
  if (ticketCount === 0) return number;
  // One ticket may have several cycles: the list that opens is then shorter than the count.
  const tickets = t('common.count.tickets', { count: ticketCount });
  const text = count === ticketCount ? number : `${number} · ${tickets}`;
  return <TextLink href={ticketsHref(counted.filter)}>{text}</TextLink>;
}
