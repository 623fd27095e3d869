import { Unplug } from 'lucide-react';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { TicketTab } from '../inbox/inbox-search.ts';
import { TicketSkeleton } from './ticket-skeleton.tsx';
import { TicketView } from './ticket-view.tsx';
import { useLiveTicket, useTicketPage } from './use-ticket-page.ts';

export type TicketPaneProps = {
  readonly ticketId: string;
  readonly tab: TicketTab;
  readonly onTab: (tab: TicketTab) => void;
  /** Back to the list, on a phone. */
  readonly onLeave: () => void;
};

/** A ticket, from the first grey bars to the whole of it. */
export function TicketPane(props: TicketPaneProps) {
  const t = useTranslation();
  const { page, error, readAtMs } = useTicketPage(props.ticketId);
  useLiveTicket(props.ticketId);
  if (page !== null) return <TicketView {...props} page={page} readAtMs={readAtMs} />;
  if (error === null) return <TicketSkeleton />;
  return (
    <EmptyState
      icon={<Unplug />}
      title={problemText(t, error)}
      action={<Button onPress={props.onLeave}>{t('ticket.toList')}</Button>}
    />
  );
}
