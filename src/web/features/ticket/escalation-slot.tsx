import { lazy, Suspense } from 'react';
import type { TicketPage } from '#contract/ticket-page.ts';

const EscalationPanel = lazy(async () => ({
  default: (await import('../escalation/escalation-panel.tsx')).EscalationPanel,
}));

/** On top of an escalated ticket: where its climb stands, and what one may do. */
export function EscalationSlot({ page }: { readonly page: TicketPage }) {
  if (page.escalations.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <EscalationPanel page={page} />
    </Suspense>
  );
}
