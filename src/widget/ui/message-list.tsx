import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Chat, ChatState } from './chat.ts';
import { MessageRow } from './message-row.tsx';
import { OutgoingRow } from './outgoing-row.tsx';
import { Rating } from './rating.tsx';
import type { Words } from './words.ts';

type Props = { readonly chat: Chat; readonly state: ChatState; readonly t: Words };

/** Within this of the end, somebody reads the end and wants to stay there. */
const nearEndPixels = 120;

/** What was said, the newest at the end. New messages are read out as they come. */
export function MessageList({ chat, state, t }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const [isLoading, setLoading] = useState(false);
  const { items, outgoing, config, isWriting, isShown, earlierCursor } = state;
  const newestOwn = outgoing.at(-1)?.clientId;

  const stayAtEnd = (): void => {
    const element = list.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
  };
  // Whoever has just written wants to see it, wherever they were.
  useLayoutEffect(() => {
    isAtEnd.current = true;
  }, [newestOwn, isShown]);
  // After every drawing: anything may have grown.
  useLayoutEffect(stayAtEnd);

  const showEarlier = (): void => {
    const heightBefore = list.current?.scrollHeight ?? 0;
    setLoading(true);
    chat
      .showEarlier()
      .catch((error: unknown) => console.warn('Belay:', error))
      .finally(() => {
        setLoading(false);
        requestAnimationFrame(() => {
          const element = list.current;
          if (element) element.scrollTop += element.scrollHeight - heightBefore;
        });
      });
  };

  return (
    <div
      ref={list}
      class="messages"
      role="log"
      aria-live="polite"
      aria-label={t('widget.log')}
      tabIndex={0}
      onLoadCapture={stayAtEnd}
      onScroll={({ currentTarget: at }) => {
        isAtEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < nearEndPixels;
      }}
    >
      {earlierCursor === null ? (
        <p class="greeting" dir="auto">
          {config.greeting || t('widget.greeting')}
        </p>
      ) : (
        <button type="button" class="quiet" disabled={isLoading} onClick={showEarlier}>
          {t('widget.earlier')}
        </button>
      )}
      {items.map((message) =>
        message.survey === null ? (
          <MessageRow key={message.id} message={message} config={config} t={t} />
        ) : (
          <Rating key={message.id} chat={chat} message={message} t={t} />
        ),
      )}
      {outgoing.map((message) => (
        <OutgoingRow
          key={message.clientId}
          message={message}
          t={t}
          onRetry={() => chat.resend(message.clientId)}
        />
      ))}
      {isWriting && <p class="writing">{t('widget.writing')}</p>}
      {state.isEnded && outgoing.length === 0 && <p class="ended">{t('widget.ended')}</p>}
    </div>
  );
}
