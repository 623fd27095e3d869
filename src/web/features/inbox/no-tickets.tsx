import { useQuery } from '@tanstack/react-query';
import { Inbox, SearchX } from 'lucide-react';
import { useMay } from '../../lib/session.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { fullView } from './full-view.ts';
import { activeFilters } from './inbox-search.ts';
import type { InboxPlace } from './use-inbox-place.ts';
import { countsQuery } from './use-view-counts.ts';

/** An empty list: what that means, and the one thing to do. */
export function NoTickets({ place }: { readonly place: InboxPlace }) {
  const t = useTranslation();
  const may = useMay();
  const counts = useQuery(countsQuery).data?.counts;
  const { view, search } = place;
  if (search.q !== undefined || activeFilters(search).length > 0)
    return <NothingFound place={place} />;
  if (view === 'all') {
    return (
      <EmptyState
        icon={<Inbox />}
        title={t('inbox.empty.all')}
        hint={t('inbox.empty.all.hint')}
        action={
          may('channel.manage') && (
            <TextLink look="button" href="/settings/channels">
              {t('inbox.empty.connect')}
            </TextLink>
          )
        }
      />
    );
  }
  // Unknown while the counts are on their way: then no button, rather than one that leads nowhere.
  const next = counts === undefined ? null : (fullView(counts, view) ?? 'all');
  return (
    <EmptyState
      icon={<Inbox />}
      title={t(`inbox.empty.${view}`)}
      action={
        next !== null && (
          <Button onPress={() => place.openView(next)}>
            {t('inbox.empty.look', { view: t(`inbox.view.${next}`) })}
          </Button>
        )
      }
    />
  );
}

function NothingFound({ place }: { readonly place: InboxPlace }) {
  const t = useTranslation();
  const { q } = place.search;
  const isEverywhere = place.view === 'all' || activeFilters(place.search).length > 0;
  return (
    <EmptyState
      icon={<SearchX />}
      title={t('common.noResults')}
      hint={q === undefined ? undefined : t('inbox.found.none', { words: q })}
      action={
        isEverywhere || q === undefined ? (
          <Button onPress={() => place.changeSearch({})}>{t('inbox.found.clear')}</Button>
        ) : (
          <Button onPress={() => place.openView('all', { q })}>
            {t('inbox.found.everywhere')}
          </Button>
        )
      }
    />
  );
}
