import { useInfiniteQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { listAudit } from '#contract/audit.ts';
import { call } from '../../lib/api.ts';
import { problemText } from '../../lib/problem-text.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { AuditFilterBar, type AuditFilter, queryOfFilter } from './audit-filter.tsx';
import { AuditTable } from './audit-table.tsx';
import { PageFrame } from './page-frame.tsx';

const pageLength = 100;

/** Every administrative and data-access act that matters; it can be read and never changed. */
export function AuditScreen() {
  const t = useTranslation();
  const [filter, setFilter] = useState<AuditFilter>({ kind: 'all', from: '', to: '' });
  const log = useInfiniteQuery({
    queryKey: [listAudit.tag, listAudit.url, filter],
    queryFn: ({ pageParam, signal }) =>
      call(listAudit, {
        query: {
          ...queryOfFilter(filter),
          limit: pageLength,
          ...(pageParam !== null && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
  const entries = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <PageFrame title={t('audit.title')} hint={t('audit.hint')}>
      <AuditFilterBar filter={filter} onChange={setFilter} />
      {log.isError && <Banner tone="bad">{problemText(t, log.error)}</Banner>}
      {log.isPending && <SkeletonRows count={8} rowPx={36} />}
      {log.data && entries.length === 0 && (
        <EmptyState icon={<ScrollText />} title={t('audit.empty')} hint={t('audit.emptyHint')} />
      )}
      {entries.length > 0 && <AuditTable entries={entries} />}
      {log.hasNextPage && (
        <Button isPending={log.isFetchingNextPage} onPress={() => void log.fetchNextPage()}>
          {t('common.loadMore')}
        </Button>
      )}
    </PageFrame>
  );
}
