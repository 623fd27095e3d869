import { useTranslation } from '../../lib/use-translation.tsx';

/**
 * A mail as it was laid out, cleaned by the server and in a frame where nothing runs. The frame
 * has no origin at all, so its height cannot be read: it scrolls, and is pulled taller.
 */
export function MailFrame({ messageId }: { readonly messageId: string }) {
  const t = useTranslation();
  return (
    <div className="mt-1 h-80 max-h-[70vh] min-h-32 w-160 max-w-full resize-y overflow-hidden rounded-control border border-line bg-[white]">
      <iframe
        title={t('ticket.mail.frame')}
        src={`/api/v1/messages/${messageId}/html`}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        className="size-full"
      />
    </div>
  );
}
