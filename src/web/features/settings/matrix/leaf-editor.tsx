import type { LeafCondition } from '#contract/matrix-content.ts';
import { conflictSigns } from '#domain/conflict/sign.ts';
import { escalationTypes, reasonCodes } from '#domain/escalation/escalation.ts';
import { customerSegments, riskFlags } from '#domain/matrix/matrix.ts';
import { tiers } from '#domain/people/directory.ts';
import { channelKinds, priorities } from '#domain/ticket/ticket.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { TagInput } from '../../../ui/tag-input.tsx';
import { ChoiceSet } from '../choice-set.tsx';
import { useIssueTypeSuggestions } from '../issue-type-suggestions.ts';
import { NumberField } from '../number-field.tsx';
import { ChannelFields } from './channel-leaf.tsx';
import { valueText } from './condition-words.ts';
import { HoursFields, WeekTimeFields } from './time-leaf.tsx';

type Props = {
  readonly leaf: LeafCondition;
  readonly onChange: (leaf: LeafCondition) => void;
};

/** The values of one condition. */
export function LeafEditor({ leaf, onChange }: Props) {
  const t = useTranslation();
  const issueTypes = useIssueTypeSuggestions();
  const label = t(`matrix.leaf.${leaf.kind}`);
  switch (leaf.kind) {
    case 'value_at_least':
      return (
        <NumberField
          label={label}
          className="w-44"
          value={leaf.cents / 100}
          onChange={(value) => onChange({ ...leaf, cents: Math.round((value ?? 0) * 100) })}
        />
      );
    case 'conflict_at_least':
      return (
        <NumberField
          label={label}
          className="w-44"
          value={leaf.score}
          onChange={(value) => onChange({ ...leaf, score: Math.round(value ?? 0) })}
        />
      );
    case 'hours':
      return <HoursFields leaf={leaf} onChange={onChange} />;
    case 'channel':
      return <ChannelFields leaf={leaf} onChange={onChange} />;
    case 'week_time':
      return <WeekTimeFields leaf={leaf} onChange={onChange} />;
    case 'issue_type':
    case 'plan':
    case 'language':
    case 'department':
    case 'tag':
      return (
        <TagInput
          label={label}
          tags={leaf.in}
          suggestions={leaf.kind === 'issue_type' ? issueTypes : []}
          onChange={(values) => onChange({ ...leaf, in: [...values] })}
        />
      );
    default:
      return <KnownValues leaf={leaf} onChange={onChange} />;
  }
}

type Listed = Extract<
  LeafCondition,
  {
    kind:
      | 'channel_kind'
      | 'segment'
      | 'priority'
      | 'reason'
      | 'type'
      | 'tier'
      | 'risk'
      | 'conflict_sign'
      | 'team';
  }
>;

function KnownValues(props: {
  readonly leaf: Listed;
  readonly onChange: (leaf: LeafCondition) => void;
}) {
  const { leaf, onChange } = props;
  const t = useTranslation();
  const directory = useDirectory();
  const values: Readonly<Record<Listed['kind'], readonly string[]>> = {
    channel_kind: channelKinds,
    segment: customerSegments,
    priority: priorities,
    reason: reasonCodes,
    type: escalationTypes,
    tier: tiers,
    risk: riskFlags,
    conflict_sign: conflictSigns,
    team: directory.teams.map(({ id }) => id),
  };
  return (
    <ChoiceSet
      label={t(`matrix.leaf.${leaf.kind}`)}
      options={values[leaf.kind].map((id) => ({
        id,
        label: valueText(t, { kind: leaf.kind, value: id, names: directory }),
      }))}
      chosen={leaf.in}
      // The choices above are the very values that this kind takes.
      onChange={(chosen) => onChange({ ...leaf, in: chosen } as LeafCondition)}
    />
  );
}
