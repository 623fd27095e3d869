import type { PathStep, StepTarget } from '../escalation/escalation.ts';
import { targetKey } from '../escalation/target.ts';
import type { CalendarVersionId } from '../kernel/id.ts';
import type { Directory } from '../people/directory.ts';
import { worksTickets } from '../people/role.ts';
import { isKnownTimeZone } from '../sla/zone.ts';
import type { Condition, LeafCondition, MatrixContent } from './matrix.ts';

/** Stable codes; the pages have the words. Errors forbid publishing, warnings do not. */
export const matrixProblemCodes = [
  'rule_id_missing',
  'rule_id_repeated',
  'rule_name_missing',
  'path_empty',
  'step_id_missing',
  'step_id_repeated',
  'step_without_targets',
  'acknowledge_minutes_invalid',
  'handle_minutes_invalid',
  'target_unknown',
  'target_repeated',
  'step_repeats_earlier',
  'list_empty',
  'group_empty',
  'value_invalid',
  'calendar_unknown',
  'zone_unknown',
  'weekday_invalid',
  'minute_invalid',
  'condition_too_deep',
  'transfer_limit_invalid',
  'close_within_days_invalid',
] as const;
export type MatrixProblemCode = (typeof matrixProblemCodes)[number];

export type MatrixProblem = {
  /** Where, as a JSON pointer into the content: `/rules/2/path/0/targets/1`. */
  readonly at: string;
  readonly code: MatrixProblemCode;
  readonly values: Readonly<Record<string, string | number>>;
};

/** What the content may refer to. */
export type Known = {
  readonly directory: Directory;
  readonly calendarIds: ReadonlySet<CalendarVersionId>;
};

/** A week: the longest that anybody may be given to acknowledge or to handle. */
const minutesMax = 7 * 24 * 60;
/** Deeper than any person edits, shallow enough that examining never overflows the stack. */
export const conditionDepthMax = 12;

/**
 * Everything that forbids publishing the content, in the order of the text; empty when it may be
 * published. Looks at structure and names only; whether somebody is reached is `prove.ts`.
 */
export function validateMatrix(content: MatrixContent, known: Known): readonly MatrixProblem[] {
  const problems: MatrixProblem[] = [];
  const report: Report = (at, code, values = {}) => problems.push({ at, code, values });
  const ids = new Set<string>();
  for (const [index, rule] of content.rules.entries()) {
    const at = `/rules/${index}`;
    if (rule.id.trim() === '') report(`${at}/id`, 'rule_id_missing');
    else if (ids.has(rule.id)) report(`${at}/id`, 'rule_id_repeated', { id: rule.id });
    ids.add(rule.id);
    if (rule.name.trim() === '') report(`${at}/name`, 'rule_name_missing');
    checkCondition(rule.when, { at: `${at}/when`, depth: 1 }, { known, report });
    checkPath(rule.path, `${at}/path`, { known, report });
  }
  checkPath(content.fallback, '/fallback', { known, report });
  if (!isWhole(content.transferLimit, 0, 20)) {
    report('/transferLimit', 'transfer_limit_invalid', { value: content.transferLimit });
  }
  if (!isWhole(content.closeWithinDays, 1, 365)) {
    report('/closeWithinDays', 'close_within_days_invalid', { value: content.closeWithinDays });
  }
  return problems;
}

type Report = (at: string, code: MatrixProblemCode, values?: MatrixProblem['values']) => void;
type Check = { readonly known: Known; readonly report: Report };

function checkPath(path: readonly PathStep[], at: string, check: Check): void {
  const { report } = check;
  if (path.length === 0) report(at, 'path_empty');
  const ids = new Set<string>();
  const firstWith = new Map<string, number>();
  for (const [index, step] of path.entries()) {
    const stepAt = `${at}/${index}`;
    if (step.id.trim() === '') report(`${stepAt}/id`, 'step_id_missing');
    else if (ids.has(step.id)) report(`${stepAt}/id`, 'step_id_repeated', { id: step.id });
    ids.add(step.id);
    checkMinutes(step, stepAt, check);
    checkTargets(step, stepAt, check);
    const asked = step.targets.map(targetKey).sort().join('|');
    const earlier = firstWith.get(asked);
    // Asking the very same again is a loop: who let it pass would only be passed by.
    if (earlier !== undefined) report(stepAt, 'step_repeats_earlier', { step: earlier });
    else firstWith.set(asked, index);
  }
}

