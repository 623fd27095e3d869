import { useQuery } from '@tanstack/react-query';
import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { listWebhookEndpoints, type WebhookEndpoint } from '#contract/webhook.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { PageFrame } from '../../security/page-frame.tsx';
import { SecretDialog } from '../shared/secret-dialog.tsx';
import { DeliverySection } from './delivery-section.tsx';
import { EndpointSheet } from './endpoint-sheet.tsx';
import { EndpointTable } from './endpoint-table.tsx';
import { PolicySecretSection } from './policy-secret-section.tsx';

/** Which addresses are called, and how that goes. */
export function WebhooksScreen() {
  const t = useTranslation();
  const endpoints = useQuery(queryOf(listWebhookEndpoints));
  const [opened, setOpened] = useState<string | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const items = endpoints.data?.items ?? [];
  const endpoint: WebhookEndpoint | null = items.find(({ id }) => id === opened) ?? null;
  const add = (
    <Button variant="primary" icon={<Plus />} onPress={() => setOpened('new')}>
      {t('webhook.add')}
    </Button>
  );
  return (
    <PageFrame title={t('webhook.title')} hint={t('webhook.hint')} action={add}>
      {endpoints.isError && <Banner tone="bad">{problemText(t, endpoints.error)}</Banner>}
      {endpoints.isPending && <SkeletonRows count={3} rowPx={44} />}
      {endpoints.data && items.length === 0 && (
        <EmptyState icon={<Webhook />} title={t('webhook.empty')} hint={t('webhook.emptyHint')} />
      )}
      {items.length > 0 && <EndpointTable endpoints={items} onOpen={setOpened} />}
      <DeliverySection />
      <PolicySecretSection />
      {(endpoint !== null || opened === 'new') && (
        <EndpointSheet
          key={opened}
          endpoint={endpoint}
          onClose={() => setOpened(null)}
          onSecret={(fresh) => {
            setOpened(null);
            setSecret(fresh);
          }}
        />
      )}
      {secret !== null && (
        <SecretDialog
          title={t('webhook.secret')}
          hint={t('webhook.secret.once')}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </PageFrame>
  );
}
