import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { checkMatrix } from '#contract/matrix.ts';
import type { MatrixContent } from '#contract/matrix-content.ts';
import { call } from '../../../lib/api.ts';

const waitMs = 400;

/** The proof of the content as it stands, asked a moment after the last change. */
export function useReport(content: MatrixContent) {
  const text = JSON.stringify(content);
  const [asked, setAsked] = useState({ text, content });
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ text, content }), waitMs);
    return () => clearTimeout(timer);
  }, [text, content]);
  return useQuery({
    queryKey: [checkMatrix.tag, checkMatrix.url, asked.text],
    queryFn: ({ signal }) => call(checkMatrix, { body: { content: asked.content }, signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}
