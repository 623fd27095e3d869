import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import {
  listWebhookDeliveries,
  replayWebhookDelivery,
  type WebhookDelivery,
} from '#contract/webhook.ts';
import { call } from '../../../lib/api.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { refresh } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Section } from '../../security/page-frame.tsx';
import { DeliveryTable } from './delivery-table.tsx';

/** What was called, what waits and what failed. */
export function DeliverySection() {
  const t = useTranslation();
  const deliveries = useInfiniteQuery({
    queryKey: [listWebhookDeliveries.tag, listWebhookDeliveries.url],
    queryFn: ({ pageParam, signal }) =>
      call(listWebhookDeliveries, {
        signal,
        query: { limit: 25, ...(pageParam !== null && { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: 15_000,
  });
  const replaying = useMutation({
    mutationFn: (deliveryId: string) => call(replayWebhookDelivery, { params: { deliveryId } }),
    onSuccess: () => refresh(listWebhookDeliveries.tag),
  });
  const items: readonly WebhookDelivery[] =
    deliveries.data?.pages.flatMap((page) => page.items) ?? [];
  const problem = deliveries.error ?? replaying.error;
  return (
    <Section title={t('webhook.deliveries')} hint={t('webhook.deliveries.hint')}>
      {problem && <Banner tone="bad">{problemText(t, problem)}</Banner>}
      {deliveries.data && items.length === 0 && (
        <p className="p-4 text-muted">{t('webhook.deliveries.empty')}</p>
      )}
      {items.length > 0 && (
        <DeliveryTable deliveries={items} onReplay={(id) => replaying.mutate(id)} />
      )}
      {deliveries.hasNextPage && (
        <div className="p-3 text-center">
          <Button
            isPending={deliveries.isFetchingNextPage}
            onPress={() => void deliveries.fetchNextPage()}
          >
            {t('common.loadMore')}
          </Button>
        </div>
      )}
    </Section>
  );
}
