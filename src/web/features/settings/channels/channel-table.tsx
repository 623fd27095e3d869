import type { Channel } from '#contract/channel.ts';
import { useFormat } from '../../../lib/format.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Badge, type BadgeTone } from '../../../ui/badge.tsx';
import { Isolate } from '../../../ui/isolate.tsx';
import { MailProblem } from '../../../ui/mail-problem.tsx';
import { Table } from '../../../ui/table.tsx';
import { RowOpener } from '../shared/row-opener.tsx';
import { channelIcons } from './channel-kinds.ts';

type Props = {
  readonly channels: readonly Channel[];
  readonly onOpen: (channel: Channel) => void;
};

export function ChannelTable({ channels, onOpen }: Props) {
  const t = useTranslation();
  const { teamName } = useDirectory();
  return (
    <Table
      caption={t('channel.title')}
      rows={channels}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'name',
          title: t('common.name'),
          render: (channel) => (
            <RowOpener onOpen={() => onOpen(channel)}>
              <Name channel={channel} />
            </RowOpener>
          ),
        },
        {
          id: 'status',
          title: t('channel.status'),
          render: (channel) => <Status channel={channel} />,
        },
        {
          id: 'team',
          title: t('channel.team'),
          render: ({ teamId }) => (
            <Isolate>
              {(teamId === null ? null : teamName(teamId)) ?? t('channel.team.routing')}
            </Isolate>
          ),
        },
      ]}
    />
  );
}

function Name({ channel }: { readonly channel: Channel }) {
  const t = useTranslation();
  const Icon = channelIcons[channel.kind];
  return (
    <>
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="flex min-w-0 flex-col items-start">
        <Isolate className="max-w-full truncate font-medium">{channel.name}</Isolate>
        <Isolate className="max-w-full truncate text-small text-muted">
          {channel.kind === 'email' ? channel.address : t(`channel.kind.${channel.kind}`)}
        </Isolate>
      </span>
    </>
  );
}

const tones = {
  ready: 'calm',
  connecting: 'accent',
  connected: 'calm',
  waiting: 'warm',
  stopped: 'danger',
  off: 'neutral',
  by_hook: 'calm',
} as const satisfies Record<Channel['status']['state'], BadgeTone>;

/** How it is doing, and what is wrong when something is. */
function Status({ channel }: { readonly channel: Channel }) {
  const t = useTranslation();
  const format = useFormat();
  const { problem, lastFetchAt, canSend } = channel.status;
  const state = channel.isEnabled ? channel.status.state : 'off';
  return (
    <span className="flex min-w-40 flex-col items-start gap-0.5 py-1">
      <Badge tone={tones[state]}>{t(`channel.status.${state}`)}</Badge>
      {problem !== null && channel.isEnabled && (
        <span className="text-small text-pretty text-danger-ink">
          <MailProblem problem={problem} />
        </span>
      )}
      {!canSend && channel.isEnabled && (
        <span className="text-small text-pretty text-danger-ink">{t('channel.cannotSend')}</span>
      )}
      {lastFetchAt !== null && (
        <span className="text-small text-muted">
          {t('channel.lastFetch', { date: format.dateTime(lastFetchAt) })}
        </span>
      )}
    </span>
  );
}
