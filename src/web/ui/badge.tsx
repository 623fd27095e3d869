import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';

export type BadgeTone =
  | 'neutral'
  | 'accent'
  | 'calm'
  | 'warm'
  | 'hot'
  | 'breached'
  | 'paused'
  | 'danger';

export type BadgeProps = {
  readonly children: ReactNode;
  readonly tone?: BadgeTone;
  readonly icon?: ReactNode;
  readonly title?: string;
};

/** A word on a soft ground. Say it in words; the tone only underlines. */
export function Badge({ children, tone = 'neutral', icon, title }: BadgeProps) {
  return (
    <span
      {...(title !== undefined && { title })}
      className={classNames(
        'inline-flex h-5 max-w-full items-center gap-1 rounded-small px-1.5 text-small font-medium whitespace-nowrap [&>svg]:size-3.5 [&>svg]:shrink-0',
        toneClasses[tone],
      )}
    >
      {icon}
      <span className="truncate" dir="auto">
        {children}
      </span>
    </span>
  );
}

export const toneClasses: Readonly<Record<BadgeTone, string>> = {
  neutral: 'bg-pressed text-muted',
  accent: 'bg-accent-soft text-accent-ink',
  calm: 'bg-calm-soft text-calm-ink',
  warm: 'bg-warm-soft text-warm-ink',
  hot: 'bg-hot-soft text-hot-ink',
  breached: 'bg-breached text-on-breached',
  paused: 'bg-paused-soft text-paused-ink hatched',
  danger: 'bg-danger-soft text-danger-ink',
};
