import { useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowLeft, Users } from 'lucide-react';
import { useIsPhone } from '../../lib/media.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Pane } from '../../ui/pane.ts';
import { Panes } from '../../ui/panes.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { ContactList } from './contact-list.tsx';
import { type ContactsSearch, readContactsSearch } from './contacts-search.ts';
import { ContextPanel } from './context-panel.tsx';
import { OrganizationList } from './organization-list.tsx';

/** Everybody who ever asked, and the companies behind them. */
export function ContactsScreen() {
  const t = useTranslation();
  const isPhone = useIsPhone();
  const search = readContactsSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const go = (next: ContactsSearch, replace = false) =>
    void navigate({ to: '/contacts', search: next, replace });
  const list: Pane = {
    id: 'list',
    label: t('contact.title'),
    widthPx: 420,
    widthPxMin: 300,
    content: (
      <Tabs
        className="h-full"
        label={t('contact.title')}
        selected={search.tab ?? 'people'}
        onSelect={(tab) => go(tab === 'organizations' ? { tab } : {})}
        tabs={[
          {
            id: 'people',
            label: t('contact.people'),
            content: <ContactList search={search} onChange={go} />,
          },
          {
            id: 'organizations',
            label: t('contact.organizations'),
            content: <OrganizationList search={search} onChange={go} />,
          },
        ]}
      />
    ),
  };
  const { contact: contactId, ...withoutContact } = search;
  const profile: Pane = {
    id: 'profile',
    label: t('contact.panel'),
    isMain: true,
    content:
      contactId === undefined ? (
        <EmptyState icon={<Users />} title={t('contact.pick')} />
      ) : (
        <div className="h-full overflow-y-auto">
          {isPhone && (
            <Button
              variant="quiet"
              className="m-2"
              icon={<ArrowLeft className="rtl:-scale-x-100" />}
              onPress={() => go(withoutContact)}
            >
              {t('common.back')}
            </Button>
          )}
          <div className="mx-auto max-w-160">
            <ContextPanel key={contactId} ticketId={null} contactId={contactId} />
          </div>
        </div>
      ),
  };
  return (
    <>
      <h1 className="sr-only">{t('contact.title')}</h1>
      <Panes
        id="contacts"
        panes={[list, profile]}
        active={contactId === undefined ? 'list' : 'profile'}
      />
    </>
  );
}
