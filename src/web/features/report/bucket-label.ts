import type { Report } from '#contract/report.ts';
import type { Format } from '../../lib/format.ts';

type Buckets = Report['buckets'];

/** A part of the period in full. `dates` is a format in UTC: a date is the same everywhere. */
export function bucketLabel(dates: Format, buckets: Buckets, index: number): string {
  const bucket = buckets[index];
  if (bucket === undefined) return '';
  const last = lastDayOf(buckets, index);
  const first = dates.date(startOf(bucket.start));
  return last === null || last === bucket.start ? first : `${first} – ${dates.date(startOf(last))}`;
}

/** The same, short, for under the axis. */
export function bucketTick(dates: Format, buckets: Buckets, index: number): string {
  const bucket = buckets[index];
  if (bucket === undefined) return '';
  return dates.dateWith(startOf(bucket.start), { day: 'numeric', month: 'short' });
}

/** The day before the next part begins; of the last part it is not known here. */
function lastDayOf(buckets: Buckets, index: number): string | null {
  const next = buckets[index + 1];
  if (next === undefined) return null;
  return new Date(Date.parse(startOf(next.start)) - 86_400_000).toISOString().slice(0, 10);
}

function startOf(date: string): string {
  return `${date}T00:00:00Z`;
}
