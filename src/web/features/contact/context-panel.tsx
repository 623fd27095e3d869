import { useQuery } from '@tanstack/react-query';
import { readContact } from '#contract/contact.ts';
import { problemText } from '../../lib/problem-text.ts';
import { queryOf } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ContactProfile } from './contact-profile.tsx';
import { useLiveContacts } from './use-live-contacts.ts';

type ContextPanelProps = { readonly ticketId: string | null; readonly contactId: string };

/** Who asks: beside every ticket, and wherever else a customer is looked at. */
export function ContextPanel({ ticketId, contactId }: ContextPanelProps) {
  const t = useTranslation();
  const query = useQuery(queryOf(readContact, { params: { contactId } }));
  useLiveContacts(ticketId);
  if (query.data !== undefined) {
    return <ContactProfile contact={query.data} shownTicketId={ticketId} />;
  }
  if (query.error === null) return <SkeletonRows count={6} rowPx={44} />;
  return (
    <EmptyState
      title={problemText(t, query.error)}
      action={<Button onPress={() => void query.refetch()}>{t('common.retry')}</Button>}
    />
  );
}
