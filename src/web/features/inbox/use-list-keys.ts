import { useEffect, useRef, useState } from 'react';
import type { TicketRow } from '#contract/ticket.ts';
import { readTicket } from '#contract/ticket-page.ts';
import { queryClient, queryOf } from '../../lib/query.ts';
import { useShortcut } from '../../lib/use-shortcut.ts';
import type { InboxPlace } from './use-inbox-place.ts';

/**
 * `j` and `k` walk through the rows, `o` opens. The focus goes along, so that Enter opens too and
 * a screen reader says the row. Opening another ticket by any means moves the place there.
 */
export function useListKeys(rows: readonly TicketRow[], place: InboxPlace) {
  const [walked, setWalked] = useState<{ readonly id: string; readonly from: string | null }>();
  const lastIndex = useRef(-1);
  const activeId = walked?.from === place.ticketId ? walked.id : place.ticketId;
  const index = rows.findIndex((row) => row.id === activeId);
  useEffect(() => {
    if (index >= 0) lastIndex.current = index;
  }, [index]);

  const move = (step: 1 | -1) => {
    // A row that left the list (solved, taken) is gone on from, not begun again at the top.
    const from = index >= 0 ? index : step > 0 ? lastIndex.current - 1 : lastIndex.current;
    const next = rows[Math.min(rows.length - 1, Math.max(0, from + step))];
    if (next === undefined) return;
    setWalked({ id: next.id, from: place.ticketId });
    prefetchTicket(next.id);
    focusRow(next.id);
  };
  const open = () => {
    const row = rows[index];
    if (row !== undefined) place.openTicket(row.id);
  };
  useShortcut({ id: 'list.next', keys: 'j', label: 'inbox.key.next', scope: 'list' }, () =>
    move(1),
  );
  useShortcut({ id: 'list.previous', keys: 'k', label: 'inbox.key.previous', scope: 'list' }, () =>
    move(-1),
  );
  useShortcut({ id: 'list.open', keys: 'o', label: 'inbox.key.open', scope: 'list' }, open);
  return { activeId, activeIndex: index };
}

/** Has the ticket read before it is opened, which makes opening it instant. */
export function prefetchTicket(ticketId: string): void {
  void queryClient.prefetchQuery({
    ...queryOf(readTicket, { params: { ticketId } }),
    staleTime: 10_000,
  });
}

/** The list draws the row only after it has scrolled there. */
function focusRow(ticketId: string, triesLeft = 5): void {
  requestAnimationFrame(() => {
    const row = document.querySelector<HTMLElement>(`[data-ticket="${CSS.escape(ticketId)}"]`);
    if (row) row.focus({ preventScroll: true });
    else if (triesLeft > 0) focusRow(ticketId, triesLeft - 1);
  });
}
