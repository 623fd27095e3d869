import type { TicketView } from '#contract/ticket.ts';

/** In the order of concern: one's own work, then what nobody has, then what only wants to be seen. */
const byConcern: readonly TicketView[] = [
  'mine',
  'escalated_to_me',
  'unassigned',
  'team',
  'breaching_soon',
  'escalated_by_me',
  'mentions',
  'all',
];

/** The first view that holds something, other than the one that was found empty. */
export function fullView(
  counts: Readonly<Partial<Record<TicketView, number>>>,
  empty: TicketView | null = null,
): TicketView | null {
  return byConcern.find((view) => view !== empty && (counts[view] ?? 0) > 0) ?? null;
}
