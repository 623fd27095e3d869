import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
import { classNames } from '../lib/class-names.ts';
import { useTranslation } from '../lib/use-translation.tsx';

export type ProgressBarProps = {
  readonly label: string;
  /** 0 to 1; null while nobody knows how much there is. */
  readonly share: number | null;
  /** What is shown at the end, such as "1,200 of 4,000"; the percentage unless given. */
  readonly figures?: string;
};

/** Work that takes longer than a second. */
export function ProgressBar({ label, share, figures }: ProgressBarProps) {
  const t = useTranslation();
  const percent = Math.round((share ?? 0) * 100);
  return (
    <AriaProgressBar
      value={percent}
      isIndeterminate={share === null}
      {...(figures !== undefined && { valueLabel: figures })}
      aria-label={label}
      className="flex flex-col gap-1.5"
    >
      <span className="flex justify-between gap-2 text-small text-muted">
        <span dir="auto">{label}</span>
        {share !== null && (
          <span data-tabular>{figures ?? t('common.progress', { percent: String(percent) })}</span>
        )}
      </span>
      <span className="relative h-1.5 overflow-hidden rounded-full bg-pressed">
        <span
          className={classNames(
            'absolute inset-y-0 start-0 rounded-full bg-accent transition-[width] duration-200',
            share === null && 'w-2/5 animate-pass',
          )}
          style={share === null ? undefined : { width: `${percent}%` }}
        />
      </span>
    </AriaProgressBar>
  );
}
