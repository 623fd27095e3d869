import type { WebhookEndpoint } from '#contract/webhook.ts';
import { useFormat } from '../../../lib/format.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Isolate } from '../../../ui/isolate.tsx';
import { Table } from '../../../ui/table.tsx';
import { RowOpener } from '../shared/row-opener.tsx';

type Props = {
  readonly endpoints: readonly WebhookEndpoint[];
  readonly onOpen: (endpointId: string) => void;
};

export function EndpointTable({ endpoints, onOpen }: Props) {
  const t = useTranslation();
  return (
    <Table
      caption={t('webhook.title')}
      rows={endpoints}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'url',
          title: t('webhook.url'),
          render: ({ id, url, description }) => (
            <RowOpener onOpen={() => onOpen(id)}>
              <span className="flex min-w-0 flex-col items-start">
                <code dir="ltr" className="max-w-full font-mono text-small break-all">
                  {url}
                </code>
                {description !== '' && <Isolate className="text-muted">{description}</Isolate>}
              </span>
            </RowOpener>
          ),
        },
        {
          id: 'events',
          title: t('webhook.events'),
          render: ({ eventTypes }) => t('webhook.eventCount', { count: eventTypes.length }),
        },
        {
          id: 'state',
          title: t('webhook.state'),
          render: (endpoint) => <EndpointState endpoint={endpoint} />,
        },
      ]}
    />
  );
}

function EndpointState({ endpoint }: { readonly endpoint: WebhookEndpoint }) {
  const t = useTranslation();
  const format = useFormat();
  const { isEnabled, failingSince, disabledReason } = endpoint;
  if (!isEnabled && disabledReason !== null) {
    return (
      <span className="flex min-w-40 flex-col items-start gap-0.5 py-1">
        <Badge tone="danger">{t('webhook.state.off')}</Badge>
        <span className="text-small text-pretty text-danger-ink">
          {t('webhook.state.disabled', { reason: disabledReason })}
        </span>
      </span>
    );
  }
  if (!isEnabled) return <Badge>{t('webhook.state.off')}</Badge>;
  if (failingSince === null) return <Badge tone="calm">{t('webhook.state.on')}</Badge>;
  const date = format.dateTime(failingSince);
  return <Badge tone="warm">{t('webhook.state.failing', { date })}</Badge>;
}
