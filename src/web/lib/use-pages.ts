import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Endpoint } from '#contract/endpoint.ts';
import type { Page } from '#contract/page.ts';
import { type Answer, callLoosely } from './api.ts';

type ItemOf<E extends Endpoint> =
  Answer<E> extends { items: readonly (infer Item)[] } ? Item : never;

/** A list of the API, page after page, in one. */
export function usePages<const E extends Endpoint>(
  endpoint: E,
  query: Readonly<Record<string, string | undefined>>,
) {
  const found = useInfiniteQuery({
    queryKey: [endpoint.tag, endpoint.url, { query, isPaged: true }],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? {} : { cursor: pageParam };
      const asked = callLoosely(endpoint, { query: { ...query, ...cursor, limit: 100 }, signal });
      return asked as Promise<Page<ItemOf<E>>>;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  return {
    items: found.data?.pages.flatMap(({ items }) => items) ?? null,
    error: found.error,
    retry: () => void found.refetch(),
    hasMore: found.hasNextPage,
    more: () => {
      if (found.hasNextPage && !found.isFetchingNextPage) void found.fetchNextPage();
    },
  };
}

export type Pages<Item> = {
  readonly items: readonly Item[] | null;
  readonly error: Error | null;
  readonly retry: () => void;
  readonly more: () => void;
};
