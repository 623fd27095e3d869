import { ChartLine, Table2 } from 'lucide-react';
import { useState } from 'react';
import type { Figure, Report, SeriesPoint } from '#contract/report.ts';
import { classNames } from '../../lib/class-names.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ChartPlot } from './chart-plot.tsx';
import { ChartTable } from './chart-table.tsx';
import { StrokeMark } from './stroke-mark.tsx';

export type Stroke = 'main' | 'dashed' | 'dotted';

export type Line = {
  readonly key: string;
  readonly label: string;
  readonly unit: Figure['unit'];
  readonly points: readonly SeriesPoint[];
  readonly stroke: Stroke;
};

export type TimeChartProps = {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly buckets: Report['buckets'];
  readonly className?: string;
};

/** Lines over time, or the same as a table. Lines differ by their stroke, not by colour alone. */
export function TimeChart({ title, lines, buckets, className }: TimeChartProps) {
  const t = useTranslation();
  const [isTable, setTable] = useState(false);
  return (
    <figure
      aria-label={title}
      className={classNames(
        'm-0 flex min-w-0 break-inside-avoid flex-col rounded-card border border-line bg-raised p-4',
        className,
      )}
    >
      <figcaption className="flex items-center gap-4">
        <h2 className="grow text-read font-semibold">{title}</h2>
        {lines.length > 1 && <Legend lines={lines} />}
        <IconButton
          size="small"
          label={t(isTable ? 'report.asChart' : 'report.asTable')}
          icon={isTable ? <ChartLine /> : <Table2 />}
          onPress={() => setTable(!isTable)}
          className="print:hidden"
        />
      </figcaption>
      {isTable ? (
        <ChartTable title={title} lines={lines} buckets={buckets} />
      ) : (
        <ChartPlot title={title} lines={lines} buckets={buckets} />
      )}
    </figure>
  );
}

function Legend({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <ul className="flex list-none flex-wrap justify-end gap-x-4 p-0 text-small text-muted">
      {lines.map(({ key, label, stroke }) => (
        <li key={key} className="flex items-center gap-1.5">
          <StrokeMark stroke={stroke} />
          {label}
        </li>
      ))}
    </ul>
  );
}
