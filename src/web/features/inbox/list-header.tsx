import { lazy, Suspense } from 'react';
import { useTranslation } from '../../lib/use-translation.tsx';
import { ActiveFilters } from './active-filters.tsx';
import { SearchBox } from './search-box.tsx';
import type { InboxPlace } from './use-inbox-place.ts';

const ListMenus = lazy(async () => ({
  default: (await import('./list-menus.tsx')).ListMenus,
}));

/** Above the list: which view, in which order, narrowed to what. */
export function ListHeader({ place }: { readonly place: InboxPlace }) {
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b border-line p-2">
      <div className="flex min-h-8 items-center gap-1 pointer-coarse:min-h-10">
        <Suspense fallback={<ViewName place={place} />}>
          <ListMenus place={place} />
        </Suspense>
      </div>
      <SearchBox place={place} />
      <ActiveFilters place={place} />
    </div>
  );
}

/** The view's name where its menu will be, so that nothing moves when the menu comes. */
function ViewName({ place }: { readonly place: InboxPlace }) {
  const t = useTranslation();
  return (
    <h1 className="flex min-w-0 grow items-center px-1.5 text-title font-semibold">
      <span className="truncate">{t(`inbox.view.${place.view}`)}</span>
    </h1>
  );
}
