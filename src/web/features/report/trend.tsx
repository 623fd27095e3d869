import { ArrowDown, ArrowUp, Equal } from 'lucide-react';
import type { Figure } from '#contract/report.ts';
import { classNames } from '../../lib/class-names.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { figureText } from './figure-text.ts';

/** How a figure stands to the period before: an arrow, the value then, and whether it is good. */
export function Trend({ figure }: { readonly figure: Figure }) {
  const t = useTranslation();
  const format = useFormat();
  const { value, previous, unit } = figure;
  if (value === null || previous === null) {
    return figure.unit === 'duration' && figure.p90 !== null ? <Slowest figure={figure} /> : null;
  }
  const before = t('report.before', { value: figureText(format, unit, previous) });
  const Icon = value === previous ? Equal : value > previous ? ArrowUp : ArrowDown;
  const verdict = verdictOf(figure);
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-small">
      <span
        className={classNames(
          'inline-flex items-center gap-0.5',
          verdict === 'better' && 'text-calm-ink',
          verdict === 'worse' && 'text-hot-ink',
          !['better', 'worse'].includes(verdict) && 'text-muted',
        )}
      >
        <Icon aria-hidden className="size-3.5" />
        {t(`report.${verdict}`)}
      </span>
      <bdi className="text-muted">{before}</bdi>
    </p>
  );
}

function Slowest({ figure }: { readonly figure: Figure }) {
  const t = useTranslation();
  const format = useFormat();
  const value = figureText(format, 'duration', figure.p90);
  return <p className="text-small text-muted">{t('report.p90', { value })}</p>;
}

type Verdict = 'better' | 'worse' | 'same' | 'more' | 'less';

function verdictOf({ value, previous, isMoreBetter }: Figure): Verdict {
  if (value === null || previous === null || value === previous) return 'same';
  const isMore = value > previous;
  if (isMoreBetter === null) return isMore ? 'more' : 'less';
  return isMore === isMoreBetter ? 'better' : 'worse';
}
