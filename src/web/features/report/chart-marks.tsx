import { classNames } from '../../lib/class-names.ts';
import { linePieces } from './scale.ts';
import { strokeClass, strokeDashes } from './stroke-mark.tsx';
import type { Line } from './time-chart.tsx';

/** The lines themselves, stretched over the plot and turned around where one reads from the right. */
export function Lines(props: {
  readonly lines: readonly Line[];
  readonly top: number;
  readonly count: number;
}) {
  const { lines, top, count } = props;
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${count} 100`}
      preserveAspectRatio="none"
      className="pointer-events-none absolute inset-0 size-full overflow-visible rtl:-scale-x-100"
    >
      {lines.map(({ key, points, stroke }) =>
        linePieces(
          points.map(({ value }) => value),
          top,
        ).map((piece) => (
          <polyline
            key={`${key} ${piece}`}
            points={piece}
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinejoin="round"
            strokeDasharray={strokeDashes[stroke]}
            vectorEffect="non-scaling-stroke"
            className={strokeClass[stroke]}
          />
        )),
      )}
    </svg>
  );
}

/** The points of one column. */
export function Dots(props: {
  readonly lines: readonly Line[];
  readonly index: number;
  readonly top: number;
}) {
  const { lines, index, top } = props;
  return lines.map(({ key, points, stroke }) => {
    const value = points[index]?.value ?? null;
    if (value === null) return null;
    return (
      <span
        key={key}
        aria-hidden
        style={{ insetBlockEnd: `${(value / top) * 100}%` }}
        className={classNames(
          'pointer-events-none absolute inset-x-0 mx-auto size-1.5 translate-y-1/2 rounded-full bg-current',
          strokeClass[stroke],
        )}
      />
    );
  });
}
