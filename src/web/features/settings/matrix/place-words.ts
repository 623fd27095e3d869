import type { MatrixContent } from '#contract/matrix-content.ts';
import type { Translate } from '../../../lib/use-translation.tsx';

/** A JSON pointer into the content in the reader's words: "Refunds · Step 2". */
export function placeText(t: Translate, content: MatrixContent, at: string): string | null {
  const [, list, ...rest] = at.split('/');
  if (list === 'fallback') return joined([t('matrix.fallback'), stepText(t, rest[0])]);
  if (list !== 'rules') return list === undefined || list === '' ? null : t('matrix.limits');
  const [index, part, step] = rest;
  const rule = content.rules[Number(index)];
  if (rule === undefined) return null;
  const name = rule.name === '' ? t('matrix.rule.unnamed') : rule.name;
  return joined([name, part === 'path' ? stepText(t, step) : null]);
}

function stepText(t: Translate, index: string | undefined): string | null {
  return index === undefined ? null : t('matrix.step', { number: Number(index) + 1 });
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' · ');
}

/** The name of a rule by its id. */
export function ruleName(t: Translate, content: MatrixContent, ruleId: string | null): string {
  if (ruleId === null) return t('matrix.fallback');
  const name = content.rules.find(({ id }) => id === ruleId)?.name ?? '';
  return name === '' ? t('matrix.rule.unnamed') : name;
}
