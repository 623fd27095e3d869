import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import type { TimeFigure } from '#contract/breach-report.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';

/** Time of one kind whose cycles are asked for. */
export type OpenedTime = { readonly name: string; readonly figure: TimeFigure };

export type TimeProps = OpenedTime & { readonly onOpen: (opened: OpenedTime) => void };

/** The looks of a link in a text, for what is pressed or taken along. */
export const linkClass =
  'rounded-small text-accent-ink underline decoration-transparent underline-offset-2 hover:decoration-current';

/** Something pressed to see the cycles behind it. */
export function TimePress(props: TimeProps & { readonly children: ReactNode }) {
  const { name, figure, onOpen, children } = props;
  const t = useTranslation();
  // The name is made of what is seen, with the rest for who listens, so that the two never differ.
  return (
    <Button
      onPress={() => onOpen({ name, figure })}
      className={`${linkClass} cursor-default text-start whitespace-nowrap`}
    >
      <span className="sr-only">{`${name}: `}</span>
      {children}
      <span className="sr-only">
        {` · ${t('report.breach.opens', { count: figure.cycleCount })}`}
      </span>
    </Button>
  );
}

/** All the time of one kind, with the middle and the slow tenth under it (C46). */
export function TimeCell({ name, figure, onOpen }: TimeProps) {
  const t = useTranslation();
  const format = useFormat();
  const { cycleCount, totalMs, medianMs, p90Ms } = figure;
  if (cycleCount === 0 || medianMs === null || p90Ms === null) {
    return <span className="text-faint">–</span>;
  }
  const spread = { median: format.span(medianMs), p90: format.span(p90Ms) };
  return (
    <span className="flex flex-col items-end">
      <TimePress name={name} figure={figure} onOpen={onOpen}>
        {format.span(totalMs)}
      </TimePress>
      <span className="text-tiny whitespace-nowrap text-muted">
        {t('report.breach.spread', spread)}
      </span>
    </span>
  );
}
