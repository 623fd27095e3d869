import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { InfiniteData } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Page } from '#contract/page.ts';
import { countTickets, listTickets, type TicketRow, type TicketView } from '#contract/ticket.ts';
import { callLoosely } from '../../lib/api.ts';
import { refresh } from '../../lib/query.ts';
import { useLiveEvents } from '../../lib/use-live.ts';
import { type InboxSearch, listQueryOf } from './inbox-search.ts';
import { mergePages, pagesToRefresh } from './merge-pages.ts';

type Rows = InfiniteData<Page<TicketRow>, string | null>;

/** Changes that come close together are shown as one. */
const gatherMs = 150;
const pageRows = 50;

/**
 * The rows of a view, page by page, kept up to date by the live stream: a change asks again only
 * for the first page and those that hold the ticket, whatever the length of the list.
 */
export function useTicketList(view: TicketView, search: InboxSearch) {
  const query = listQueryOf(view, search);
  const key = [listTickets.tag, listTickets.url, query] as const;
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => fetchPage(query, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    // While one types and narrows, the rows so far stay; another view begins with its own.
    placeholderData: (before, asked) => (asked?.queryKey[2]['view'] === view ? before : undefined),
  });
  useLiveRows(key, query);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  return {
    rows,
    isLoading: list.isPending,
    error: list.isError && rows.length === 0 ? list.error : null,
    retry: () => void list.refetch(),
    loadMore: () => {
      if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
    },
    isLoadingMore: list.isFetchingNextPage,
  };
}

function useLiveRows(key: readonly unknown[], query: Record<string, string>): void {
  const client = useQueryClient();
  const waiting = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const renew = async () => {
    const changed = waiting.current;
    waiting.current = new Set();
    void refresh(countTickets.tag, countTickets.url);
    const before = client.getQueryData<Rows>(key);
    if (before === undefined) return;
    const indexes = pagesToRefresh(before.pages, changed);
    const fresh = await Promise.all(
      indexes.map(async (index): Promise<[number, Page<TicketRow>]> => {
        const from = index === 0 ? null : (before.pages[index - 1]?.nextCursor ?? null);
        return [index, await fetchPage(query, from)];
      }),
    );
    client.setQueryData<Rows>(key, (now) =>
      now === undefined ? now : { ...now, pages: mergePages(now.pages, new Map(fresh), changed) },
    );
  };

  useLiveEvents((event) => {
    if (event.ticketId === null) return;
    waiting.current.add(event.ticketId);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      // What could not be asked now is asked with the next change, or when the stream is back.
      renew().catch((error: unknown) => console.warn('the list could not be renewed', error));
    }, gatherMs);
  });
}

function fetchPage(
  query: Record<string, string>,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Page<TicketRow>> {
  return callLoosely(listTickets, {
    query: { ...query, limit: pageRows, ...(cursor !== null && { cursor }) },
    ...(signal && { signal }),
  }) as Promise<Page<TicketRow>>;
}
