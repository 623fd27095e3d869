import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type MergePreview, previewMerge } from '#contract/merge.ts';
import { call } from '../../lib/api.ts';

type Wish = {
  readonly ticketId: string;
  readonly intoTicketId: string | null;
  readonly resolutionStart: 'own' | 'earlier';
};

/** What the merge would do, asked anew with each choice; null until it is known. */
export function useMergePreview({ ticketId, ...wish }: Wish): MergePreview | null {
  const { intoTicketId, resolutionStart } = wish;
  const query = useQuery({
    queryKey: ['tickets', 'merge-preview', ticketId, intoTicketId, resolutionStart],
    queryFn: ({ signal }) =>
      call(previewMerge, {
        params: { ticketId },
        body: { intoTicketId: intoTicketId ?? '', resolutionStart },
        signal,
      }),
    enabled: intoTicketId !== null,
    placeholderData: keepPreviousData,
  });
  return intoTicketId === null ? null : (query.data ?? null);
}
