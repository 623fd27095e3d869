import type { ReactNode } from 'react';
import type { BreachReport } from '#contract/breach-report.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Table } from '../../ui/table.tsx';
import { partLooks } from './part-looks.ts';
import { type OpenedTime, TimePress } from './time-cell.tsx';

type Part = BreachReport['parts'][number];

export type BreachPartsProps = {
  readonly parts: readonly Part[];
  readonly onOpen: (opened: OpenedTime) => void;
};

/** The whole time as one bar cut into its parts, and the same in rows. */
export function BreachParts({ parts, onOpen }: BreachPartsProps) {
  const t = useTranslation();
  const format = useFormat();
  const shown = parts.filter(({ figure }) => figure.cycleCount > 0);
  const say = (ms: number | null) => (ms === null ? '–' : format.span(ms));
  return (
    <div className="flex flex-col gap-3">
      <div aria-hidden className="flex h-7 gap-0.5 overflow-hidden rounded-small">
        {shown.map(({ part, figure }) => (
          <span
            key={part}
            style={{ flexGrow: figure.share ?? 0 }}
            className={`min-w-0.5 basis-0 ${partLooks[part]}`}
          />
        ))}
      </div>
      <Table
        caption={t('report.breach.parts')}
        rows={shown}
        rowKey={({ part }) => part}
        columns={[
          {
            id: 'part',
            title: t('report.breach.column.part'),
            render: ({ part }) => (
              <span className="flex min-w-28 items-center gap-2">
                <span aria-hidden className={`size-3 shrink-0 rounded-small ${partLooks[part]}`} />
                {t(`report.breach.part.${part}`)}
              </span>
            ),
          },
          {
            id: 'share',
            title: t('report.breach.column.share'),
            isFigure: true,
            render: ({ figure }) => format.percent(figure.share ?? 0),
          },
          {
            id: 'total',
            title: t('report.breach.column.total'),
            isFigure: true,
            render: ({ part, figure }) => (
              <TimePress name={t(`report.breach.part.${part}`)} figure={figure} onOpen={onOpen}>
                {format.span(figure.totalMs)}
              </TimePress>
            ),
          },
          {
            id: 'median',
            title: t('report.breach.column.median'),
            isFigure: true,
            render: ({ figure }) => <Unbroken>{say(figure.medianMs)}</Unbroken>,
          },
          {
            id: 'p90',
            title: t('report.breach.column.p90'),
            isFigure: true,
            render: ({ figure }) => <Unbroken>{say(figure.p90Ms)}</Unbroken>,
          },
          {
            id: 'cycles',
            title: t('report.breach.column.cycles'),
            isFigure: true,
            render: ({ figure }) => format.number(figure.cycleCount),
          },
        ]}
      />
    </div>
  );
}

function Unbroken({ children }: { readonly children: ReactNode }) {
  return <span className="whitespace-nowrap">{children}</span>;
}
