import type { ReactNode } from 'react';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import type { Pages } from '../../lib/use-pages.ts';

type PagedListProps<Item> = {
  readonly pages: Pages<Item>;
  readonly label: string;
  readonly itemKey: (item: Item) => string;
  readonly renderItem: (item: Item) => ReactNode;
  readonly isSearch: boolean;
  readonly empty: { readonly icon: ReactNode; readonly title: string; readonly hint: string };
};

const rowPx = 56;

/** A list of any length, from its first grey bars to its end. */
export function PagedList<Item>(props: PagedListProps<Item>) {
  const { pages, label, itemKey, renderItem, isSearch, empty } = props;
  const t = useTranslation();
  const { items, error } = pages;
  if (items === null && error !== null) {
    return (
      <EmptyState
        title={problemText(t, error)}
        action={<Button onPress={pages.retry}>{t('common.retry')}</Button>}
      />
    );
  }
  if (items === null) return <SkeletonRows rowPx={rowPx} />;
  if (items.length === 0) {
    return isSearch ? <EmptyState title={t('common.noResults')} /> : <EmptyState {...empty} />;
  }
  return (
    <VirtualList
      className="grow"
      label={label}
      items={items}
      itemKey={itemKey}
      rowPx={rowPx}
      onEndNear={pages.more}
      renderItem={renderItem}
    />
  );
}
