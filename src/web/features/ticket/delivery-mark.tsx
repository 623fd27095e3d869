import { Check, Clock, TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import type { Message } from '#contract/message.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import { useServerNow } from '../../lib/server-time.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { MailProblem } from '../../ui/mail-problem.tsx';
import { SendAgainButton } from './send-again-button.tsx';
import { takeBackReply } from './take-back.ts';
import { rereadTicket } from './use-ticket-page.ts';

type DeliveryMarkProps = { readonly message: Message; readonly page: TicketPage };

/**
 * What became of a message that goes out: on its way, sent, or why it did not arrive. Through the
 * API nothing leaves: whoever asked for the ticket reads it there.
 */
export function DeliveryMark({ message, page }: DeliveryMarkProps) {
  const t = useTranslation();
  const { id: ticketId } = page.ticket;
  switch (message.delivery) {
    case 'none':
    case 'recalled':
      return null;
    case 'sent':
      return (
        <span className="inline-flex items-center gap-1">
          <Check aria-hidden className="size-3.5 self-center" />
          {t(message.channelKind === 'api' ? 'ticket.delivery.kept' : 'ticket.delivery.sent')}
        </span>
      );
    case 'failed':
      return (
        <span className="flex min-w-[min(100%,14rem)] basis-full flex-wrap items-start gap-x-2 gap-y-1">
          <span role="alert" className="flex min-w-0 gap-1 text-danger-ink">
            <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
            <span className="min-w-0">
              {t('ticket.delivery.failed')} <MailProblem problem={message.deliveryProblem} />
            </span>
          </span>
          {message.sendAgainTo !== null && page.can.includes('reply') && (
            <SendAgainButton ticketId={ticketId} messageId={message.id} to={message.sendAgainTo} />
          )}
        </span>
      );
    case 'queued':
      return message.recallableUntil === null ? (
        <OnItsWay ticketId={ticketId} />
      ) : (
        <Countdown message={message} ticketId={ticketId} until={message.recallableUntil} />
      );
    default:
      return message.delivery satisfies never;
  }
}

type OnItsWayProps = { readonly ticketId: string };

function OnItsWay({ ticketId }: OnItsWayProps) {
  const t = useTranslation();
  useLookAfter(ticketId, true);
  return (
    <span className="inline-flex items-center gap-1">
      <Clock aria-hidden className="size-3.5 self-center" />
      {t('ticket.delivery.queued')}
    </span>
  );
}

/** The seconds in which a reply can still be taken back. */
function Countdown({
  message,
  ticketId,
  until,
}: OnItsWayProps & { readonly message: Message; readonly until: string }) {
  const t = useTranslation();
  const nowMs = useServerNow(1000);
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - nowMs) / 1000));
  useLookAfter(ticketId, seconds === 0);
  return (
    <span className="inline-flex items-baseline gap-1.5">
      <span data-tabular>{t('ticket.delivery.leaving', { seconds })}</span>
      {seconds > 0 && (
        <button
          type="button"
          onClick={() => void takeBackReply(t, { ticketId, messageId: message.id })}
          className="min-h-6 cursor-default rounded-small px-1 font-medium text-accent-ink underline underline-offset-2"
        >
          {t('common.undo')}
        </button>
      )}
    </span>
  );
}

const lookMs = { first: 1000, max: 60_000 } as const;

/** That a message has left is no event, so it is looked for: soon, and then ever more seldom. */
function useLookAfter(ticketId: string, isDue: boolean): void {
  useEffect(() => {
    if (!isDue) return;
    let waitMs: number = lookMs.first;
    let timer = setTimeout(look, waitMs);
    return () => clearTimeout(timer);

    function look(): void {
      void rereadTicket(ticketId);
      waitMs = Math.min(waitMs * 2, lookMs.max);
      timer = setTimeout(look, waitMs);
    }
  }, [ticketId, isDue]);
}
