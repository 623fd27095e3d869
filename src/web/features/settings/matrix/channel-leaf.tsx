import { useQuery } from '@tanstack/react-query';
import { listChannels } from '#contract/channel.ts';
import type { LeafCondition } from '#contract/matrix-content.ts';
import { queryOf } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { ChoiceSet } from '../choice-set.tsx';

type ChannelLeaf = Extract<LeafCondition, { kind: 'channel' }>;
type Props = {
  readonly leaf: ChannelLeaf;
  readonly onChange: (leaf: LeafCondition) => void;
};

/** Certain mailboxes or chats, by name; one that is gone stays until it is taken out. */
export function ChannelFields({ leaf, onChange }: Props) {
  const t = useTranslation();
  const channels = useQuery(queryOf(listChannels)).data?.items;
  const gone = leaf.in.filter((id) => channels?.every((channel) => channel.id !== id) ?? false);
  const options = [
    ...(channels ?? []).map(({ id, name }) => ({ id, label: name })),
    ...gone.map((id) => ({ id, label: t('matrix.target.gone') })),
  ];
  if (channels !== undefined && options.length === 0) {
    return <p className="text-muted">{t('channel.empty')}</p>;
  }
  return (
    <ChoiceSet
      label={t('matrix.leaf.channel')}
      options={options}
      chosen={leaf.in}
      onChange={(chosen) => onChange({ ...leaf, in: chosen })}
    />
  );
}
