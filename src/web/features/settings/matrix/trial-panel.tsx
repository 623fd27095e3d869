import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { tryMatrix } from '#contract/matrix.ts';
import type { MatrixContent } from '#contract/matrix-content.ts';
import { call } from '../../../lib/api.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { TrialForm } from './trial-form.tsx';
import { TrialResult } from './trial-result.tsx';
import { askOf, newWish, type TrialWish } from './trial-wish.ts';

/** Tries a ticket at a moment against the matrix as it stands here, draft or published. */
export function TrialPanel({ content }: { readonly content: MatrixContent }) {
  const t = useTranslation();
  const [wish, setWish] = useState<TrialWish>(newWish);
  const trying = useMutation({
    mutationFn: () => call(tryMatrix, { body: { content, ...askOf(wish) } }),
  });
  return (
    <div className="flex flex-col gap-3">
      <TrialForm wish={wish} onChange={(part) => setWish({ ...wish, ...part })} />
      <Button
        variant="primary"
        className="self-start"
        isPending={trying.isPending}
        onPress={() => trying.mutate()}
      >
        {t('matrix.try.run')}
      </Button>
      {trying.isError && <Banner tone="bad">{problemText(t, trying.error)}</Banner>}
      {trying.data && <TrialResult trial={trying.data} />}
    </div>
  );
}
