import type { Report } from '#contract/report.ts';
import { classNames } from '../../lib/class-names.ts';
import { useFormat } from '../../lib/format.ts';
import { bucketTick } from './bucket-label.ts';

/** As many dates as fit under the axis. */
const tickCountMax = 7;

/** The dates under the axis. */
export function Ticks({ buckets }: { readonly buckets: Report['buckets'] }) {
  const dates = useFormat('UTC');
  const step = Math.ceil(buckets.length / tickCountMax);
  return (
    <div aria-hidden className="flex h-6 pt-1 text-tiny text-faint">
      {buckets.map((bucket, index) => (
        <span key={bucket.start} className="relative h-4 min-w-0 grow basis-0">
          {index % step === 0 && (
            <span
              className={classNames(
                'absolute start-1/2 -translate-x-1/2 whitespace-nowrap rtl:translate-x-1/2',
                // A phone has room for every second date.
                (index / step) % 2 === 1 && 'hidden desk:inline',
              )}
            >
              {bucketTick(dates, buckets, index)}
            </span>
          )}
        </span>
      ))}
    </div>
  );
}
