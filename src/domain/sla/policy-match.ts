import type { OrganizationId, TeamId } from '../kernel/id.ts';
import type { Tier } from '../people/directory.ts';
import type { CustomerFacts, DecisionContext } from '../ticket/context.ts';
import type { ChannelKind, Priority, Ticket } from '../ticket/ticket.ts';
import type { PolicyCondition, PolicyKind, PolicyVersion } from './policy.ts';

/** All that a policy's conditions may look at, so that a match can be explained later (P4). */
export type PolicyFacts = {
  readonly priority: Priority;
  readonly issueType: string | null;
  readonly channelKind: ChannelKind;
  readonly language: string;
  readonly tags: readonly string[];
  readonly organizationId: OrganizationId | null;
  readonly segment: CustomerFacts['segment'];
  readonly plan: string | null;
  readonly valueCents: number;
  readonly riskFlags: CustomerFacts['riskFlags'];
  /** The policy the customer's contract names. */
  readonly contractPolicyId: string | null;
  /** Who receives the hop; both null for a ticket. */
  readonly receivingTeamId: TeamId | null;
  readonly receivingTier: Tier | null;
};

/** One policy that was looked at, in order, and what spoke against it. */
export type ConsideredPolicy = {
  readonly policy: PolicyVersion;
  readonly outcome: 'matched' | 'matched_by_contract' | 'condition_failed' | 'not_reached';
  readonly failed: readonly {
    readonly condition: PolicyCondition;
    /** What the ticket had instead. */
    readonly actual: string;
  }[];
};

export type PolicyMatch = {
  readonly policy: PolicyVersion | null;
  /** Every policy of the kind, in the order of matching. */
  readonly considered: readonly ConsideredPolicy[];
};

export type Receiving = { readonly teamId: TeamId | null; readonly tier: Tier | null };

/** Reads the facts of a ticket and, for a hop, of who receives it. */
export function policyFactsOf(
  ticket: Ticket,
  customer: CustomerFacts,
  receiving: Receiving = { teamId: null, tier: null },
): PolicyFacts {
  return {
    priority: ticket.priority,
    issueType: ticket.issueType,
    channelKind: ticket.channelKind,
    language: ticket.language,
    tags: ticket.tags,
    organizationId: ticket.organizationId,
    segment: customer.segment,
    plan: customer.plan,
    valueCents: customer.valueCents,
    riskFlags: customer.riskFlags,
    contractPolicyId: customer.policyId,
    receivingTeamId: receiving.teamId,
    receivingTier: receiving.tier,
  };
}

/**
 * The first policy of the kind whose conditions all hold, with the reason why each before it did
 * not (C43). A customer policy that the contract names comes before the order.
 */
export function matchPolicy(
  policies: readonly PolicyVersion[],
  kind: PolicyKind,
  facts: PolicyFacts,
): PolicyMatch {
  const ofKind = policies.filter((policy) => policy.kind === kind);
  const named =
    kind === 'customer'
      ? ofKind.find((policy) => policy.policyId === facts.contractPolicyId)
      : undefined;
  let found = named ?? null;
  const considered = ofKind.map((policy): ConsideredPolicy => {
    if (policy === named) return { policy, outcome: 'matched_by_contract', failed: [] };
    if (found !== null) return { policy, outcome: 'not_reached', failed: [] };
    const failed = policy.conditions.flatMap((condition) => {
      const actual = contradictionOf(condition, facts);
      return actual === null ? [] : [{ condition, actual }];
    });
    if (failed.length > 0) return { policy, outcome: 'condition_failed', failed };
    found = policy;
    return { policy, outcome: 'matched', failed: [] };
  });
  return { policy: found, considered };
}

/** The customer policy of a ticket, or null when none matches: then it runs no customer clocks. */
export function customerPolicyOf(ticket: Ticket, context: DecisionContext): PolicyVersion | null {
  return matchPolicy(context.policies, 'customer', policyFactsOf(ticket, context.customer)).policy;
}

/**
 * The internal targets for whoever receives a hop (C24). When none matches, the last hop policy
 * in order stands in, then any policy at all, because an offer without a clock could lie for ever.
 */
export function hopPolicyOf(
  ticket: Ticket,
  receiving: Receiving,
  context: DecisionContext,
): PolicyVersion | null {
  const facts = policyFactsOf(ticket, context.customer, receiving);
  return (
    matchPolicy(context.policies, 'hop', facts).policy ??
    context.policies.findLast((policy) => policy.kind === 'hop') ??
    context.policies.at(-1) ??
    null
  );
}

/** The version by which a clock runs, current or past; null when the context does not carry it. */
export function policyVersionOf(
  id: PolicyVersion['id'],
  context: Pick<DecisionContext, 'policies' | 'pastPolicies'>,
): PolicyVersion | null {
  return (
    context.policies.find((policy) => policy.id === id) ?? context.pastPolicies.get(id) ?? null
  );
}

/** Null when the condition holds, else what the facts have in its place. */
function contradictionOf(condition: PolicyCondition, facts: PolicyFacts): string | null {
  switch (condition.attribute) {
    case 'priority':
      return unlessOneOf(condition.isOneOf, facts.priority);
    case 'issue_type':
      return unlessOneOf(condition.isOneOf, facts.issueType);
    case 'channel':
      return unlessOneOf(condition.isOneOf, facts.channelKind);
    case 'language':
      return unlessOneOf(condition.isOneOf, facts.language);
    case 'tag':
      return unlessShared(condition.isOneOf, facts.tags);
    case 'organization':
      return unlessOneOf(condition.isOneOf, facts.organizationId);
    case 'segment':
      return unlessOneOf(condition.isOneOf, facts.segment);
    case 'plan':
      return unlessOneOf(condition.isOneOf, facts.plan);
    case 'risk_flag':
      return unlessShared(condition.isOneOf, facts.riskFlags);
    case 'value_cents':
      return facts.valueCents >= condition.atLeast ? null : String(facts.valueCents);
    case 'receiving_team':
      return unlessOneOf(condition.isOneOf, facts.receivingTeamId);
    case 'receiving_tier':
      return unlessOneOf(condition.isOneOf, facts.receivingTier);
    default:
      throw new TypeError(`no such condition: ${JSON.stringify(condition satisfies never)}`);
  }
}

function unlessOneOf(wanted: readonly string[], actual: string | null): string | null {
  if (actual === null) return '';
  return wanted.includes(actual) ? null : actual;
}

function unlessShared(wanted: readonly string[], actual: readonly string[]): string | null {
  return actual.some((value) => wanted.includes(value)) ? null : actual.join(', ');
}
