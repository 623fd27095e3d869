import { TrendingUp } from 'lucide-react';
import type { Contact } from '#contract/contact.ts';
import { classNames } from '../../lib/class-names.ts';
import { useFormat } from '../../lib/format.ts';
import { useServerNow } from '../../lib/server-time.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Link } from 'react-aria-components/Link';
import { ContactPart } from './contact-part.tsx';

type TicketHistoryProps = { readonly contact: Contact; readonly shownTicketId: string | null };

/** What they asked before, the latest first. */
export function TicketHistory({ contact, shownTicketId }: TicketHistoryProps) {
  const t = useTranslation();
  const { tickets, ticketCount } = contact;
  const isFirst = tickets.every(({ id }) => id === shownTicketId);
  return (
    <ContactPart
      title={t('contact.tickets')}
      action={
        ticketCount > tickets.length && (
          <TextLink href={`/inbox/all?contactId=${contact.id}`} className="text-small">
            {t('contact.tickets.all', { count: ticketCount })}
          </TextLink>
        )
      }
    >
      {isFirst && <p className="text-faint">{t('contact.tickets.none')}</p>}
      <ul className="m-0 flex list-none flex-col p-0">
        {tickets.map((ticket) => (
          <HistoryRow key={ticket.id} ticket={ticket} isShown={ticket.id === shownTicketId} />
        ))}
      </ul>
    </ContactPart>
  );
}

type HistoryRowProps = { readonly ticket: Contact['tickets'][number]; readonly isShown: boolean };

function HistoryRow({ ticket, isShown }: HistoryRowProps) {
  const t = useTranslation();
  const format = useFormat();
  const nowMs = useServerNow(60_000);
  return (
    <li>
      <Link
        href={`/inbox/all/${ticket.id}`}
        {...(isShown && { 'aria-current': 'true' as const })}
        className={classNames(
          '-mx-2 flex min-h-7 items-center gap-2 rounded-control px-2 py-0.5 data-hovered:bg-hover',
          isShown && 'bg-selected',
        )}
      >
        <StateMark state={ticket.state} />
        <span className="min-w-0 grow truncate">
          <bdi>{ticket.subject === '' ? `#${ticket.number}` : ticket.subject}</bdi>
        </span>
        {ticket.escalationState !== null && (
          <TrendingUp
            role="img"
            aria-label={t('contact.openEscalations')}
            className="size-3.5 shrink-0 text-hot-ink rtl:-scale-x-100"
          />
        )}
        <span className="shrink-0 text-small text-faint">
          {format.compact(ticket.createdAt, nowMs)}
        </span>
      </Link>
    </li>
  );
}
