import type { WebhookDelivery } from '#contract/webhook.ts';
import { useFormat } from '../../../lib/format.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge, type BadgeTone } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Isolate } from '../../../ui/isolate.tsx';
import { Table } from '../../../ui/table.tsx';

type Props = {
  readonly deliveries: readonly WebhookDelivery[];
  readonly onReplay: (deliveryId: string) => void;
};

export function DeliveryTable({ deliveries, onReplay }: Props) {
  const t = useTranslation();
  const format = useFormat();
  return (
    <Table
      caption={t('webhook.deliveries')}
      rows={deliveries}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'what',
          title: t('webhook.delivery.what'),
          render: ({ event, url }) => (
            <span className="flex min-w-44 flex-col items-start">
              <span>{eventWords(t, event.type)}</span>
              <code dir="ltr" className="max-w-full font-mono text-tiny break-all text-muted">
                {url}
              </code>
            </span>
          ),
        },
        {
          id: 'when',
          title: t('webhook.delivery.when'),
          render: ({ createdAt }) => format.dateTime(createdAt),
        },
        {
          id: 'state',
          title: t('webhook.state'),
          render: (delivery) => <DeliveryState delivery={delivery} />,
        },
        {
          id: 'act',
          title: t('webhook.delivery.replay'),
          isFigure: true,
          render: ({ id, state }) =>
            state !== 'sending' && (
              <Button size="small" onPress={() => onReplay(id)}>
                {t('webhook.delivery.replay')}
              </Button>
            ),
        },
      ]}
    />
  );
}

const tones = {
  waiting: 'warm',
  sending: 'accent',
  sent: 'calm',
  failed: 'danger',
  cancelled: 'neutral',
} as const satisfies Record<WebhookDelivery['state'], BadgeTone>;

function DeliveryState({ delivery }: { readonly delivery: WebhookDelivery }) {
  const t = useTranslation();
  const format = useFormat();
  const { state, nextAttemptAt, lastProblem, attempts } = delivery;
  const date = nextAttemptAt === null ? '' : format.dateTime(nextAttemptAt);
  return (
    <span className="flex min-w-40 flex-col items-start gap-0.5 py-1">
      <Badge tone={tones[state]}>{t(`webhook.delivery.${state}`, { date })}</Badge>
      {lastProblem !== null && (
        <Isolate className="text-small text-pretty text-muted">{lastProblem}</Isolate>
      )}
      {attempts > 1 && (
        <span className="text-small text-muted">
          {t('webhook.delivery.attempts', { count: attempts })}
        </span>
      )}
    </span>
  );
}

/** An event of a newer server is shown by its own name. */
function eventWords(t: ReturnType<typeof useTranslation>, type: string): string {
  const key = `webhook.event.${type}`;
  return t.has(key) ? t(key) : type;
}
