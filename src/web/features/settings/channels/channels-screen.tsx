import { useQuery } from '@tanstack/react-query';
import { Plus, Unplug } from 'lucide-react';
import { useState } from 'react';
import { type Channel, listChannels } from '#contract/channel.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf } from '../../../lib/query.ts';
import { useMay } from '../../../lib/session.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { PageFrame } from '../../security/page-frame.tsx';
import { SecretDialog } from '../shared/secret-dialog.tsx';
import { channelIcons, channelKinds, type ChannelKind } from './channel-kinds.ts';
import { ChannelSheet } from './channel-sheet.tsx';
import { ChannelTable } from './channel-table.tsx';

type Opened = { readonly kind: ChannelKind; readonly id: string | null };

/** The ways in and out, and how each is doing. */
export function ChannelsScreen() {
  const t = useTranslation();
  const mayManage = useMay()('channel.manage');
  // A mailbox that is being connected changes its state by itself.
  const channels = useQuery({ ...queryOf(listChannels), refetchInterval: 10_000 });
  const [opened, setOpened] = useState<Opened | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const items = channels.data?.items ?? [];
  const add = mayManage ? (
    <Menu
      label={t('channel.add')}
      trigger={
        <Button variant="primary" icon={<Plus />}>
          {t('channel.add')}
        </Button>
      }
      groups={[
        {
          actions: channelKinds.map((kind) => {
            const Icon = channelIcons[kind];
            return {
              id: kind,
              label: t(`channel.kind.${kind}`),
              icon: <Icon />,
              run: () => setOpened({ kind, id: null }),
            };
          }),
        },
      ]}
    />
  ) : undefined;
  const channel: Channel | null = items.find(({ id }) => id === opened?.id) ?? null;
  return (
    <PageFrame title={t('channel.title')} hint={t('channel.hint')} action={add}>
      {channels.isError && <Banner tone="bad">{problemText(t, channels.error)}</Banner>}
      {channels.isPending && <SkeletonRows count={3} rowPx={44} />}
      {channels.data && items.length === 0 && (
        <EmptyState icon={<Unplug />} title={t('channel.empty')} hint={t('channel.emptyHint')} />
      )}
      {items.length > 0 && (
        <ChannelTable channels={items} onOpen={({ id, kind }) => setOpened({ kind, id })} />
      )}
      {opened && (
        <ChannelSheet
          key={opened.id ?? opened.kind}
          kind={opened.kind}
          channel={channel}
          onClose={() => setOpened(null)}
          onSecret={setSecret}
          onCreated={(id) => setOpened({ kind: opened.kind, id })}
        />
      )}
      {secret !== null && (
        <SecretDialog
          title={t('channel.hook.secret')}
          hint={t('channel.hook.once')}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </PageFrame>
  );
}
