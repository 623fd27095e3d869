import { useFormat } from '../../lib/format.ts';
import { useDirectory } from '../../lib/use-directory.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { TimelineEntry } from '../../ui/timeline.tsx';
import type { TicketPage } from '#contract/ticket-page.ts';
import { EventDetail } from './event-detail.tsx';
import type { EventEntry } from './event-entry-of.ts';
import { eventIcon } from './event-icon.tsx';
import { eventReasons } from './event-reasons.ts';
import { eventSentence } from './event-words.ts';

type EventLineProps = { readonly entry: EventEntry; readonly page: TicketPage };

/** One thing that happened, who or what did it, and why. */
export function EventLine({ entry, page }: EventLineProps) {
  const t = useTranslation();
  const format = useFormat();
  const people = useDirectory();
  const wording = { t, format, people, page };
  return (
    <TimelineEntry
      at={entry.event.at}
      weight={isTurn(entry.code) ? 'turn' : 'plain'}
      icon={eventIcon(entry.code)}
      detail={<EventDetail entry={entry} page={page} reasons={eventReasons(entry, wording)} />}
    >
      {eventSentence(entry, wording)}
    </TimelineEntry>
  );
}

/** What changes the case: climbs, hops, a broken promise. */
function isTurn(code: string): boolean {
  return /^(escalation|hop)\./.test(code) || code.startsWith('clock.breached');
}
