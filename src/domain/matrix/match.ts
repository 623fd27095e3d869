import type { PathStep } from '../escalation/escalation.ts';
import { dayMs, type Instant, minuteMs } from '../kernel/instant.ts';
import { toLocalMs } from '../sla/zone.ts';
import type { MatrixFacts } from './facts.ts';
import type { Condition, LeafCondition, MatrixContent, MatrixRule } from './matrix.ts';

/** The value a leaf looked at, for a page to show beside what the leaf expected. */
export type ActualValue = string | number | readonly string[] | null;

/** What became of one condition: whether it held, and at the leaves what was really there. */
export type Finding =
  | {
      readonly kind: 'leaf';
      readonly held: boolean;
      readonly expected: LeafCondition;
      readonly actual: ActualValue;
    }
  | { readonly kind: 'all' | 'any'; readonly held: boolean; readonly of: readonly Finding[] }
  | { readonly kind: 'not'; readonly held: boolean; readonly of: Finding };

export type RuleFinding = {
  readonly ruleId: string;
  readonly name: string;
  readonly held: boolean;
  readonly finding: Finding;
};

export type MatrixMatch = {
  /** Null when no rule matched and the fallback is taken. */
  readonly rule: MatrixRule | null;
  readonly path: readonly PathStep[];
  /** Every rule tried, in order; the last one is the one that matched, unless none did. */
  readonly explanation: readonly RuleFinding[];
};

/**
 * Finds the first rule whose condition holds, or the fallback, and says of every rule it tried
 * which condition held or failed and with which value. Never throws on a ticket's values.
 */
export function matchMatrix(
  matrix: Pick<MatrixContent, 'rules' | 'fallback'>,
  facts: MatrixFacts,
): MatrixMatch {
  const explanation: RuleFinding[] = [];
  for (const rule of matrix.rules) {
    const finding = examine(rule.when, facts);
    explanation.push({ ruleId: rule.id, name: rule.name, held: finding.held, finding });
    if (finding.held) return { rule, path: rule.path, explanation };
  }
  return { rule: null, path: matrix.fallback, explanation };
}

/** Examines one condition completely: no part is skipped, so that the whole can be shown. */
export function examine(condition: Condition, facts: MatrixFacts): Finding {
  switch (condition.kind) {
    case 'all': {
      const of = condition.of.map((part) => examine(part, facts));
      return { kind: 'all', held: of.every((part) => part.held), of };
    }
    case 'any': {
      const of = condition.of.map((part) => examine(part, facts));
      return { kind: 'any', held: of.some((part) => part.held), of };
    }
    case 'not': {
      const of = examine(condition.of, facts);
      return { kind: 'not', held: !of.held, of };
    }
    default: {
      const { held, actual } = examineLeaf(condition, facts);
      return { kind: 'leaf', held, expected: condition, actual };
    }
  }
}

type LeafResult = { readonly held: boolean; readonly actual: ActualValue };

function examineLeaf(condition: LeafCondition, facts: MatrixFacts): LeafResult {
  switch (condition.kind) {
    case 'issue_type':
      return oneOf(condition.in, facts.issueType);
    case 'channel_kind':
      return oneOf(condition.in, facts.channelKind);
    case 'channel':
      return oneOf(condition.in, facts.channelId);
    case 'team':
      return oneOf(condition.in, facts.teamId);
    case 'segment':
      return oneOf(condition.in, facts.segment);
    case 'plan':
      return oneOf(condition.in, facts.plan);
    case 'priority':
      return oneOf(condition.in, facts.priority);
    case 'language':
      return {
        held: condition.in.some((language) => speaks(language, facts.language)),
        actual: facts.language,
      };
    case 'reason':
      return oneOf(condition.in, facts.reason);
    case 'type':
      return oneOf(condition.in, facts.type);
    case 'tier':
      return oneOf(condition.in, facts.tier);
    case 'department':
      return oneOf(condition.in, facts.department);
    case 'tag':
      return overlaps(condition.in, facts.tags);
    case 'risk':
      return overlaps(condition.in, facts.riskFlags);
    case 'conflict_sign':
      return overlaps(condition.in, facts.conflictSigns);
    case 'value_at_least':
      return { held: facts.valueCents >= condition.cents, actual: facts.valueCents };
    case 'conflict_at_least':
      return { held: facts.conflictScore >= condition.score, actual: facts.conflictScore };
    case 'hours': {
      const actual = facts.openCalendarIds.has(condition.calendarVersionId) ? 'open' : 'closed';
      return { held: actual === condition.is, actual };
    }
    case 'week_time':
      return examineWeekTime(condition, facts.at);
    default:
      throw new TypeError(`unknown condition ${JSON.stringify(condition satisfies never)}`);
  }
}

function oneOf(expected: readonly string[], actual: string | null): LeafResult {
  return { held: actual !== null && expected.includes(actual), actual };
}

function overlaps(expected: readonly string[], actual: readonly string[]): LeafResult {
  return { held: actual.some((value) => expected.includes(value)), actual };
}

/** Whether somebody who speaks `known` can read `wanted`: `zh` covers `zh-Hant`, not the reverse. */
export function speaks(known: string, wanted: string): boolean {
  const knownTag = known.toLowerCase();
  const wantedTag = wanted.toLowerCase();
  return wantedTag === knownTag || wantedTag.startsWith(`${knownTag}-`);
}

function examineWeekTime(
  window: Extract<LeafCondition, { kind: 'week_time' }>,
  at: Instant,
): LeafResult {
  const { weekday, minute } = weekTimeOf(window.zone, at);
  const crossesMidnight = window.toMinute <= window.fromMinute;
  const startedToday =
    window.weekdays.includes(weekday) &&
    minute >= window.fromMinute &&
    (crossesMidnight || minute < window.toMinute);
  const startedYesterday =
    crossesMidnight &&
    window.weekdays.includes(weekday === 1 ? 7 : weekday - 1) &&
    minute < window.toMinute;
  return { held: startedToday || startedYesterday, actual: [String(weekday), clockOf(minute)] };
}

/** The weekday (Monday = 1) and the minute of the day that clocks in the zone show. */
export function weekTimeOf(
  zone: string,
  at: Instant,
): { readonly weekday: number; readonly minute: number } {
  const localMs = toLocalMs(zone, at);
  const day = Math.floor(localMs / dayMs);
  // 1970-01-01 was a Thursday, the fourth day of its week.
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
  return { weekday, minute: Math.floor((localMs - day * dayMs) / minuteMs) };
}

function clockOf(minute: number): string {
  const hours = String(Math.floor(minute / 60)).padStart(2, '0');
  return `${hours}:${String(minute % 60).padStart(2, '0')}`;
}
