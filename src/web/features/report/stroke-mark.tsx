import type { Stroke } from './time-chart.tsx';

/** How each line is drawn: colour and pattern together. */
export const strokeClass: Readonly<Record<Stroke, string>> = {
  main: 'text-accent-ink',
  dashed: 'text-calm',
  dotted: 'text-hot',
};
export const strokeDashes: Readonly<Record<Stroke, string | undefined>> = {
  main: undefined,
  dashed: '7 4',
  dotted: '2 3',
};

/** The line beside its name. */
export function StrokeMark({ stroke }: { readonly stroke: Stroke }) {
  return (
    <svg aria-hidden viewBox="0 0 24 4" className={`h-1 w-6 ${strokeClass[stroke]}`}>
      <path
        d="M0 2H24"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeDasharray={strokeDashes[stroke]}
      />
    </svg>
  );
}
