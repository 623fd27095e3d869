import type { TicketView } from '#contract/ticket.ts';
import { useViewCounts } from './use-view-counts.ts';

/** How many tickets a view holds, at the end of its line in the navigation. */
export function ViewCount({ view }: { readonly view: TicketView }) {
  const count = useViewCounts();
  return (
    <span data-tabular className="text-small text-faint">
      {count(view)}
    </span>
  );
}
