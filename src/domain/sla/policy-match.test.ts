import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hopPolicy, policy } from '#harness/sla-desk.ts';
import type { OrganizationId, PolicyVersionId, TeamId } from '../kernel/id.ts';
import type { PolicyCondition, PolicyVersion } from './policy.ts';
import { matchPolicy, type PolicyFacts } from './policy-match.ts';

const facts: PolicyFacts = {
  priority: 'normal',
  issueType: 'billing',
  channelKind: 'email',
  language: 'vi',
  tags: ['vip', 'refund'],
  organizationId: 'org-1' as OrganizationId,
  segment: 'b2b',
  plan: 'gold',
  valueCents: 50_000,
  riskFlags: ['legal'],
  contractPolicyId: null,
  receivingTeamId: null,
  receivingTier: null,
};

function named(name: string, ...conditions: readonly PolicyCondition[]): PolicyVersion {
  return policy({ id: name as PolicyVersionId, policyId: name, name, conditions });
}

const holds = (condition: PolicyCondition, given: Partial<PolicyFacts> = {}) =>
  matchPolicy([named('one', condition)], 'customer', { ...facts, ...given }).policy !== null;

describe('matching a policy', () => {
  it('C43: the first in order whose conditions all hold, and why each before it did not', () => {
    const key = named('key', { attribute: 'segment', isOneOf: ['key_account'] });
    const gold = named(
      'gold',
      { attribute: 'plan', isOneOf: ['gold'] },
      { attribute: 'channel', isOneOf: ['email'] },
    );
    const { policy: found, considered } = matchPolicy(
      [key, gold, named('rest')],
      'customer',
      facts,
    );
    assert.equal(found?.name, 'gold');
    assert.deepEqual(
      considered.map((each) => [
        each.policy.name,
        each.outcome,
        each.failed.map(({ actual }) => actual),
      ]),
      [
        ['key', 'condition_failed', ['b2b']],
        ['gold', 'matched', []],
        ['rest', 'not_reached', []],
      ],
    );
  });

  it('C43: one for each kind, in one list', () => {
    const policies = [hopPolicy(), named('customer')];
    assert.equal(matchPolicy(policies, 'customer', facts).policy?.name, 'customer');
    assert.equal(matchPolicy(policies, 'hop', facts).policy?.kind, 'hop');
    assert.equal(matchPolicy(policies, 'hop', facts).considered.length, 1);
  });

  it('C43: the policy a contract names comes before the order', () => {
    const policies = [named('all'), named('contract', { attribute: 'plan', isOneOf: ['none'] })];
    const match = matchPolicy(policies, 'customer', { ...facts, contractPolicyId: 'contract' });
    assert.equal(match.policy?.name, 'contract');
    assert.deepEqual(
      match.considered.map(({ outcome }) => outcome),
      ['not_reached', 'matched_by_contract'],
    );
    const gone = matchPolicy(policies, 'customer', { ...facts, contractPolicyId: 'archived' });
    assert.equal(gone.policy?.name, 'all');
  });

  it('none at all is an answer too', () => {
    const none = matchPolicy(
      [named('tier', { attribute: 'plan', isOneOf: ['x'] })],
      'customer',
      facts,
    );
    assert.equal(none.policy, null);
  });

  it('reads every attribute of ticket and customer', () => {
    const conditions: readonly PolicyCondition[] = [
      { attribute: 'priority', isOneOf: ['normal'] },
      { attribute: 'issue_type', isOneOf: ['billing', 'fraud'] },
      { attribute: 'channel', isOneOf: ['email'] },
      { attribute: 'language', isOneOf: ['vi'] },
      { attribute: 'tag', isOneOf: ['refund'] },
      { attribute: 'organization', isOneOf: ['org-1'] },
      { attribute: 'segment', isOneOf: ['b2b'] },
      { attribute: 'plan', isOneOf: ['gold'] },
      { attribute: 'risk_flag', isOneOf: ['fraud', 'legal'] },
      { attribute: 'value_cents', atLeast: 50_000 },
    ];
    const empty: Partial<PolicyFacts> = {
      priority: 'low',
      issueType: null,
      channelKind: 'api',
      language: 'th',
      tags: [],
      organizationId: null,
      segment: null,
      plan: null,
      riskFlags: [],
      valueCents: 0,
    };
    for (const condition of conditions) {
      assert.ok(holds(condition), condition.attribute);
      assert.ok(!holds(condition, empty), condition.attribute);
    }
  });

  it('a hop policy may ask who receives the hop', () => {
    const team = 'team-1' as TeamId;
    const own = hopPolicy({ conditions: [{ attribute: 'receiving_team', isOneOf: [team] }] });
    const tier = hopPolicy({ conditions: [{ attribute: 'receiving_tier', isOneOf: ['L2'] }] });
    const received = { ...facts, receivingTeamId: team, receivingTier: 'L2' } as const;
    assert.equal(matchPolicy([own], 'hop', received).policy, own);
    assert.equal(matchPolicy([tier], 'hop', received).policy, tier);
    assert.equal(matchPolicy([own, tier], 'hop', facts).policy, null);
  });
});
