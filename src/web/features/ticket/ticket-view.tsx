import { lazy, Suspense, useState } from 'react';
import type { ClockChip } from '#contract/ticket.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { useIsPhone } from '../../lib/media.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { type TicketTab, ticketTabs } from '../inbox/inbox-search.ts';
import { ClockStrip } from './clock-strip.tsx';
import { Composer } from './composer.tsx';
import { PresenceLine } from './presence-line.tsx';
import { TicketActions } from './ticket-actions.tsx';
import { TicketHeader } from './ticket-header.tsx';
import type { TicketPaneProps } from './ticket-pane.tsx';
import { TicketTimeline } from './ticket-timeline.tsx';
import { useComposer } from './use-composer.ts';

const EscalateSheet = lazy(async () => ({
  default: (await import('../escalation/escalate-sheet.tsx')).EscalateSheet,
}));
const DeadlineDialog = lazy(async () => ({
  default: (await import('./deadline-dialog.tsx')).DeadlineDialog,
}));
const ContextPanel = lazy(async () => ({
  default: (await import('../contact/context-panel.tsx')).ContextPanel,
}));

type TicketViewProps = TicketPaneProps & { readonly page: TicketPage; readonly readAtMs: number };

/** The ticket: its head, what happened and will, and where one answers. */
export function TicketView({ page, readAtMs, tab, onTab, onLeave }: TicketViewProps) {
  const t = useTranslation();
  const isPhone = useIsPhone();
  const [isEscalating, setEscalating] = useState(false);
  const [deadlineOf, setDeadlineOf] = useState<ClockChip | null>(null);
  const composer = useComposer(page);
  const tabs = ticketTabs.filter((each) => isPhone || each !== 'customer');
  const shown: TicketTab = tabs.includes(tab) ? tab : 'conversation';
  const contentOf = (each: TicketTab) =>
    each === 'customer' ? (
      <Suspense fallback={<SkeletonRows count={4} />}>
        <div className="h-full overflow-y-auto">
          <ContextPanel ticketId={page.ticket.id} contactId={page.ticket.contact.id} />
        </div>
      </Suspense>
    ) : (
      <TicketTimeline page={page} isWhole={each === 'everything'} composer={composer} />
    );
  const clocks = (
    <ClockStrip
      ticketId={page.ticket.id}
      clocks={page.clocks}
      readAtMs={readAtMs}
      {...(page.can.includes('set_deadline') && { onDeadline: setDeadlineOf })}
    />
  );
  return (
    <article aria-labelledby="ticket-subject" className="flex h-full min-h-0 min-w-0 flex-col">
      <TicketHeader page={page} onLeave={onLeave} />
      <TicketActions
        page={page}
        composer={composer}
        onEscalate={() => setEscalating(true)}
        end={isPhone && clocks}
      />
      <Tabs
        label={t('ticket.tabs')}
        className="grow"
        selected={shown}
        onSelect={onTab}
        end={!isPhone && clocks}
        tabs={tabs.map((each) => ({
          id: each,
          label: t(`ticket.tab.${each}`),
          content: contentOf(each),
        }))}
      />
      <PresenceLine ticketId={page.ticket.id} writes={composer.isWriting ? composer.kind : null} />
      {shown !== 'customer' && <Composer page={page} composer={composer} />}
      {isEscalating && (
        <Suspense fallback={null}>
          <EscalateSheet ticketId={page.ticket.id} isOpen onClose={() => setEscalating(false)} />
        </Suspense>
      )}
      {deadlineOf !== null && (
        <Suspense fallback={null}>
          <DeadlineDialog
            ticketId={page.ticket.id}
            clock={deadlineOf}
            onClose={() => setDeadlineOf(null)}
          />
        </Suspense>
      )}
    </article>
  );
}
