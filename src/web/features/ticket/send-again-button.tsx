import { RotateCw } from 'lucide-react';
import { useId } from 'react';
import { sendReplyAgain } from '#contract/message.ts';
import { call } from '../../lib/api.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { useTicketAct } from './use-ticket-act.ts';

type SendAgainButtonProps = {
  readonly ticketId: string;
  readonly messageId: string;
  /** The address it will go to, which may be another than the one that failed. */
  readonly to: string;
};

/** Beside a reply that did not arrive. */
export function SendAgainButton({ ticketId, messageId, to }: SendAgainButtonProps) {
  const t = useTranslation();
  const act = useTicketAct();
  const addressId = useId();
  const send = async () => {
    const sent = await act.run(() => call(sendReplyAgain, { params: { ticketId, messageId } }));
    if (sent !== null) toast({ tone: 'good', text: t('ticket.sent') });
  };
  return (
    <span className="mb-1 flex min-w-0 items-center gap-1.5">
      <Button
        size="small"
        icon={<RotateCw />}
        isPending={act.isBusy}
        aria-describedby={addressId}
        onPress={() => void send()}
      >
        {t('ticket.delivery.sendAgain')}
      </Button>
      <span id={addressId} className="min-w-0 text-small wrap-anywhere text-ink">
        {t('ticket.delivery.sendAgainTo', { address: to })}
      </span>
    </span>
  );
}
