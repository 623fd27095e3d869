import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';

export type BannerProps = {
  readonly tone?: 'plain' | 'good' | 'warning' | 'bad';
  readonly children: ReactNode;
  /** One or two small Buttons. */
  readonly actions?: ReactNode;
};

/** Something that holds until it is dealt with. `bad` interrupts who listens; the others wait. */
export function Banner({ tone = 'plain', children, actions }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={classNames(
        'flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 rounded-control px-3 py-1.5',
        tones[tone],
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <div className="min-w-0 grow basis-48 text-pretty" dir="auto">
        {children}
      </div>
      {actions && <div className="flex gap-2">{actions}</div>}
    </div>
  );
}

const icons = { plain: Info, good: CircleCheck, warning: TriangleAlert, bad: CircleAlert };
const tones = {
  plain: 'bg-accent-soft text-accent-ink',
  good: 'bg-calm-soft text-calm-ink',
  warning: 'bg-warm-soft text-warm-ink',
  bad: 'bg-danger-soft text-danger-ink',
};
