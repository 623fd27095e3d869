import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import type { Endpoint } from '#contract/endpoint.ts';
import { ApiProblem, isPassing } from './api-problem.ts';
import { type Answer, type Ask, callLoosely, type LooseAsk, type Rest } from './api.ts';

/** The key under which the session lives; a 401 anywhere makes it be asked again. */
export const sessionKey = ['session'] as const;

/**
 * The one cache of what the server said. Reads that failed for a passing reason are tried twice
 * more; refusals are not. Live events refresh what they touch, so data stays fresh for a minute.
 */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      const isSession = query.queryKey[0] === sessionKey[0];
      if (error instanceof ApiProblem && error.status === 401 && !isSession) {
        void queryClient.invalidateQueries({ queryKey: sessionKey });
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      gcTime: 10 * 60_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
    },
    mutations: { retry: false },
  },
});

/**
 * The query of an endpoint: `useQuery(queryOf(readTicket, { params: { ticketId } }))`. Its key is
 * `[tag, url, ask]`, so that everything of a noun is refreshed by its tag.
 */
export function queryOf<const E extends Endpoint>(endpoint: E, ...[ask]: Rest<Ask<E>>) {
  const loose: LooseAsk = ask ?? {};
  return queryOptions({
    queryKey: [endpoint.tag, endpoint.url, loose] as const,
    queryFn: ({ signal }) => callLoosely(endpoint, { ...loose, signal }) as Promise<Answer<E>>,
  });
}

/** Has everything under a noun asked again, or one address of it: `refresh('tickets')`. */
export function refresh(tag: string, url?: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: url === undefined ? [tag] : [tag, url] });
}
