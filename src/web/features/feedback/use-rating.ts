import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answerSurvey, readSurvey, type Survey } from '#contract/feedback.ts';
import { call } from '../../lib/api.ts';
import { queryClient, queryOf } from '../../lib/query.ts';

export type Rating = ReturnType<typeof useRating>;

/**
 * A customer's answer. A press shows at once and is saved; when presses come quickly, the last one
 * is what is kept, here and on the server, because each waits for the one before.
 */
export function useRating(token: string) {
  const query = queryOf(readSurvey, { params: { token } });
  const found = useQuery(query);
  const [hasFailed, setFailed] = useState(false);
  const [isCommentSent, setCommentSent] = useState(false);
  const [savingCount, setSavingCount] = useState(0);
  const line = useRef(Promise.resolve());

  const save = (change: { readonly score?: number; readonly comment?: string }): void => {
    const before = queryClient.getQueryData<Survey>(query.queryKey);
    if (before === undefined) return;
    const after = { ...before, ...change };
    if (after.score === null) return;
    const body = { score: after.score, comment: after.comment ?? '' };
    queryClient.setQueryData<Survey>(query.queryKey, after);
    setFailed(false);
    setSavingCount((count) => count + 1);
    line.current = line.current
      .then(async () => {
        await call(answerSurvey, { params: { token }, body });
        if (change.comment !== undefined) setCommentSent(true);
      })
      .catch((error: unknown) => {
        console.error('the answer was not saved', error);
        queryClient.setQueryData<Survey>(query.queryKey, before);
        setFailed(true);
      })
      .finally(() => setSavingCount((count) => count - 1));
  };

  return {
    survey: found.data ?? null,
    error: found.isError ? found.error : null,
    retry: () => void found.refetch(),
    isSaving: savingCount > 0,
    hasFailed,
    isCommentSent,
    rate: (score: number) => save({ score }),
    comment: (comment: string) => save({ comment }),
  };
}
