export type PolicyProblemCode =
  | 'name_missing'
  | 'condition_empty'
  | 'condition_not_of_kind'
  | 'targets_missing'
  | 'target_not_positive'
  | 'target_not_whole'
  | 'target_unreachable'
  | 'priority_without_target'
  | 'metric_not_of_kind'
  | 'calendar_unknown'
  | 'calendar_never_opens'
  | 'pause_state_not_allowed'
  | 'pause_unusual'
  | 'grace_not_allowed'
  | 'reopen_days_not_allowed'
  | 'mark_id_missing'
  | 'mark_id_twice'
  | 'mark_without_metric'
  | 'mark_without_action'
  | 'mark_point_not_allowed'
  | 'mark_before_start'
  | 'rearm_level_not_allowed'
  | 'webhook_not_a_url'
  | 'breach_without_mark'
  | 'breach_does_not_escalate'
  | 'breach_does_not_tell_manager'
  | 'waiver_without_reason'
  | 'never_matches'
  | 'no_catch_all';

export type PolicyProblem = {
  /** Where, as `targets.resolution.urgent`. */
  readonly path: string;
  readonly code: PolicyProblemCode;
  /** A `warning` may be published; an `error` may not. */
  readonly severity: 'error' | 'warning';
  readonly value: string | null;
};

export function policyProblem(
  path: string,
  code: PolicyProblemCode,
  value: string | null,
): PolicyProblem {
  return { path, code, severity: 'error', value };
}
