import { useNavigate, useSearch } from '@tanstack/react-router';
import { useSignedIn } from '../../lib/session.ts';
import { serverNow } from '../../lib/server-time.ts';
import type { ReportSearch } from './report-address.ts';
import { breachQueryOf, queryOfSearch } from './report-search.ts';

export type ReportPlace = ReturnType<typeof useReportPlace>;

/** Where one is in the report: everything chosen stands in the address, so that it can be sent. */
export function useReportPlace() {
  const search: ReportSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const { timeZone } = useSignedIn().workspace;
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(serverNow());
  const go = (next: ReportSearch): void =>
    void navigate({ to: '.', search: () => next, replace: true });
  return {
    search,
    today,
    query: queryOfSearch(search, today),
    breachQuery: breachQueryOf(search, today),
    /** Changes what is named; a period takes the place of the dates, and dates that of it. */
    change: (change: { readonly [Name in keyof ReportSearch]?: ReportSearch[Name] | null }) => {
      const { period, from, to, ...rest } = search;
      const dates = 'period' in change ? {} : { from, to };
      const preset = 'from' in change || 'to' in change ? {} : { period };
      const entries = Object.entries({ ...rest, ...dates, ...preset, ...change });
      go(Object.fromEntries(entries.filter(([, value]) => value != null && value !== '')));
    },
    replace: go,
  };
}
