import { ArrowDownWideNarrow, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ticketSorts, ticketViews } from '#contract/ticket.ts';
import { useShortcut } from '../../lib/use-shortcut.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { NewTicketButton } from '../opening/new-ticket-button.tsx';
import { activeFilters } from './inbox-search.ts';
import { FilterMenu } from './filter-menu.tsx';
import type { InboxPlace } from './use-inbox-place.ts';
import { useViewCounts } from './use-view-counts.ts';
import { viewIcons } from './view-icons.ts';

/** The menus above the list. Loaded just after the first paint: overlays are heavy. */
export function ListMenus({ place }: { readonly place: InboxPlace }) {
  return (
    <>
      <ViewMenu place={place} />
      <SortMenu place={place} />
      <FilterMenu place={place} />
      <NewTicketButton />
    </>
  );
}

function ViewMenu({ place }: { readonly place: InboxPlace }) {
  const t = useTranslation();
  const count = useViewCounts();
  // The count is of the whole view; over a part of it, it would be the wrong number.
  const isNarrowed = place.search.q !== undefined || activeFilters(place.search).length > 0;
  const [isOpen, setOpen] = useState(false);
  useShortcut({ id: 'list.views', keys: 'g v', label: 'inbox.key.views', scope: 'list' }, () =>
    setOpen(true),
  );
  return (
    <h1 className="flex min-w-0 grow items-center">
      <Menu
        label={t('inbox.views')}
        placement="bottom start"
        isOpen={isOpen}
        onOpenChange={setOpen}
        trigger={
          <AriaButton className="flex h-8 min-w-0 cursor-default items-center gap-1.5 rounded-control px-1.5 text-title font-semibold data-hovered:bg-hover pointer-coarse:h-10">
            <span className="truncate">{t(`inbox.view.${place.view}`)}</span>
            <span data-tabular className="text-body font-normal text-muted">
              {isNarrowed ? null : count(place.view)}
            </span>
            <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
          </AriaButton>
        }
        groups={[
          {
            actions: ticketViews.map((view) => {
              const Icon = viewIcons[view];
              const held = count(view);
              return {
                id: view,
                label: `${t(`inbox.view.${view}`)}${held === null ? '' : ` · ${held}`}`,
                icon: <Icon />,
                isChosen: view === place.view,
                run: () => place.openView(view),
              };
            }),
          },
        ]}
      />
    </h1>
  );
}

function SortMenu({ place }: { readonly place: InboxPlace }) {
  const t = useTranslation();
  const { search } = place;
  const current = search.sort ?? (place.view === 'breaching_soon' ? 'burning' : 'updated');
  return (
    <Menu
      label={t('common.sort')}
      trigger={
        <IconButton
          label={`${t('common.sort')}: ${t(`inbox.sort.${current}`)}`}
          icon={<ArrowDownWideNarrow />}
        />
      }
      groups={[
        {
          actions: ticketSorts.map((sort) => ({
            id: sort,
            label: t(`inbox.sort.${sort}`),
            isChosen: sort === current,
            run: () => place.changeSearch({ ...search, sort }),
          })),
        },
      ]}
    />
  );
}
