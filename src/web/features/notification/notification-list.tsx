import { useInfiniteQuery } from '@tanstack/react-query';
import { BellOff, CheckCheck, Settings2 } from 'lucide-react';
import { useState } from 'react';
import { listNotifications } from '#contract/notification.ts';
import { call } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { NotificationChoices } from './notification-choices.tsx';
import { NotificationRow } from './notification-row.tsx';
import { markRead } from './use-notices.ts';

type NotificationListProps = { readonly unreadCount: number; readonly onLeave: () => void };

/** Everything one was told, the newest first, and how one wants to be told. */
export function NotificationList({ unreadCount, onLeave }: NotificationListProps) {
  const t = useTranslation();
  const [isChoosing, setChoosing] = useState(false);
  const query = useInfiniteQuery({
    queryKey: [listNotifications.tag, listNotifications.url, 'bell'],
    queryFn: ({ pageParam, signal }) =>
      call(listNotifications, {
        query: { limit: 30, ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? null;
  const newest = items?.[0];
  return (
    <div className="flex max-h-[70vh] flex-col">
      <div className="flex items-center gap-1 border-b border-line py-1 ps-3 pe-1">
        <h2 className="grow font-medium">{t('notification.title')}</h2>
        {unreadCount > 0 && newest !== undefined && (
          <IconButton
            label={t('notification.readAll')}
            icon={<CheckCheck />}
            onPress={() => void markRead({ upToId: newest.id })}
          />
        )}
        <IconButton
          label={t('notification.choices')}
          icon={<Settings2 />}
          isActive={isChoosing}
          aria-expanded={isChoosing}
          onPress={() => setChoosing(!isChoosing)}
        />
      </div>
      {isChoosing && <NotificationChoices />}
      <div className="min-h-0 overflow-y-auto">
        {items === null && query.error === null && <SkeletonRows count={4} />}
        {items === null && query.error !== null && (
          <EmptyState
            title={problemText(t, query.error)}
            action={<Button onPress={() => void query.refetch()}>{t('common.retry')}</Button>}
          />
        )}
        {items?.length === 0 && (
          <EmptyState
            icon={<BellOff />}
            title={t('notification.empty')}
            hint={t('notification.empty.hint')}
          />
        )}
        <ul className="m-0 list-none p-0">
          {items?.map((notice) => (
            <NotificationRow key={notice.id} notice={notice} onLeave={onLeave} />
          ))}
        </ul>
        {query.hasNextPage && (
          <Button
            variant="quiet"
            className="m-1 w-[calc(100%-8px)]"
            isDisabled={query.isFetchingNextPage}
            onPress={() => void query.fetchNextPage()}
          >
            {t('common.loadMore')}
          </Button>
        )}
      </div>
    </div>
  );
}
