import { useRef, useState } from 'react';
import { useTranslation } from '../../lib/use-translation.tsx';

const heightPxFirst = 64;
const heightPxMax = 2000;

/**
 * A mail as it was laid out, cleaned by the server and in a frame where nothing runs. The frame
 * counts as ours only so that its height can be read.
 */
export function MailFrame({ messageId }: { readonly messageId: string }) {
  const t = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  const [heightPx, setHeight] = useState(heightPxFirst);
  return (
    <iframe
      ref={frame}
      title={t('ticket.mail.frame')}
      src={`/api/v1/messages/${messageId}/html`}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      onLoad={() => {
        const height = frame.current?.contentDocument?.documentElement.scrollHeight;
        if (height !== undefined && height > 0) setHeight(Math.min(height + 8, heightPxMax));
      }}
      className="mt-1 w-160 max-w-full rounded-control border border-line bg-[white]"
      style={{ height: heightPx }}
    />
  );
}
