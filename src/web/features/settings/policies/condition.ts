import type { PolicyCondition, PolicyDocument } from '#contract/policy.ts';

export type Attribute = PolicyCondition['attribute'];

const ofTickets: readonly Attribute[] = [
  'priority',
  'issue_type',
  'channel',
  'language',
  'tag',
  'organization',
  'segment',
  'plan',
  'risk_flag',
  'value_cents',
];

/** What a policy of the kind may look at. */
export function attributesOf(kind: PolicyDocument['kind']): readonly Attribute[] {
  return kind === 'hop' ? ['receiving_team', 'receiving_tier', ...ofTickets] : ofTickets;
}

/** A condition that nothing was chosen for yet. */
export function emptyCondition(attribute: Attribute): PolicyCondition {
  if (attribute === 'value_cents') return { attribute, atLeast: 0 };
  return { attribute, isOneOf: [] };
}
