import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from '../../lib/use-translation.tsx';
import type { Pane } from '../../ui/pane.ts';
import { Panes } from '../../ui/panes.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useTicketPage } from '../ticket/use-ticket-page.ts';
import { ListPane } from './list-pane.tsx';
import { NothingOpen } from './nothing-open.tsx';
import { type InboxPlace, useInboxPlace } from './use-inbox-place.ts';

const TicketPane = lazy(async () => ({
  default: (await import('../ticket/ticket-pane.tsx')).TicketPane,
}));

const ContextPanel = lazy(async () => ({
  default: (await import('../contact/context-panel.tsx')).ContextPanel,
}));

/** The heart of the desk: the list, the ticket and its customer; one at a time on a phone. */
export function InboxScreen() {
  const t = useTranslation();
  useEffect(fetchTicketPane, []);
  const place = useInboxPlace();
  const list: Pane = {
    id: 'list',
    label: t(`inbox.view.${place.view}`),
    widthPx: 340,
    widthPxMin: 280,
    content: <ListPane place={place} />,
  };
  const ticket: Pane = {
    id: 'ticket',
    label: t('ticket.pane'),
    isMain: true,
    content: <TicketSlot place={place} />,
  };
  const context: Pane = {
    id: 'context',
    label: t('ticket.customer'),
    widthPx: 288,
    widthPxMin: 240,
    foldKey: ']',
    foldBelowPx: 1280,
    content: place.ticketId === null ? null : <ContextSlot ticketId={place.ticketId} />,
  };
  return (
    <Panes
      id="inbox"
      panes={place.ticketId === null ? [list, ticket] : [list, ticket, context]}
      active={place.ticketId === null ? 'list' : 'ticket'}
    />
  );
}

/** The first ticket opens without waiting: its code comes while the list is being read. */
function fetchTicketPane(): void {
  void import('../ticket/ticket-pane.tsx');
}

function TicketSlot({ place }: { readonly place: InboxPlace }) {
  if (place.ticketId === null) return <NothingOpen />;
  return (
    <Suspense fallback={<SkeletonRows count={6} />}>
      <TicketPane
        key={place.ticketId}
        ticketId={place.ticketId}
        tab={place.search.tab ?? 'conversation'}
        onTab={(tab) => place.changeSearch({ ...place.search, tab }, false)}
        onLeave={place.leaveTicket}
      />
    </Suspense>
  );
}

/** The customer beside the ticket, known once the ticket is. */
function ContextSlot({ ticketId }: { readonly ticketId: string }) {
  const page = useTicketPage(ticketId).page;
  if (page === null) return <SkeletonRows count={4} />;
  return (
    <Suspense fallback={<SkeletonRows count={4} />}>
      <div className="h-full overflow-y-auto">
        <ContextPanel ticketId={ticketId} contactId={page.ticket.contact.id} />
      </div>
    </Suspense>
  );
}
