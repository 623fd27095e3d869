import type { CalendarVersionId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Calendar } from './calendar.ts';
import type { Metric, Target } from './clock.ts';
import { workingDeadline } from './elapsed.ts';
import { nextOpening, openTimeOf } from './open-time.ts';
import type { PolicyKind, PolicyVersion } from './policy.ts';
import { type PolicyProblem, type PolicyProblemCode, policyProblem } from './policy-problem.ts';
import { checkMarks } from './validate-marks.ts';

/** Metrics that a policy of the kind may set. `close` is set by the escalation matrix. */
export const metricsOfKind: Readonly<Record<PolicyKind, readonly Metric[]>> = {
  customer: ['first_response', 'next_response', 'resolution', 'update'],
  hop: ['acknowledge', 'handle'],
};

const pausableStates = ['pending', 'on_hold'];
const unusualToPause: readonly Metric[] = ['first_response', 'acknowledge', 'close'];

/**
 * What is wrong with a policy before it is published. Every target must be reachable from `now`
 * on by its calendar (C35), and a breach must escalate and tell a manager unless that was waived
 * with a reason (SPEC D3).
 */
export function validatePolicy(
  policy: PolicyVersion,
  from: { readonly calendars: ReadonlyMap<CalendarVersionId, Calendar>; readonly now: Instant },
): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  if (policy.name.trim() === '') problems.push(policyProblem('name', 'name_missing', null));
  const { calendarVersionId } = policy;
  const calendar = calendarVersionId === null ? null : from.calendars.get(calendarVersionId);
  if (calendar === undefined) {
    problems.push(policyProblem('calendarVersionId', 'calendar_unknown', calendarVersionId));
  } else if (nextOpening(openTimeOf(calendar), from.now) === null) {
    problems.push(policyProblem('calendarVersionId', 'calendar_never_opens', calendarVersionId));
  } else {
    problems.push(...checkTargets(policy, calendar, from.now));
  }
  return [
    ...problems,
    ...checkConditions(policy),
    ...checkPauses(policy),
    ...checkNumbers(policy),
    ...checkMarks(policy),
  ];
}

/**
 * What is wrong with the order of the policies: one behind a policy of its kind that takes
 * everything never matches, and without a last hop policy that takes everything some offers would
 * run by targets nobody chose for them.
 */
export function validatePolicyOrder(policies: readonly PolicyVersion[]): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  for (const kind of ['customer', 'hop'] as const) {
    let catchAll: PolicyVersion | null = null;
    for (const [index, policy] of policies.entries()) {
      if (policy.kind !== kind) continue;
      if (catchAll !== null) {
        // The contract of an organization may still name a customer policy that stands behind.
        problems.push({
          ...policyProblem(`${index}`, 'never_matches', policy.name),
          severity: 'warning',
        });
      }
      if (policy.conditions.length === 0) catchAll ??= policy;
    }
    if (catchAll === null) {
      const severity = kind === 'hop' ? 'error' : 'warning';
      problems.push({ ...policyProblem(kind, 'no_catch_all', null), severity });
    }
  }
  return problems;
}

function checkTargets(
  policy: PolicyVersion,
  calendar: Calendar | null,
  now: Instant,
): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const entries = Object.entries(policy.targets);
  if (entries.length === 0) problems.push(policyProblem('targets', 'targets_missing', null));
  for (const [metric, byPriority] of entries) {
    const path = `targets.${metric}`;
    if (!metricsOfKind[policy.kind].some((own) => own === metric)) {
      problems.push(policyProblem(path, 'metric_not_of_kind', metric));
    }
    for (const priority of ['low', 'normal', 'high', 'urgent'] as const) {
      const target = byPriority[priority];
      if (target === undefined) {
        problems.push({
          ...policyProblem(`${path}.${priority}`, 'priority_without_target', null),
          severity: 'warning',
        });
        continue;
      }
      const hours = policy.force24x7For.includes(priority) ? null : calendar;
      const code = checkTarget(target, hours, now);
      if (code !== null) {
        problems.push(policyProblem(`${path}.${priority}`, code, String(amountOf(target))));
      }
    }
  }
  return problems;
}

/** What is wrong with one target by the calendar (null: 24×7), or null. */
function checkTarget(
  target: Target,
  calendar: Calendar | null,
  now: Instant,
): PolicyProblemCode | null {
  const amount = amountOf(target);
  if (!Number.isFinite(amount) || amount <= 0) return 'target_not_positive';
  if (target.unit === 'end_of_working_day' && !Number.isInteger(amount)) return 'target_not_whole';
  return workingDeadline(calendar, now, target) === null ? 'target_unreachable' : null;
}

function amountOf(target: Target): number {
  return target.unit === 'minutes' ? target.minutes : target.days;
}

function checkConditions(policy: PolicyVersion): PolicyProblem[] {
  return policy.conditions.flatMap((condition, index) => {
    const path = `conditions.${index}`;
    const isOfHop =
      condition.attribute === 'receiving_team' || condition.attribute === 'receiving_tier';
    if (isOfHop && policy.kind === 'customer') {
      return [policyProblem(path, 'condition_not_of_kind', condition.attribute)];
    }
    const isEmpty = condition.attribute !== 'value_cents' && condition.isOneOf.length === 0;
    return isEmpty ? [policyProblem(path, 'condition_empty', condition.attribute)] : [];
  });
}

function checkPauses(policy: PolicyVersion): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  for (const [metric, states] of Object.entries(policy.pauses)) {
    for (const state of states) {
      if (!pausableStates.includes(state)) {
        problems.push(policyProblem(`pauses.${metric}`, 'pause_state_not_allowed', state));
      } else if (unusualToPause.some((unusual) => unusual === metric)) {
        problems.push({
          ...policyProblem(`pauses.${metric}`, 'pause_unusual', state),
          severity: 'warning',
        });
      }
    }
  }
  return problems;
}

function checkNumbers(policy: PolicyVersion): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const { graceMinutes, resolution } = policy;
  if (!Number.isFinite(graceMinutes) || graceMinutes < 0) {
    problems.push(policyProblem('graceMinutes', 'grace_not_allowed', String(graceMinutes)));
  }
  if (resolution.kind === 'fresh' && !(resolution.afterDays >= 0)) {
    const value = String(resolution.afterDays);
    problems.push(policyProblem('resolution.afterDays', 'reopen_days_not_allowed', value));
  }
  return problems;
}
