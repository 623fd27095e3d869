import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesBetween } from './changes.ts';
import type { MatrixContent, MatrixRule } from './matrix.ts';

function rule(id: string, tag = id): MatrixRule {
  return { id, name: id.toUpperCase(), when: { kind: 'tag', in: [tag] }, path: [] };
}

const before: MatrixContent = {
  rules: [rule('a'), rule('b'), rule('c')],
  fallback: [],
  transferLimit: 2,
  closeWithinDays: 30,
};

test('the same content has no changes, however its keys are ordered', () => {
  const turned = { closeWithinDays: 30, transferLimit: 2, fallback: [], rules: before.rules };
  assert.deepEqual(changesBetween(before, turned), []);
});

test('what was added, changed, removed and moved is named', () => {
  const after = { ...before, rules: [rule('c'), rule('a', 'other'), rule('d')], transferLimit: 3 };
  assert.deepEqual(changesBetween(before, after), [
    { kind: 'rule_changed', name: 'A', isCondition: true, isPath: false },
    { kind: 'rule_added', name: 'D' },
    { kind: 'rule_removed', name: 'B' },
    { kind: 'order_changed', name: 'C' },
    { kind: 'transfer_limit', before: 2, after: 3 },
  ]);
});

test('a new fallback and a new time box are changes of their own', () => {
  const step = {
    id: 'f',
    targets: [],
    acknowledgeMinutes: 5,
    handleMinutes: null,
    tell: [],
  };
  const after = { ...before, fallback: [step], closeWithinDays: 20 };
  assert.deepEqual(
    changesBetween(before, after).map(({ kind }) => kind),
    ['fallback_changed', 'close_within_days'],
  );
});
