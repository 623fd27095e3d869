import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type MatrixState, saveMatrixDraft } from '#contract/matrix.ts';
import type { MatrixContent, MatrixRule } from '#contract/matrix-content.ts';
import { call } from '../../../lib/api.ts';
import { randomKey } from '../../../lib/random-key.ts';
import { withItem, withMoved } from '../use-document.ts';

const keptAfterMs = 800;

/**
 * The draft as it is edited. It is kept on the server a moment after each change, so that it
 * survives everything; what somebody else wrote meanwhile is refused and said, never overwritten.
 */
export function useMatrixDraft(state: MatrixState) {
  const [content, setContent] = useState<MatrixContent>((state.draft ?? state.published).content);
  const [kept, setKept] = useState(() => ({
    text: JSON.stringify((state.draft ?? state.published).content),
    basedOn: state.draft?.updatedAt ?? null,
  }));
  const text = JSON.stringify(content);
  const isChanged = text !== kept.text;
  const keeping = useMutation({
    mutationFn: (wanted: { content: MatrixContent; text: string }) =>
      call(saveMatrixDraft, { body: { content: wanted.content, basedOn: kept.basedOn } }),
    onSuccess: (draft, wanted) => setKept({ text: wanted.text, basedOn: draft.updatedAt }),
  });
  const { mutate, isPending, isError } = keeping;
  useEffect(() => {
    if (!isChanged || isPending || isError) return;
    const timer = setTimeout(() => mutate({ content, text }), keptAfterMs);
    return () => clearTimeout(timer);
  }, [isChanged, isPending, isError, mutate, content, text]);

  const change = (part: Partial<MatrixContent>) => setContent((now) => ({ ...now, ...part }));
  const { rules } = content;
  return {
    content,
    change,
    changeRule: (index: number, rule: MatrixRule) =>
      change({ rules: withItem(rules, index, rule) }),
    removeRule: (index: number) => change({ rules: withItem(rules, index, null) }),
    moveRule: (index: number, by: number) => change({ rules: withMoved(rules, index, by) }),
    /** Puts a new rule first, where it can match, and answers its id. */
    addRule: (name: string): string => {
      const rule = newRule(name, content);
      change({ rules: [rule, ...rules] });
      return rule.id;
    },
    /** What the kept draft is known by; null while there is none. */
    basedOn: kept.basedOn,
    isKept: !isChanged && !isPending,
    error: keeping.error,
    retry: () => mutate({ content, text }),
  };
}

export type MatrixDraft = ReturnType<typeof useMatrixDraft>;

/** Begins as a copy of the fallback, which is a path that holds. */
function newRule(name: string, content: MatrixContent): MatrixRule {
  const id = `rule-${randomKey().slice(0, 8)}`;
  return {
    id,
    name,
    when: { kind: 'all', of: [{ kind: 'issue_type', in: [] }] },
    path: content.fallback.map((step, index) => ({ ...step, id: `${id}-${index + 1}` })),
  };
}
