import { useDirectory } from '../../lib/use-directory.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { ListHeader } from './list-header.tsx';
import { ListProblem } from './list-problem.tsx';
import { NoTickets } from './no-tickets.tsx';
import { TicketRowLink } from './ticket-row-link.tsx';
import type { InboxPlace } from './use-inbox-place.ts';
import { useListKeys } from './use-list-keys.ts';
import { useReadMarks } from './use-read-marks.ts';
import { useTicketList } from './use-ticket-list.ts';

/** The tickets of a view: found, sorted, and walked through with `j` and `k`. */
export function ListPane({ place }: { readonly place: InboxPlace }) {
  const t = useTranslation();
  const list = useTicketList(place.view, place.search);
  const keys = useListKeys(list.rows, place);
  const { presenceOf } = useDirectory();
  const isUnread = useReadMarks(place.ticketId, list.rows);
  return (
    <div className="flex h-full min-h-0 flex-col bg-surface">
      <ListHeader place={place} />
      {list.isLoading && <SkeletonRows rowPx={rowPx} />}
      {list.error !== null && <ListProblem error={list.error} onRetry={list.retry} />}
      {!list.isLoading && list.error === null && list.rows.length === 0 && (
        <NoTickets place={place} />
      )}
      {list.rows.length > 0 && (
        <VirtualList
          className="grow"
          label={t(`inbox.view.${place.view}`)}
          items={list.rows}
          itemKey={(row) => row.id}
          rowPx={rowPx}
          activeIndex={keys.activeIndex}
          onEndNear={list.loadMore}
          renderItem={(row) => (
            <TicketRowLink
              row={row}
              href={`/inbox/${place.view}/${row.id}`}
              isOpen={row.id === place.ticketId}
              isActive={row.id === keys.activeId}
              isUnread={isUnread(row)}
              ownerPresence={row.owner === null ? null : presenceOf(row.owner.id)}
              onOpen={place.openTicket}
            />
          )}
        />
      )}
    </div>
  );
}

const rowPx = 56;
