import type { PolicyCondition } from '#contract/policy.ts';
import { tiers } from '#domain/people/directory.ts';
import { channelKinds, priorities } from '#domain/ticket/ticket.ts';
import { useDirectory } from '../../../lib/use-directory.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { TagInput } from '../../../ui/tag-input.tsx';
import { ChoiceSet } from '../choice-set.tsx';
import { useIssueTypeSuggestions } from '../issue-type-suggestions.ts';
import { NumberField } from '../number-field.tsx';
import { OrganizationChoice } from '../organization-choice.tsx';

type Props = {
  readonly condition: PolicyCondition;
  readonly onChange: (condition: PolicyCondition) => void;
};

const segments = ['b2c', 'b2b', 'key_account'] as const;
const risks = ['fraud', 'legal', 'compliance'] as const;

/** The values of one condition, chosen where they are known and written where they are free. */
export function ConditionValue({ condition, onChange }: Props) {
  const t = useTranslation();
  const issueTypes = useIssueTypeSuggestions();
  const { teams } = useDirectory();
  const label = t(`sla.attribute.${condition.attribute}`);
  switch (condition.attribute) {
    case 'priority':
      return (
        <ChoiceSet
          label={label}
          options={priorities.map((id) => ({ id, label: t(`common.priority.${id}`) }))}
          chosen={condition.isOneOf}
          onChange={(isOneOf) => onChange({ ...condition, isOneOf })}
        />
      );
    case 'channel':
      return (
        <ChoiceSet
          label={label}
          options={channelKinds.map((id) => ({ id, label: t(`sla.channel.${id}`) }))}
          chosen={condition.isOneOf}
          onChange={(isOneOf) => onChange({ ...condition, isOneOf })}
        />
      );
    case 'segment':
      return (
        <ChoiceSet
          label={label}
          options={segments.map((id) => ({ id, label: t(`contact.segment.${id}`) }))}
          chosen={condition.isOneOf}
          onChange={(isOneOf) => onChange({ ...condition, isOneOf })}
        />
      );
    case 'risk_flag':
      return (
        <ChoiceSet
          label={label}
          options={risks.map((id) => ({ id, label: t(`contact.risk.${id}`) }))}
          chosen={condition.isOneOf}
          onChange={(isOneOf) => onChange({ ...condition, isOneOf })}
        />
      );
    case 'receiving_tier':
      return (
        <ChoiceSet
          label={label}
          options={tiers.map((id) => ({ id, label: id }))}
          chosen={condition.isOneOf}
          onChange={(isOneOf) => onChange({ ...condition, isOneOf })}
        />
      );
    case 'receiving_team':
      return (
        <ChoiceSet
          label={label}
          options={teams.map(({ id, name }) => ({ id, label: name }))}
          chosen={condition.isOneOf}
          onChange={(isOneOf) => onChange({ ...condition, isOneOf })}
        />
      );
    case 'value_cents':
      return (
        <NumberField
          label={t('sla.attribute.valueAtLeast')}
          className="w-40"
          value={condition.atLeast / 100}
          onChange={(value) => onChange({ ...condition, atLeast: Math.round((value ?? 0) * 100) })}
        />
      );
    case 'organization':
      return (
        <OrganizationChoice
          label={label}
          chosen={condition.isOneOf}
          onChange={(isOneOf) => onChange({ ...condition, isOneOf })}
        />
      );
    case 'issue_type':
    case 'language':
    case 'tag':
    case 'plan':
      return (
        <TagInput
          label={label}
          tags={condition.isOneOf}
          suggestions={condition.attribute === 'issue_type' ? issueTypes : []}
          onChange={(values) => onChange({ ...condition, isOneOf: [...values] })}
        />
      );
    default:
      return condition satisfies never;
  }
}
