import { classNames } from '../lib/class-names.ts';
import { useTranslation } from '../lib/use-translation.tsx';

/** A grey bar in the place of a text that is on its way. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames('block h-3 animate-breathe rounded-small bg-pressed', className)}
    />
  );
}

/** Rows in the place of a list. It says "Loading" once to who listens. */
export function SkeletonRows({
  count = 8,
  rowPx = 56,
}: {
  readonly count?: number;
  readonly rowPx?: number;
}) {
  const t = useTranslation();
  return (
    <div role="status">
      <span className="sr-only">{t('common.loading')}</span>
      {Array.from({ length: count }, (_, index) => (
        <div
          key={index}
          className="flex flex-col justify-center gap-2 border-b border-line px-3"
          style={{ height: rowPx }}
        >
          <Skeleton className={widths[index % widths.length] ?? 'w-2/3'} />
          {rowPx > 40 && <Skeleton className="h-2.5 w-1/3" />}
        </div>
      ))}
    </div>
  );
}

const widths = ['w-3/4', 'w-1/2', 'w-2/3', 'w-3/5'];
