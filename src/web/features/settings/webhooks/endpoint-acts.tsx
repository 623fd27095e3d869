import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  deleteWebhookEndpoint,
  listWebhookEndpoints,
  rotateWebhookSecret,
  testWebhookEndpoint,
  type WebhookEndpoint,
} from '#contract/webhook.ts';
import { call } from '../../../lib/api.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { refresh } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';

type Props = {
  readonly endpoint: WebhookEndpoint;
  readonly onSecret: (secret: string) => void;
  readonly onGone: () => void;
};

/** What can be done with an endpoint beside changing it: a test, a new secret, an end. */
export function EndpointActs({ endpoint, onSecret, onGone }: Props) {
  const t = useTranslation();
  const params = { endpointId: endpoint.id };
  const [asked, setAsked] = useState<'rotate' | 'delete' | null>(null);
  const testing = useMutation({ mutationFn: () => call(testWebhookEndpoint, { params }) });
  const rotate = async () => {
    const { secret } = await call(rotateWebhookSecret, { params });
    await refresh(listWebhookEndpoints.tag);
    onSecret(secret);
  };
  const remove = async () => {
    await call(deleteWebhookEndpoint, { params });
    onGone();
    await refresh(listWebhookEndpoints.tag);
  };
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      <div className="flex flex-wrap gap-2">
        <Button isPending={testing.isPending} onPress={() => testing.mutate()}>
          {t('webhook.test')}
        </Button>
        <Button onPress={() => setAsked('rotate')}>{t('webhook.rotate')}</Button>
        <Button onPress={() => setAsked('delete')}>{t('common.delete')}</Button>
      </div>
      {testing.isError && <Banner tone="bad">{problemText(t, testing.error)}</Banner>}
      {testing.data && (
        <Banner tone={testing.data.isDelivered ? 'good' : 'bad'}>
          {testing.data.isDelivered
            ? t('webhook.test.good', { status: String(testing.data.status) })
            : t('webhook.test.bad', { problem: testing.data.problem ?? '' })}
        </Banner>
      )}
      {asked === 'rotate' && (
        <ConfirmDialog
          title={t('webhook.rotate.title')}
          hint={t('webhook.rotate.hint')}
          action={t('webhook.rotate')}
          isDanger={false}
          run={rotate}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === 'delete' && (
        <ConfirmDialog
          title={t('webhook.delete.title')}
          hint={t('webhook.delete.hint')}
          action={t('common.delete')}
          run={remove}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}
