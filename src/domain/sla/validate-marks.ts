import { metrics, type Metric } from './clock.ts';
import type { Mark, PolicyVersion } from './policy.ts';
import { type PolicyProblem, policyProblem } from './policy-problem.ts';

/** What is wrong with the marks of a policy, the missing ones included (SPEC D3). */
export function checkMarks(policy: PolicyVersion): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const seen = new Set<string>();
  for (const [index, mark] of policy.marks.entries()) {
    const path = `marks.${index}`;
    if (mark.id.trim() === '') problems.push(policyProblem(`${path}.id`, 'mark_id_missing', null));
    else if (seen.has(mark.id))
      problems.push(policyProblem(`${path}.id`, 'mark_id_twice', mark.id));
    seen.add(mark.id);
    problems.push(...checkMark(mark, policy, path));
  }
  return [...problems, ...checkBreaches(policy), ...checkWaivers(policy)];
}

/** Whether the mark stands at the very target, as a share or as an offset of nothing. */
function isBreachMark(mark: Mark): boolean {
  return mark.at.unit === 'percent' ? mark.at.percent === 100 : mark.at.minutes === 0;
}

function checkMark(mark: Mark, policy: PolicyVersion, path: string): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  if (mark.metrics.length === 0) {
    problems.push(policyProblem(`${path}.metrics`, 'mark_without_metric', mark.id));
  }
  const doesNothing = mark.actions.every(
    (action) => action.type === 'notify' && action.whom.length === 0,
  );
  if (doesNothing) problems.push(policyProblem(`${path}.actions`, 'mark_without_action', mark.id));
  for (const [index, action] of mark.actions.entries()) {
    if (action.type === 'webhook' && !/^https?:\/\/[^\s/]+/.test(action.url)) {
      problems.push(policyProblem(`${path}.actions.${index}.url`, 'webhook_not_a_url', action.url));
    }
  }
  return [...problems, ...checkPoint(mark, policy, path)];
}

function checkPoint(mark: Mark, policy: PolicyVersion, path: string): PolicyProblem[] {
  const amount = mark.at.unit === 'percent' ? mark.at.percent : mark.at.minutes;
  const isOff = !Number.isFinite(amount) || (mark.at.unit === 'percent' && amount <= 0);
  if (isOff) return [policyProblem(`${path}.at`, 'mark_point_not_allowed', String(amount))];
  const problems: PolicyProblem[] = [];
  if (mark.at.unit === 'minutes' && -amount >= shortestTarget(mark, policy)) {
    problems.push({
      ...policyProblem(`${path}.at`, 'mark_before_start', String(amount)),
      severity: 'warning',
    });
  }
  const { rearmBelowPercent: level } = mark;
  const highest = mark.at.unit === 'percent' ? mark.at.percent : 100;
  if (level !== null && !(level > 0 && level <= highest)) {
    problems.push(
      policyProblem(`${path}.rearmBelowPercent`, 'rearm_level_not_allowed', String(level)),
    );
  }
  return problems;
}

/** The shortest target in minutes that the mark stands before. */
function shortestTarget(mark: Mark, policy: PolicyVersion): number {
  const minutes = mark.metrics
    .flatMap((metric) => Object.values(policy.targets[metric] ?? {}))
    .flatMap((target) => (target.unit === 'minutes' ? [target.minutes] : []));
  return Math.min(Number.POSITIVE_INFINITY, ...minutes);
}

/** Every target needs a mark at its breach that escalates and tells a manager, or a waiver. */
function checkBreaches(policy: PolicyVersion): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  for (const metric of metrics.filter((each) => policy.targets[each] !== undefined)) {
    const path = `targets.${metric}`;
    const atBreach = policy.marks.filter(
      (mark) => isBreachMark(mark) && mark.metrics.includes(metric),
    );
    if (atBreach.length === 0) {
      problems.push(policyProblem(path, 'breach_without_mark', metric));
      continue;
    }
    const actions = atBreach.flatMap((mark) => mark.actions);
    const escalates = actions.some((action) => action.type === 'escalate');
    if (!escalates && !isWaived(policy, metric)) {
      problems.push(policyProblem(path, 'breach_does_not_escalate', metric));
    }
    const tellsManager = actions.some(
      (action) => action.type === 'notify' && action.whom.some(({ kind }) => kind === 'manager'),
    );
    if (!tellsManager) problems.push(policyProblem(path, 'breach_does_not_tell_manager', metric));
  }
  return problems;
}

function isWaived(policy: PolicyVersion, metric: Metric): boolean {
  return policy.breachWaivers.some((waiver) => waiver.metric === metric);
}

function checkWaivers(policy: PolicyVersion): PolicyProblem[] {
  return policy.breachWaivers.flatMap((waiver, index) =>
    waiver.reason.trim() === ''
      ? [policyProblem(`breachWaivers.${index}.reason`, 'waiver_without_reason', waiver.metric)]
      : [],
  );
}
