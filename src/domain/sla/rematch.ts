import type { Clock } from './clock.ts';
import type { Draft } from './draft.ts';
import { isOpenClock } from './evolve.ts';
import { findHop, hopTarget } from './hop-clocks.ts';
import { customerHours, hopHours } from './hours.ts';
import type { PolicyVersion } from './policy.ts';
import { customerPolicyOf, policyVersionOf } from './policy-match.ts';
import { dropClock, retargetClock, targetFor } from './retarget.ts';
import { customerMetrics, startMissing } from './ticket-clocks.ts';

/**
 * Which versions the clocks take. `keep`: a clock whose policy still matches keeps its version
 * (C15). `current`: it moves to the newest, which a person asked for after a preview.
 */
type VersionChoice = 'keep' | 'current';

/**
 * Gives every open clock what policy and priority now say (C13), ends those without a target and
 * starts those that now have one. A change of team never gets here (C24).
 */
export function rematchClocks(draft: Draft, choice: VersionChoice = 'keep'): void {
  const matched = customerPolicyOf(draft.ticket, draft.context);
  for (const clock of draft.clocks.filter(isOpenClock)) {
    if (clock.subject.kind === 'hop') rematchHopClock(draft, clock, choice);
    else if (isCustomerClock(clock)) rematchTicketClock(draft, clock, { matched, choice });
  }
  startMissing(draft);
}

function rematchTicketClock(
  draft: Draft,
  clock: Clock,
  to: { readonly matched: PolicyVersion | null; readonly choice: VersionChoice },
): void {
  const policy = versionFor(draft, clock, to);
  const target = policy === null ? null : targetFor(draft, policy, clock.metric);
  if (policy === null || target === null) {
    dropClock(draft, clock);
    return;
  }
  const hours = customerHours(policy, draft.ticket.priority);
  retargetClock(draft, clock, { target, policy, hours });
}

/** A hop keeps its policy, whose targets may differ by priority; only severity is read anew. */
function rematchHopClock(draft: Draft, clock: Clock, choice: VersionChoice): void {
  const { aggregate, context } = draft;
  const hop = clock.subject.kind === 'hop' ? findHop(draft, clock.subject.hopId) : null;
  const own = policyVersionOf(clock.policyVersionId, context);
  const policy = choice === 'keep' ? own : currentOf(draft, own);
  const { metric } = clock;
  if (hop === null || policy === null) return;
  if (metric !== 'acknowledge' && metric !== 'handle') return;
  const target = hopTarget(draft, hop, { metric, policy });
  if (target === null) return;
  const hours = hopHours(hop, metric, { aggregate, policy, directory: context.directory });
  retargetClock(draft, clock, { target, policy, hours });
}

function versionFor(
  draft: Draft,
  clock: Clock,
  { matched, choice }: { readonly matched: PolicyVersion | null; readonly choice: VersionChoice },
): PolicyVersion | null {
  const own = policyVersionOf(clock.policyVersionId, draft.context);
  const isSamePolicy = own !== null && matched !== null && own.policyId === matched.policyId;
  return choice === 'keep' && isSamePolicy ? own : matched;
}

function currentOf(draft: Draft, own: PolicyVersion | null): PolicyVersion | null {
  return draft.context.policies.find(({ policyId }) => policyId === own?.policyId) ?? own;
}

function isCustomerClock(clock: Clock): boolean {
  return customerMetrics.some((metric) => metric === clock.metric);
}
