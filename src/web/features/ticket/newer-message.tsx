import type { Message } from '#contract/message.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

type NewerMessageProps = {
  readonly message: Message;
  /** Sending was refused because of it. */
  readonly isRefused: boolean;
  readonly onRead: () => void;
  readonly onSendAnyway: () => void;
};

/** The customer wrote while one was writing: what they said, before anything leaves. */
export function NewerMessage({ message, isRefused, onRead, onSendAnyway }: NewerMessageProps) {
  const t = useTranslation();
  return (
    <div className="px-2 pt-1.5">
      <Banner
        tone="warning"
        actions={
          <>
            <Button size="small" onPress={onRead}>
              {t('ticket.newer.read')}
            </Button>
            {isRefused && (
              <Button size="small" variant="primary" onPress={onSendAnyway}>
                {t('ticket.newer.sendAnyway')}
              </Button>
            )}
          </>
        }
      >
        <p className="font-medium">
          {t(isRefused ? 'ticket.newer.refused' : 'ticket.newer.arrived', {
            name: message.agent?.name ?? message.contact?.name ?? t('ticket.customer'),
          })}
        </p>
        <p dir="auto" className="line-clamp-3 text-read">
          {message.text}
        </p>
      </Banner>
    </div>
  );
}
