/**
 * The reasons routing gives for its choice, as stable codes; the pages have the words. A reason
 * may name its subject: `team_closed:0190…`, `language_match:vi`.
 */
export const whyCodes = [
  // Why somebody was chosen.
  'hand_chosen',
  'named_team',
  'named_agent',
  'tier_match',
  'department_match',
  'language_match',
  'skill_match',
  'least_loaded',
  'team_lead',
  'team_manager',
  'on_call',
  'role_match',
  'manager_above',
  'off_duty_but_reachable',
  'catch_all',
  'everyone_above',
  // Why somebody was passed by.
  'step_skipped',
  'no_team_of_tier',
  'team_gone',
  'team_empty',
  'team_closed',
  'team_away',
  'no_team',
  'no_lead',
  'no_manager',
  'nobody_on_call',
  'nobody_with_role',
  'agent_gone',
  'agent_inactive',
  'agent_role',
  'agent_time_off',
  'agent_away',
  'agent_off_hours',
  'already_asked',
  // Why the path was left or climbed.
  'not_acknowledged',
  'not_handled',
  'declined',
  'all_declined',
  'transfer_limit',
  'ping_pong',
  'clock_breached',
  'path_exhausted',
] as const;
export type WhyCode = (typeof whyCodes)[number];

/** One reason: its code, and whom or what it is about. */
export type Why = { readonly code: WhyCode; readonly subject: string | null };

/** Writes a reason the way events keep it. */
export function why(code: WhyCode, subject?: string): string {
  return subject === undefined ? code : `${code}:${subject}`;
}

/** Reads a reason back; null when its code is unknown, as one of a later release would be. */
export function readWhy(text: string): Why | null {
  const split = text.indexOf(':');
  const written = split === -1 ? text : text.slice(0, split);
  const code = whyCodes.find((known) => known === written);
  if (code === undefined) return null;
  return { code, subject: split === -1 ? null : text.slice(split + 1) };
}
