import type { Priority } from '#domain/ticket/ticket.ts';
import { classNames } from '../lib/class-names.ts';
import { useTranslation } from '../lib/use-translation.tsx';

type PriorityMarkProps = { readonly priority: Priority; readonly hasWord?: boolean };

/** Bars for how much it matters; `urgent` is a filled sign, so that it differs by shape too. */
export function PriorityMark({ priority, hasWord = false }: PriorityMarkProps) {
  const t = useTranslation();
  const word = t(`common.priority.${priority}`);
  const label = `${t('common.priority')}: ${word}`;
  return (
    <span
      {...(!hasWord && { role: 'img', 'aria-label': label, title: label })}
      className="inline-flex items-center gap-1.5"
    >
      <svg
        viewBox="0 0 16 16"
        aria-hidden
        className={classNames(
          'size-4 shrink-0',
          priority === 'urgent' ? 'text-hot-ink' : 'text-muted',
        )}
      >
        {priority === 'urgent' ? <UrgentSign /> : <Bars count={counts[priority]} />}
      </svg>
      {hasWord && <span>{word}</span>}
    </span>
  );
}

const counts = { low: 1, normal: 2, high: 3 };

function Bars({ count }: { readonly count: number }) {
  return [0, 1, 2].map((index) => (
    <rect
      key={index}
      x={2 + index * 4.5}
      y={10 - index * 3.5}
      width="3"
      height={4 + index * 3.5}
      rx="1"
      fill="currentColor"
      opacity={index < count ? 1 : 0.25}
    />
  ));
}

function UrgentSign() {
  return (
    <>
      <rect x="1" y="1" width="14" height="14" rx="3.5" fill="currentColor" />
      <path d="M8 4v5" stroke="var(--tint-surface)" strokeWidth="2" strokeLinecap="round" />
      <circle cx="8" cy="11.75" r="1.15" fill="var(--tint-surface)" />
    </>
  );
}
