import { useQuery } from '@tanstack/react-query';
import { countTickets, type TicketView } from '#contract/ticket.ts';
import { useFormat } from '../../lib/format.ts';
import { queryOf } from '../../lib/query.ts';

/** The server counts no further, so that no count reads the whole history. */
const countMax = 1000;

export const countsQuery = { ...queryOf(countTickets), staleTime: 20_000 };

/** How many tickets each view holds now, in words: `42`, `999+`, or nothing while unknown. */
export function useViewCounts(): (view: TicketView) => string | null {
  const format = useFormat();
  const counts = useQuery(countsQuery).data?.counts;
  return (view) => {
    const count = counts?.[view];
    if (count === undefined) return null;
    return count >= countMax ? `${countMax - 1}+` : format.number(count);
  };
}
