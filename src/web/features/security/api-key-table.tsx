import type { ApiKey } from '#contract/api-key.ts';
import { useFormat } from '../../lib/format.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Isolate } from '../../ui/isolate.tsx';
import { Table } from '../../ui/table.tsx';

type Props = { readonly keys: readonly ApiKey[]; readonly onRevoke: (key: ApiKey) => void };

const tones = {
  active: 'calm',
  expired: 'neutral',
  revoked: 'neutral',
} as const satisfies Record<ApiKey['state'], BadgeTone>;

export function ApiKeyTable({ keys, onRevoke }: Props) {
  const t = useTranslation();
  const format = useFormat();
  return (
    <Table
      caption={t('security.keys')}
      rows={keys}
      rowKey={(key) => key.id}
      columns={[
        {
          id: 'name',
          title: t('common.name'),
          render: (key) => (
            <span className="flex flex-col items-start">
              <Isolate className="font-medium">{key.name}</Isolate>
              <code dir="ltr" className="font-mono text-tiny text-muted rtl:text-end">
                {key.prefix}…
              </code>
            </span>
          ),
        },
        {
          id: 'scopes',
          title: t('security.keys.scopes'),
          render: (key) => (
            <span className="flex flex-wrap gap-1">
              {key.scopes.map((scope) => (
                <Badge key={scope}>{scope}</Badge>
              ))}
            </span>
          ),
        },
        {
          id: 'by',
          title: t('security.keys.by'),
          render: (key) => <Isolate>{key.createdByName}</Isolate>,
        },
        {
          id: 'used',
          title: t('security.keys.used'),
          render: (key) =>
            key.lastUsedAt === null ? t('security.keys.never') : format.dateTime(key.lastUsedAt),
        },
        {
          id: 'state',
          title: t('security.keys.state'),
          render: (key) => (
            <Badge tone={tones[key.state]}>{t(`security.keys.state.${key.state}`)}</Badge>
          ),
        },
        {
          id: 'act',
          title: '',
          isFigure: true,
          render: (key) =>
            key.state !== 'revoked' && (
              <Button size="small" onPress={() => onRevoke(key)}>
                {t('security.keys.revoke')}
              </Button>
            ),
        },
      ]}
    />
  );
}
