import { useMemo } from 'react';
import type { TicketPage } from '#contract/ticket-page.ts';
import { useFormat } from '../../lib/format.ts';
import { serverNow } from '../../lib/server-time.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Timeline, TimelineDivider } from '../../ui/timeline.tsx';
import { EscalationSlot } from './escalation-slot.tsx';
import { EventFold } from './event-fold.tsx';
import { EventLine } from './event-line.tsx';
import { FutureLine } from './future-line.tsx';
import { futureMoments } from './future-words.ts';
import { MessageLine } from './message-line.tsx';
import { timelineItems } from './timeline-items.ts';
import type { Composing } from './use-composer.ts';
import { useNewestInSight } from './use-newest-in-sight.ts';

type TicketTimelineProps = {
  readonly page: TicketPage;
  /** Also the steps of the machinery. */
  readonly isWhole: boolean;
  readonly composer: Composing;
};

/** What happened, and what will if nobody acts. It opens at the newest. */
export function TicketTimeline({ page, isWhole }: TicketTimelineProps) {
  const t = useTranslation();
  const format = useFormat();
  const items = useMemo(() => timelineItems(page, (at) => format.date(at)), [page, format]);
  const { scroller, newest, onScroll } = useNewestInSight(items.length);
  return (
    <div
      ref={scroller}
      data-timeline
      tabIndex={0}
      role="region"
      aria-label={t('common.timeline')}
      onScroll={onScroll}
      className="relative h-full overflow-y-auto -outline-offset-2"
    >
      <EscalationSlot page={page} />
      <Timeline>
        {items.map((item) => {
          switch (item.kind) {
            case 'day':
              return <TimelineDivider key={item.key}>{dayWords(item.at)}</TimelineDivider>;
            case 'message':
              return <MessageLine key={item.key} message={item.message} page={page} />;
            case 'event':
              return <EventLine key={item.key} entry={item.entry} page={page} />;
            case 'fold':
              return (
                <EventFold key={item.key} entries={item.entries} page={page} isWhole={isWhole} />
              );
            default:
              return item satisfies never;
          }
        })}
      </Timeline>
      <div ref={newest} />
      {page.future.length > 0 && (
        <Timeline label={t('common.timeline.future')}>
          <TimelineDivider>{t('common.timeline.future')}</TimelineDivider>
          {futureMoments(page.future).map((moment) => (
            <FutureLine
              key={`${moment.event.kind} ${moment.event.at} ${moment.event.metric}`}
              moment={moment}
              page={page}
            />
          ))}
        </Timeline>
      )}
    </div>
  );

  function dayWords(at: string): string {
    const isToday = format.date(at) === format.date(serverNow());
    return isToday ? t('ticket.today') : format.dateWith(at, { dateStyle: 'full' });
  }
}
