import { Plus, ShieldAlert, Star, Users } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-aria-components/Link';
import { type ContactRow, listContacts } from '#contract/contact.ts';
import { classNames } from '../../lib/class-names.ts';
import { useMay } from '../../lib/session.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ContactForm } from './contact-form.tsx';
import type { ContactsSearch } from './contacts-search.ts';
import { OrganizationFilter } from './organization-filter.tsx';
import { PagedList } from './paged-list.tsx';
import { SearchField } from './search-field.tsx';
import { useLiveContacts } from './use-live-contacts.ts';
import { usePages } from '../../lib/use-pages.ts';

export type ListProps = {
  readonly search: ContactsSearch;
  readonly onChange: (search: ContactsSearch, replace?: boolean) => void;
};

/** Customers by name, found as one types. */
export function ContactList({ search, onChange }: ListProps) {
  const t = useTranslation();
  const may = useMay();
  const [isAdding, setAdding] = useState(false);
  useLiveContacts();
  const pages = usePages(listContacts, {
    ...(search.q !== undefined && { search: search.q }),
    ...(search.organization !== undefined && { organizationId: search.organization }),
  });
  const hrefOf = (contact: ContactRow) => {
    const query = new URLSearchParams({ ...search, contact: contact.id });
    return `/contacts?${query.toString()}`;
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex items-center gap-2 p-2">
        <SearchField
          label={t('contact.search')}
          sought={search.q ?? ''}
          onSeek={(q) => {
            const { q: _before, ...others } = search;
            onChange(q === '' ? others : { ...others, q }, true);
          }}
        />
        {may('contact.write') && (
          <IconButton label={t('contact.add')} icon={<Plus />} onPress={() => setAdding(true)} />
        )}
      </div>
      {search.organization !== undefined && (
        <OrganizationFilter
          organizationId={search.organization}
          onClear={() => {
            const { organization: _gone, ...others } = search;
            onChange(others);
          }}
        />
      )}
      <PagedList
        pages={pages}
        label={t('contact.people')}
        itemKey={({ id }) => id}
        isSearch={search.q !== undefined}
        empty={{ icon: <Users />, title: t('contact.empty'), hint: t('contact.empty.hint') }}
        renderItem={(contact) => (
          <Row contact={contact} href={hrefOf(contact)} isShown={contact.id === search.contact} />
        )}
      />
      {isAdding && (
        <ContactForm
          contact={null}
          onClose={() => setAdding(false)}
          onMade={(contact) => onChange({ ...search, contact })}
        />
      )}
    </div>
  );
}

type RowProps = { readonly contact: ContactRow; readonly href: string; readonly isShown: boolean };

function Row({ contact, href, isShown }: RowProps) {
  const t = useTranslation();
  const beside = [contact.organization?.name, contact.email].filter(Boolean).join(' · ');
  return (
    <Link
      href={href}
      {...(isShown && { 'aria-current': 'true' as const })}
      className={classNames(
        'flex h-full items-center gap-3 border-b border-line px-3 -outline-offset-2 data-hovered:bg-hover',
        isShown && 'bg-selected',
      )}
    >
      <Avatar name={contact.name} />
      <span className="min-w-0 grow">
        <span className="block truncate font-medium">
          <bdi>{contact.name}</bdi>
        </span>
        <span className="block truncate text-small text-muted">
          <bdi>{beside}</bdi>
        </span>
      </span>
      {contact.riskFlags.length > 0 && (
        <Mark
          tone="danger"
          icon={<ShieldAlert aria-hidden />}
          words={contact.riskFlags.map((flag) => t(`contact.risk.${flag}`)).join(', ')}
        />
      )}
      {contact.segment === 'key_account' && (
        <Mark tone="accent" icon={<Star aria-hidden />} words={t('contact.segment.key_account')} />
      )}
      {contact.openTicketCount > 0 && (
        <span className="shrink-0 text-small text-muted tabular-nums">
          {contact.openTicketCount}
          <span className="sr-only"> {t('contact.openTickets')}</span>
        </span>
      )}
    </Link>
  );
}

type MarkProps = {
  readonly tone: 'danger' | 'accent';
  readonly icon: ReactNode;
  readonly words: string;
};

/** In words on a desk; on a phone the icon alone is seen, and the words are read aloud. */
function Mark({ tone, icon, words }: MarkProps) {
  return (
    <Badge tone={tone} icon={icon} title={words}>
      <span className="max-desk:sr-only">{words}</span>
    </Badge>
  );
}
