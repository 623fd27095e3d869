import type { z } from 'zod';
import { breachSets, breachUntils } from '#contract/breach-report.ts';
import type { reportQuery } from '#contract/report.ts';
import {
  type BucketUnit,
  dayCountOf,
  type DatePeriod,
  reportDaysMax,
} from '#domain/metrics/period.ts';
import { clockEnders } from '#contract/ticket.ts';
import { metrics } from '#domain/sla/clock.ts';
import { filterNames, type ReportSearch } from './report-address.ts';

type ReportAsk = z.input<typeof reportQuery>;
type Query = ReportAsk & DatePeriod & { readonly bucket: BucketUnit };

/**
 * What the server is asked for. `today` is the date in the workspace's zone. Dates that make no
 * period are thirty days; a filter that makes no sense is left for the server to refuse.
 */
export function queryOfSearch(search: ReportSearch, today: string): Query {
  const named = filterNames.flatMap((name) =>
    search[name] === undefined ? [] : [[name, search[name]]],
  );
  const filters = Object.fromEntries(named);
  const asked = periodOf(search, today);
  const isReal = (dayCountOf(asked) ?? reportDaysMax + 1) <= reportDaysMax;
  const period = isReal ? asked : periodOf({}, today);
  return { ...filters, ...period, bucket: search.bucket ?? fittingBucket(period) } as Query;
}

/** What the server is asked of the breaches; what the address says wrongly is as by default. */
export function breachQueryOf(search: ReportSearch, today: string) {
  const { bucket: _bucket, ...query } = queryOfSearch(search, today);
  const metric = metrics.find((each) => each === search.breachMetric);
  return {
    ...query,
    set: breachSets.find((each) => each === search.breachSet) ?? 'created',
    until: breachUntils.find((each) => each === search.breachUntil) ?? 'breach',
    endedBy: clockEnders.find((each) => each === search.breachEndedBy) ?? 'people',
    ...(metric !== undefined && { metric }),
  };
}
export type BreachAsk = ReturnType<typeof breachQueryOf>;

export function activeFilterCount(search: ReportSearch): number {
  return filterNames.filter((name) => search[name] !== undefined).length;
}

export function withoutFilters(search: ReportSearch): ReportSearch {
  const entries = Object.entries(search).filter(
    ([name]) => !filterNames.some((filter) => filter === name),
  );
  return Object.fromEntries(entries);
}

/** The dates of the search; thirty days where it names none. */
export function periodOf(search: ReportSearch, today: string): DatePeriod {
  if (search.from !== undefined && search.to !== undefined) {
    return { from: search.from, to: search.to };
  }
  const month = today.slice(0, 8);
  switch (search.period) {
    case 'last_7':
      return { from: daysBefore(today, 6), to: today };
    case 'last_90':
      return { from: daysBefore(today, 89), to: today };
    case 'this_month':
      return { from: `${month}01`, to: today };
    case 'last_month': {
      const to = daysBefore(`${month}01`, 1);
      return { from: `${to.slice(0, 8)}01`, to };
    }
    case 'last_30':
    case undefined:
      return { from: daysBefore(today, 29), to: today };
    default:
      return search.period satisfies never;
  }
}

/** Days up to five weeks, weeks up to half a year, months beyond: about thirty points at most. */
export function fittingBucket(period: DatePeriod): BucketUnit {
  const days = dayCountOf(period) ?? 0;
  if (days <= 35) return 'day';
  return days <= 190 ? 'week' : 'month';
}

function daysBefore(date: string, days: number): string {
  const moment = new Date(`${date}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() - days);
  return moment.toISOString().slice(0, 10);
}
