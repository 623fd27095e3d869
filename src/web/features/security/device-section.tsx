import { useMutation, useQuery } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import {
  listSessions,
  revokeOtherSessions,
  revokeSession,
  type SignedInDevice,
} from '#contract/session.ts';
import { call } from '../../lib/api.ts';
import { useFormat } from '../../lib/format.ts';
import { problemText } from '../../lib/problem-text.ts';
import { queryOf, refresh } from '../../lib/query.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Isolate } from '../../ui/isolate.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { deviceName } from './device-name.ts';
import { Section } from './page-frame.tsx';

/** Where the person is signed in; each place can be signed out from here. */
export function DeviceSection() {
  const t = useTranslation();
  const devices = useQuery(queryOf(listSessions));
  const ending = useMutation({
    mutationFn: (device: SignedInDevice | 'others') =>
      device === 'others'
        ? call(revokeOtherSessions)
        : call(revokeSession, { params: { sessionId: device.id } }),
    onSuccess: () => refresh(listSessions.tag, listSessions.url),
  });
  const items = devices.data?.items ?? [];
  const error = devices.error ?? ending.error;
  return (
    <Section
      title={t('security.devices')}
      hint={t('security.devices.hint')}
      action={
        items.length > 1 && (
          <Button isPending={ending.isPending} onPress={() => ending.mutate('others')}>
            {t('security.devices.endOthers')}
          </Button>
        )
      }
    >
      {error && <Banner tone="bad">{problemText(t, error)}</Banner>}
      {devices.isPending && <SkeletonRows count={2} />}
      <ul className="divide-y divide-line">
        {items.map((device) => (
          <DeviceRow key={device.id} device={device} onEnd={() => ending.mutate(device)} />
        ))}
      </ul>
    </Section>
  );
}

function DeviceRow(props: { readonly device: SignedInDevice; readonly onEnd: () => void }) {
  const t = useTranslation();
  const format = useFormat();
  const { userAgent, address, lastSeenAt, isCurrent } = props.device;
  const Icon = /Mobile|Android|iPhone/.test(userAgent) ? Smartphone : Monitor;
  return (
    <li className="flex items-center gap-3 px-4 py-2">
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="flex min-w-0 grow flex-col items-start" title={userAgent}>
        <Isolate className="max-w-full truncate">
          {deviceName(userAgent) ?? t('security.devices.unknown')}
        </Isolate>
        <span className="flex flex-wrap gap-x-2 text-small text-muted">
          <Isolate>{address}</Isolate>
          <span>{t('security.devices.seen', { at: format.dateTime(lastSeenAt) })}</span>
        </span>
      </span>
      {isCurrent ? (
        <Badge tone="accent">{t('security.devices.current')}</Badge>
      ) : (
        <Button size="small" onPress={props.onEnd}>
          {t('security.devices.end')}
        </Button>
      )}
    </li>
  );
}
