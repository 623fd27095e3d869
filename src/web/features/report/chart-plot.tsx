import { type KeyboardEvent, useRef, useState } from 'react';
import { Link } from 'react-aria-components/Link';
import type { Report } from '#contract/report.ts';
import { directionOf } from '#locales/languages.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { bucketLabel } from './bucket-label.ts';
import { Dots, Lines } from './chart-marks.tsx';
import { Ticks } from './chart-ticks.tsx';
import { figureText, ticketsHref } from './figure-text.ts';
import { topOf } from './scale.ts';
import type { Line } from './time-chart.tsx';

export type ChartPlotProps = {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly buckets: Report['buckets'];
};

/** Points are drawn as dots while there is room for them. */
const dottedCountMax = 31;

/**
 * The picture: lines in a stretched SVG, and over them one column for each part of the period,
 * which is a link to its tickets. Arrow keys go from column to column; the one pointed at is read
 * out above. The whole turns around with the direction of reading.
 */
export function ChartPlot({ title, lines, buckets }: ChartPlotProps) {
  const t = useTranslation();
  const format = useFormat();
  const dates = useFormat('UTC');
  const [active, setActive] = useState<number | null>(null);
  const [entry, setEntry] = useState(buckets.length - 1);
  const columns = useRef<HTMLDivElement>(null);
  const unit = lines[0]?.unit ?? 'count';
  const top = topOf(
    unit,
    lines.flatMap(({ points }) => points.map(({ value }) => value)),
  );
  const say = (line: Line, index: number) =>
    `${line.label}: ${figureText(format, unit, line.points[index]?.value ?? null)}`;
  const labelOf = (index: number) =>
    [bucketLabel(dates, buckets, index), ...lines.map((line) => say(line, index))].join(', ');

  const move = (event: KeyboardEvent, index: number): void => {
    const steps: Record<string, number> = {
      ArrowRight: directionOf(t.language) === 'rtl' ? index - 1 : index + 1,
      ArrowLeft: directionOf(t.language) === 'rtl' ? index + 1 : index - 1,
      Home: 0,
      End: buckets.length - 1,
    };
    const wanted = steps[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(wanted, 0), buckets.length - 1);
    setEntry(next);
    columns.current?.querySelectorAll('a')[next]?.focus();
  };

  return (
    <>
      <p className="mb-1 h-5 truncate text-small text-muted" aria-hidden>
        {active === null ? '' : labelOf(active)}
      </p>
      <div className="flex gap-2">
        <div className="flex w-12 shrink-0 flex-col justify-between pb-6 text-end text-tiny text-faint">
          {[1, 0.5, 0].map((share) => (
            <span key={share} className="-my-2 leading-4">
              {figureText(format, unit, top * share)}
            </span>
          ))}
        </div>
        <div className="min-w-0 grow">
          <div className="relative h-40 border-b border-line-strong">
            <span aria-hidden className="absolute inset-x-0 top-0 border-t border-line" />
            <span aria-hidden className="absolute inset-x-0 top-1/2 border-t border-line" />
            <div
              ref={columns}
              role="group"
              aria-label={`${title}. ${t('report.chart.keys')}`}
              className="absolute inset-0 flex"
            >
              {buckets.map((bucket, index) => (
                <Link
                  key={bucket.start}
                  href={ticketsHref(lines[0]?.points[index]?.of.filter ?? {})}
                  aria-label={labelOf(index)}
                  // One stop for the Tab key in the whole chart; the arrows go on from there.
                  ref={(element) => {
                    if (element) element.tabIndex = index === entry ? 0 : -1;
                  }}
                  onHoverStart={() => setActive(index)}
                  onHoverEnd={() => setActive(null)}
                  onFocus={() => setActive(index)}
                  onBlur={() => setActive(null)}
                  onKeyDown={(event) => move(event, index)}
                  className="relative h-full min-w-0 grow basis-0 outline-none data-focus-visible:bg-accent-soft data-hovered:bg-hover/60"
                >
                  {(buckets.length <= dottedCountMax || active === index) && (
                    <Dots lines={lines} index={index} top={top} />
                  )}
                </Link>
              ))}
            </div>
            <Lines lines={lines} top={top} count={buckets.length} />
          </div>
          <Ticks buckets={buckets} />
        </div>
      </div>
    </>
  );
}
