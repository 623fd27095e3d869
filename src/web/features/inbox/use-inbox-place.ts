import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type InboxSearch, readInboxSearch, readView } from './inbox-search.ts';

/** Where in the inbox one is, which the address holds whole, and the ways from there. */
export function useInboxPlace() {
  const params = useParams({ strict: false });
  const search = readInboxSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const view = readView(params.view);
  const ticketId = params.ticketId ?? null;

  const go = (to: { ticketId: string | null; search: InboxSearch; replace?: boolean }) => {
    const options = { search: to.search, replace: to.replace ?? false };
    void (to.ticketId === null
      ? navigate({ to: '/inbox/$view', params: { view }, ...options })
      : navigate({
          to: '/inbox/$view/$ticketId',
          params: { view, ticketId: to.ticketId },
          ...options,
        }));
  };
  const { tab: _tab, ...listSearch } = search;

  return {
    view,
    ticketId,
    search,
    openTicket: (id: string) => {
      if (id !== ticketId) go({ ticketId: id, search: listSearch });
    },
    /** Back to the list, which a phone shows alone. */
    leaveTicket: () => go({ ticketId: null, search: listSearch }),
    /** Changes what the address holds; typing replaces the entry so that Back leaves the search. */
    changeSearch: (next: InboxSearch, replace = true) => go({ ticketId, search: next, replace }),
    openView: (next: string, nextSearch: InboxSearch = {}) =>
      void navigate({ to: '/inbox/$view', params: { view: next }, search: nextSearch }),
  };
}

export type InboxPlace = ReturnType<typeof useInboxPlace>;
