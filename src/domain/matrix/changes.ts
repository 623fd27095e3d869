import type { MatrixContent, MatrixRule } from './matrix.ts';

/** What is different between two matrices, rule by rule, for whoever reviews a draft. */
export type MatrixChange =
  | { readonly kind: 'rule_added' | 'rule_removed'; readonly name: string }
  /** The condition, the path or both are other than before; a new name alone counts too. */
  | {
      readonly kind: 'rule_changed';
      readonly name: string;
      readonly isCondition: boolean;
      readonly isPath: boolean;
    }
  /** The same rules in another order; `name` is the first that stands elsewhere. */
  | { readonly kind: 'order_changed'; readonly name: string }
  | { readonly kind: 'fallback_changed' }
  | {
      readonly kind: 'transfer_limit' | 'close_within_days';
      readonly before: number;
      readonly after: number;
    };

type Content = Pick<MatrixContent, 'transferLimit' | 'closeWithinDays'> & {
  readonly rules: readonly Pick<MatrixRule, 'id' | 'name'>[];
  readonly fallback: unknown;
};

/** Lists the changes in the order of the newer content, removals last. Rules are known by id. */
export function changesBetween(before: Content, after: Content): readonly MatrixChange[] {
  const changes: MatrixChange[] = [];
  const old = new Map(before.rules.map((rule) => [rule.id, rule]));
  for (const rule of after.rules) {
    const earlier = old.get(rule.id);
    if (earlier === undefined) changes.push({ kind: 'rule_added', name: rule.name });
    else if (!isSame(earlier, rule)) {
      changes.push({
        kind: 'rule_changed',
        name: rule.name,
        isCondition: !isSame(partOf(earlier, 'when'), partOf(rule, 'when')),
        isPath: !isSame(partOf(earlier, 'path'), partOf(rule, 'path')),
      });
    }
  }
  const kept = new Set(after.rules.map(({ id }) => id));
  for (const rule of before.rules) {
    if (!kept.has(rule.id)) changes.push({ kind: 'rule_removed', name: rule.name });
  }
  changes.push(...orderChange(before, after));
  if (!isSame(before.fallback, after.fallback)) changes.push({ kind: 'fallback_changed' });
  if (before.transferLimit !== after.transferLimit) {
    const [from, to] = [before.transferLimit, after.transferLimit];
    changes.push({ kind: 'transfer_limit', before: from, after: to });
  }
  if (before.closeWithinDays !== after.closeWithinDays) {
    const [from, to] = [before.closeWithinDays, after.closeWithinDays];
    changes.push({ kind: 'close_within_days', before: from, after: to });
  }
  return changes;
}

function orderChange(before: Content, after: Content): MatrixChange[] {
  const both = new Set(before.rules.map(({ id }) => id));
  const now = after.rules.filter(({ id }) => both.has(id));
  const kept = new Set(now.map(({ id }) => id));
  const then = before.rules.filter(({ id }) => kept.has(id));
  const moved = now.find((rule, index) => then[index]?.id !== rule.id);
  return moved === undefined ? [] : [{ kind: 'order_changed', name: moved.name }];
}

function partOf(rule: object, name: string): unknown {
  return new Map(Object.entries(rule)).get(name);
}

/** Equal as JSON with its keys in any order: the database does not keep their order. */
function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
