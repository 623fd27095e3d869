import { speaks } from './match.ts';
import type { Condition, LeafCondition, ListCondition } from './matrix.ts';

/*
 * Which conditions follow from which. All of it is sound and none of it complete: a `true` can be
 * relied on, a `false` only means that it was not seen. That is the right way round for naming
 * rules that can never match, because a rule named wrongly would be deleted.
 */

/** Whether every ticket for which `a` holds is one for which `b` holds. */
export function implies(a: Condition, b: Condition): boolean {
  if (neverHolds(a) || alwaysHolds(b)) return true;
  if (b.kind === 'all') return b.of.every((part) => implies(a, part));
  if (a.kind === 'any') return a.of.every((part) => implies(part, b));
  if (b.kind === 'any' && b.of.some((part) => implies(a, part))) return true;
  if (a.kind === 'all' && a.of.some((part) => implies(part, b))) return true;
  if (a.kind === 'not' && b.kind === 'not') return implies(b.of, a.of);
  if (b.kind === 'not') return excludes(a, b.of);
  if (isGroup(a) || isGroup(b)) return false;
  return leafImplies(a, b);
}

/** Whether no ticket at all satisfies the condition. */
export function neverHolds(condition: Condition): boolean {
  switch (condition.kind) {
    case 'all':
      return (
        condition.of.some(neverHolds) ||
        condition.of.some((part, index) =>
          condition.of.slice(index + 1).some((other) => excludes(part, other)),
        )
      );
    case 'any':
      return condition.of.every(neverHolds);
    case 'not':
      return alwaysHolds(condition.of);
    case 'week_time':
      return condition.weekdays.length === 0;
    case 'value_at_least':
    case 'hours':
      return false;
    case 'conflict_at_least':
      return condition.score > 100;
    default:
      return condition.in.length === 0;
  }
}

/** Whether every ticket satisfies the condition. */
export function alwaysHolds(condition: Condition): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every(alwaysHolds);
    case 'any':
      return condition.of.some(alwaysHolds);
    case 'not':
      return neverHolds(condition.of);
    case 'value_at_least':
      return condition.cents <= 0;
    case 'conflict_at_least':
      return condition.score <= 0;
    default:
      return false;
  }
}

/** Whether no ticket satisfies both. */
function excludes(a: Condition, b: Condition): boolean {
  if (neverHolds(a) || neverHolds(b)) return true;
  if (a.kind === 'not') return implies(b, a.of);
  if (b.kind === 'not') return implies(a, b.of);
  if (a.kind === 'all') return a.of.some((part) => excludes(part, b));
  if (b.kind === 'all') return b.of.some((part) => excludes(a, part));
  if (a.kind === 'any') return a.of.every((part) => excludes(part, b));
  if (b.kind === 'any') return b.of.every((part) => excludes(a, part));
  if (a.kind === 'hours' && b.kind === 'hours') {
    return a.calendarVersionId === b.calendarVersionId && a.is !== b.is;
  }
  if (!isSingleValued(a) || !isSingleValued(b) || a.kind !== b.kind) return false;
  if (a.kind === 'language') {
    return !a.in.some((one) => b.in.some((two) => speaks(one, two) || speaks(two, one)));
  }
  const other: readonly string[] = b.in;
  return !a.in.some((value) => other.includes(value));
}

function leafImplies(a: LeafCondition, b: LeafCondition): boolean {
  if (a.kind === 'value_at_least') return b.kind === a.kind && a.cents >= b.cents;
  if (a.kind === 'conflict_at_least') return b.kind === a.kind && a.score >= b.score;
  if (a.kind === 'hours') {
    return b.kind === a.kind && a.calendarVersionId === b.calendarVersionId && a.is === b.is;
  }
  if (a.kind === 'week_time') return b.kind === a.kind && isWithin(a, b);
  if (!isList(b) || a.kind !== b.kind) return false;
  if (b.kind === 'language') {
    return a.in.every((one) => b.in.some((known) => speaks(known, one)));
  }
  const wider: readonly string[] = b.in;
  return a.in.every((value) => wider.includes(value));
}

type WeekTime = Extract<LeafCondition, { readonly kind: 'week_time' }>;

/** Only windows of the same shape are compared: both within a day, or the same overnight ones. */
function isWithin(a: WeekTime, b: WeekTime): boolean {
  if (a.zone !== b.zone || !a.weekdays.every((day) => b.weekdays.includes(day))) return false;
  if (a.fromMinute === b.fromMinute && a.toMinute === b.toMinute) return true;
  if (crossesMidnight(a) || crossesMidnight(b)) return false;
  return a.fromMinute >= b.fromMinute && a.toMinute <= b.toMinute;
}

function crossesMidnight(window: WeekTime): boolean {
  return window.toMinute <= window.fromMinute;
}

function isGroup(condition: Condition): condition is Exclude<Condition, LeafCondition> {
  return condition.kind === 'all' || condition.kind === 'any' || condition.kind === 'not';
}

function isList(condition: LeafCondition): condition is ListCondition {
  return 'in' in condition;
}

/** Lists over a value of which a ticket has only one, so that disjoint lists exclude each other. */
function isSingleValued(condition: LeafCondition): condition is ListCondition {
  if (!isList(condition)) return false;
  const { kind } = condition;
  return kind !== 'tag' && kind !== 'risk' && kind !== 'conflict_sign';
}
