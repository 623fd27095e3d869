import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readMatrix } from '#contract/matrix.ts';
import { problemText } from '../../../lib/problem-text.ts';
import { queryOf, refresh } from '../../../lib/query.ts';
import { useTranslation } from '../../../lib/use-translation.tsx';
import { Banner } from '../../../ui/banner.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { MatrixDesk } from './matrix-desk.tsx';

/** The escalation matrix: the published one, or the draft that is being written. */
export function MatrixScreen() {
  const t = useTranslation();
  const matrix = useQuery(queryOf(readMatrix));
  // The editor holds the draft itself; it is taken afresh only after publishing or importing.
  const [generation, setGeneration] = useState(0);
  const startOver = async () => {
    await refresh(readMatrix.tag);
    setGeneration((now) => now + 1);
  };
  if (matrix.data) {
    return <MatrixDesk key={generation} state={matrix.data} onStartOver={() => void startOver()} />;
  }
  return (
    <div className="p-6">
      <h1 className="text-head font-semibold">{t('matrix.title')}</h1>
      {matrix.isError ? (
        <Banner tone="bad">{problemText(t, matrix.error)}</Banner>
      ) : (
        <SkeletonRows />
      )}
    </div>
  );
}