function checkMinutes(step: PathStep, at: string, { report }: Check): void {
  if (!isWhole(step.acknowledgeMinutes, 1, minutesMax)) {
    const value = step.acknowledgeMinutes;
    report(`${at}/acknowledgeMinutes`, 'acknowledge_minutes_invalid', { value, max: minutesMax });
  }
  if (step.handleMinutes !== null && !isWhole(step.handleMinutes, 1, minutesMax)) {
    const value = step.handleMinutes;
    report(`${at}/handleMinutes`, 'handle_minutes_invalid', { value, max: minutesMax });
  }
}

function checkTargets(step: PathStep, at: string, { known, report }: Check): void {
  if (step.targets.length === 0) report(`${at}/targets`, 'step_without_targets');
  for (const list of ['targets', 'tell'] as const) {
    const seen = new Set<string>();
    for (const [index, target] of step[list].entries()) {
      const targetAt = `${at}/${list}/${index}`;
      const key = targetKey(target);
      if (seen.has(key)) report(targetAt, 'target_repeated', { target: key });
      seen.add(key);
      if (!isKnownTarget(target, known.directory)) {
        report(targetAt, 'target_unknown', { target: key });
      }
    }
  }
}

/** Whether what the target names exists. A tier may be empty today: that is for the proof. */
function isKnownTarget(target: StepTarget, directory: Directory): boolean {
  switch (target.kind) {
    case 'team':
    case 'on_call':
      return directory.teams.has(target.teamId);
    case 'team_lead':
    case 'team_manager':
      return target.teamId === null || directory.teams.has(target.teamId);
    case 'agent': {
      const agent = directory.agents.get(target.agentId);
      return agent !== undefined && worksTickets(agent.role);
    }
    case 'tier':
    case 'role':
      return true;
    default:
      throw new TypeError(`unknown target ${JSON.stringify(target satisfies never)}`);
  }
}

function checkCondition(
  condition: Condition,
  where: { readonly at: string; readonly depth: number },
  check: Check,
): void {
  const { at, depth } = where;
  if (depth > conditionDepthMax) {
    check.report(at, 'condition_too_deep', { max: conditionDepthMax });
    return;
  }
  switch (condition.kind) {
    case 'all':
    case 'any':
      // `all` of nothing is how a rule for everything is written; `any` of nothing is a slip.
      if (condition.kind === 'any' && condition.of.length === 0) check.report(at, 'group_empty');
      for (const [index, part] of condition.of.entries()) {
        checkCondition(part, { at: `${at}/of/${index}`, depth: depth + 1 }, check);
      }
      return;
    case 'not':
      checkCondition(condition.of, { at: `${at}/of`, depth: depth + 1 }, check);
      return;
    default:
      checkLeaf(condition, at, check);
  }
}

function checkLeaf(leaf: LeafCondition, at: string, { known, report }: Check): void {
  switch (leaf.kind) {
    case 'value_at_least':
      if (!isWhole(leaf.cents, 0, Number.MAX_SAFE_INTEGER)) {
        report(`${at}/cents`, 'value_invalid', { value: leaf.cents });
      }
      return;
    case 'conflict_at_least':
      if (!isWhole(leaf.score, 0, 100)) {
        report(`${at}/score`, 'value_invalid', { value: leaf.score });
      }
      return;
    case 'hours':
      if (!known.calendarIds.has(leaf.calendarVersionId)) {
        report(`${at}/calendarVersionId`, 'calendar_unknown', { id: leaf.calendarVersionId });
      }
      return;
    case 'week_time':
      checkWeekTime(leaf, at, report);
      return;
    default:
      if (leaf.in.length === 0) report(`${at}/in`, 'list_empty');
  }
}

function checkWeekTime(
  leaf: Extract<LeafCondition, { readonly kind: 'week_time' }>,
  at: string,
  report: Report,
): void {
  if (!isKnownTimeZone(leaf.zone)) report(`${at}/zone`, 'zone_unknown', { zone: leaf.zone });
  if (leaf.weekdays.length === 0) report(`${at}/weekdays`, 'list_empty');
  for (const [index, weekday] of leaf.weekdays.entries()) {
    if (!isWhole(weekday, 1, 7)) {
      report(`${at}/weekdays/${index}`, 'weekday_invalid', { value: weekday });
    }
  }
  if (!isWhole(leaf.fromMinute, 0, 1439)) {
    report(`${at}/fromMinute`, 'minute_invalid', { value: leaf.fromMinute });
  }
  if (!isWhole(leaf.toMinute, 0, 1440)) {
    report(`${at}/toMinute`, 'minute_invalid', { value: leaf.toMinute });
  }
}

function isWhole(value: number, min: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= min && value <= max;
}
