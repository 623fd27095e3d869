import { priorities } from '#domain/ticket/ticket.ts';
import { worksTickets } from '#domain/people/role.ts';
import { useSignedIn } from '../../lib/session.ts';
import { useDirectory } from '../../lib/use-directory.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import type { Option } from '../../ui/option.tsx';
import { PriorityMark } from '../../ui/priority-mark.tsx';
import { Select } from '../../ui/select.tsx';
import { TierBadge } from '../../ui/tier-badge.tsx';
import { problemText } from '../../lib/problem-text.ts';
import { noChannel } from './opening-draft.ts';
import type { Opening } from './use-new-ticket.ts';

type PlaceFieldsProps = { readonly opening: Opening };

/** What the customer is answered on. */
export function ChannelField({ opening }: PlaceFieldsProps) {
  const t = useTranslation();
  const { channels, channelId, change, faults, refusal, problem } = opening;
  const isRefused = refusal === 'contact_without_email' || refusal === 'channel_unsuitable';
  const options: readonly Option[] = [
    ...channels.map(({ id, name, address, kind }) => ({
      id,
      label: name,
      description: kind === 'email' ? address : t(`ticket.channel.${kind}`),
    })),
    { id: noChannel, label: t('opening.channel.none') },
  ];
  return (
    <Select
      label={t('opening.channel')}
      options={options}
      value={channelId}
      onChange={(id) => change({ channelId: id })}
      description={channelId === noChannel ? t('opening.channel.none.hint') : undefined}
      error={
        isRefused
          ? problemText(t, problem)
          : faults.has('channel')
            ? t('opening.channel.needed')
            : null
      }
    />
  );
}

export function PriorityField({ opening }: PlaceFieldsProps) {
  const t = useTranslation();
  return (
    <Select
      label={t('common.priority')}
      options={priorities.toReversed().map((priority) => ({
        id: priority,
        label: t(`common.priority.${priority}`),
        // The word beside it says the same: it would be read twice.
        icon: (
          <span aria-hidden className="flex">
            <PriorityMark priority={priority} />
          </span>
        ),
      }))}
      value={opening.draft.priority}
      onChange={(priority) => opening.change({ priority })}
    />
  );
}

/** The empty choice: it follows what Belay would do. */
const bySuggestion = 'suggested';

export function TeamField({ opening }: PlaceFieldsProps) {
  const t = useTranslation();
  const { teams } = useDirectory();
  const { draft, change, suggested, refusal, problem } = opening;
  const name = draft.teamId === null ? (suggested?.team?.name ?? '—') : '…';
  return (
    <ComboBox
      label={t('inbox.filter.teamId')}
      options={[
        ...(draft.teamId === null
          ? [{ id: bySuggestion, label: t('opening.suggested', { name }) }]
          : []),
        ...teams.map((team) => ({
          id: team.id,
          label: team.name,
          icon: <TierBadge tier={team.tier} />,
        })),
      ]}
      value={draft.teamId ?? bySuggestion}
      onChange={(id) => change({ teamId: id === bySuggestion ? null : id })}
      error={refusal === 'team_not_found' ? problemText(t, problem) : null}
    />
  );
}

export function OwnerField({ opening }: PlaceFieldsProps) {
  const t = useTranslation();
  const me = useSignedIn().agent;
  const { agents } = useDirectory();
  const { draft, change, suggested, refusal, problem } = opening;
  const able = agents.filter(({ isActive, role }) => isActive && worksTickets(role));
  const others = able.filter(({ id }) => id !== me.id);
  const self = able.filter(({ id }) => id === me.id);
  const isRefused = refusal === 'agent_cannot_own' || refusal === 'agent_not_found';
  const owner = suggested?.owner ?? null;
  return (
    <ComboBox
      label={t('ticket.owner')}
      options={[
        {
          id: bySuggestion,
          label:
            owner === null
              ? t('opening.suggested.nobody')
              : t('opening.suggested', { name: owner.name }),
        },
        ...self.map(({ id, name }) => ({ id, label: t('opening.owner.me', { name }) })),
        ...others.map(({ id, name, presence }) => ({
          id,
          label: name,
          description: t(`common.presence.${presence}`),
        })),
      ]}
      value={draft.ownerId ?? bySuggestion}
      onChange={(id) => change({ ownerId: id === bySuggestion ? null : id })}
      error={isRefused ? problemText(t, problem) : null}
    />
  );
}
