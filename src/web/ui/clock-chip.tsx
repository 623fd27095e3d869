import { Ban, CircleCheck, Flame, Pause, Timer, TriangleAlert } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { Button } from 'react-aria-components/Button';
import type { Metric } from '#domain/sla/clock.ts';
import { classNames } from '../lib/class-names.ts';
import { durationIn } from '../lib/format.ts';
import { type Heat, heatOf, type HeatSource } from '../lib/heat.ts';
import { useServerNow } from '../lib/server-time.ts';
import { type Translate, useTranslation } from '../lib/use-translation.tsx';
import { toneClasses } from './badge.tsx';

/** Only chips that explain themselves need it; a list has hundreds that do not. */
const Popover = lazy(async () => ({ default: (await import('./popover.tsx')).Popover }));

export type ClockChipProps = {
  readonly clock: HeatSource & { readonly metric: Metric };
  /** The arithmetic: start, calendar, pauses, holidays, due. Makes the chip a button. */
  readonly children?: ReactNode;
  /** Names the metric on the chip itself, where more than one clock stands. */
  readonly hasMetric?: boolean;
  readonly size?: 'small' | 'medium' | 'wall';
};

/**
 * Wall time left on a clock, by the server's time: "2 d 3 h", "12 m", "over 40 m". The icon and the
 * words read aloud say the heat as well, so colour is never alone.
 */
export function ClockChip({ clock, children, hasMetric = false, size = 'medium' }: ClockChipProps) {
  const t = useTranslation();
  const { heat, time } = useClock(clock);
  const Icon = icons[heat];
  const metric = t(`common.metric.${clock.metric}`);
  // Ended and paused clocks show the word instead of a time.
  const saysHeat = heat !== 'paused' && heat !== 'met' && heat !== 'cancelled';
  const className = classNames(
    'inline-flex shrink-0 items-center gap-1 rounded-small font-medium whitespace-nowrap tabular-nums',
    sizes[size],
    toneClasses[tones[heat]],
  );
  // The name is made of what is seen, with the rest for who listens, so that the two never differ.
  const inside = (
    <>
      <Icon aria-hidden />
      <span className={hasMetric ? 'font-normal' : 'sr-only'}>{metric}</span>
      <span>{time}</span>
      {saysHeat && <span className="sr-only">{t(`common.heat.${heat}`)}</span>}
    </>
  );
  if (children === undefined) return <span className={className}>{inside}</span>;
  return (
    <Suspense fallback={<span className={className}>{inside}</span>}>
      <Popover
        label={metric}
        trigger={
          <Button
            className={classNames(
              className,
              'relative cursor-default after:absolute after:-inset-1',
            )}
          >
            {inside}
          </Button>
        }
      >
        {children}
      </Popover>
    </Suspense>
  );
}

/** The heat and the words of a clock now. Ticks each second in the last two minutes, else sparsely. */
export function useClock(clock: HeatSource): { readonly heat: Heat; readonly time: string } {
  const t = useTranslation();
  const dueMs = clock.dueAt === null ? null : Date.parse(clock.dueAt);
  const isTicking = clock.status === 'running' || clock.status === 'breached';
  const second = useServerNow(dueMs !== null && isTicking ? 1000 : 3_600_000);
  const isNear = dueMs !== null && Math.abs(dueMs - second) < 120_000;
  const nowMs = isNear ? second : Math.floor(second / 5000) * 5000;
  const heat = heatOf(clock, nowMs);
  return { heat, time: timeOf(t, heat, dueMs, nowMs) };
}

function timeOf(t: Translate, heat: Heat, dueMs: number | null, nowMs: number): string {
  if (heat === 'met' || heat === 'cancelled' || heat === 'paused') return t(`common.heat.${heat}`);
  if (dueMs === null) return t('common.heat.breached');
  const left = durationIn(t, dueMs - nowMs);
  return heat === 'breached' ? t('common.clock.over', { duration: left }) : left;
}

const icons = {
  calm: Timer,
  warm: Timer,
  hot: Flame,
  breached: TriangleAlert,
  paused: Pause,
  met: CircleCheck,
  cancelled: Ban,
} as const;

const tones = {
  calm: 'calm',
  warm: 'warm',
  hot: 'hot',
  breached: 'breached',
  paused: 'paused',
  met: 'neutral',
  cancelled: 'neutral',
} as const;

const sizes = {
  small: 'h-5 px-1 text-small [&>svg]:size-3',
  medium: 'h-6 px-1.5 text-small [&>svg]:size-3.5',
  wall: 'h-12 px-3 text-figure [&>svg]:size-7',
};
