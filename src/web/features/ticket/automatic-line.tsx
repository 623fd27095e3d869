import { Bot } from 'lucide-react';
import type { Message } from '#contract/message.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { TimelineEntry } from '../../ui/timeline.tsx';
import { DeliveryMark } from './delivery-mark.tsx';

type AutomaticLineProps = { readonly message: Message; readonly page: TicketPage };

/** What Belay wrote to the customer by itself: one quiet line that opens. */
export function AutomaticLine({ message, page }: AutomaticLineProps) {
  const t = useTranslation();
  return (
    <TimelineEntry
      at={message.createdAt}
      icon={<Bot />}
      detail={
        <details className="text-small">
          <summary dir="auto" className="w-fit max-w-full cursor-default truncate rounded-small">
            {message.text}
          </summary>
          <p
            dir="auto"
            {...(message.language !== null && { lang: message.language })}
            className="mt-1 rounded-card bg-sunken p-2 text-body whitespace-pre-wrap text-ink"
          >
            {message.text}
          </p>
        </details>
      }
    >
      {t(
        message.channelKind === 'api'
          ? 'ticket.event.message.sent.automatic.kept'
          : 'ticket.event.message.sent.automatic',
      )}{' '}
      <DeliveryMark message={message} page={page} />
    </TimelineEntry>
  );
}
