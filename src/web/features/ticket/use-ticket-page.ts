import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { readTicket, type TicketPage } from '#contract/ticket-page.ts';
import { queryClient, queryOf } from '../../lib/query.ts';
import { serverTimeOf } from '../../lib/server-time.ts';
import { useLiveEvents } from '../../lib/use-live.ts';

/** One change brings several events; they are answered by one reading. */
const gatherMs = 40;

export function ticketPageQuery(ticketId: string) {
  return queryOf(readTicket, { params: { ticketId } });
}

/** The ticket with its past and future. `readAtMs` is the server's moment of the answer. */
export function useTicketPage(ticketId: string) {
  const query = useQuery(ticketPageQuery(ticketId));
  return {
    page: query.data ?? null,
    error: query.data === undefined ? query.error : null,
    readAtMs: serverTimeOf(query.dataUpdatedAt),
    retry: () => void query.refetch(),
  };
}

/** Reads the ticket anew whenever something happens to it. Used once per open ticket. */
export function useLiveTicket(ticketId: string): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [ticketId],
  );
  useLiveEvents(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void rereadTicket(ticketId);
    }, gatherMs);
  }, ticketId);
}

export function rereadTicket(ticketId: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ticketPageQuery(ticketId).queryKey });
}

/** Shows a change before the server has answered. Yields how to take it back. */
export function showAtOnce(ticketId: string, change: (page: TicketPage) => TicketPage): () => void {
  const { queryKey } = ticketPageQuery(ticketId);
  // An answer on its way would show the state before the change.
  void queryClient.cancelQueries({ queryKey });
  const before = queryClient.getQueryData(queryKey);
  if (before === undefined) return () => undefined;
  const after = change(before);
  queryClient.setQueryData(queryKey, after);
  return () => queryClient.setQueryData(queryKey, (now) => (now === after ? before : now));
}
