import { useEffect, useRef, useState } from 'preact/hooks';
import type { Chat } from './chat.ts';
import { Composer } from './composer.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { Header } from './header.tsx';
import { MailOffer } from './mail-offer.tsx';
import { MessageList } from './message-list.tsx';
import { keepFocusInside } from './keep-focus.ts';
import { useChat } from './use-chat.ts';
import { WelcomeForm } from './welcome-form.tsx';
import type { Words } from './words.ts';

type Props = { readonly chat: Chat; readonly t: Words; readonly onClose: () => void };

/** The whole panel: who one talks to, what was said, and where to write. */
export function App({ chat, t, onClose }: Props) {
  const state = useChat(chat);
  const panel = useRef<HTMLDivElement>(null);
  const [hasSkippedForm, skipForm] = useState(false);
  const { config, session, outgoing, isShown } = state;
  const isProved = session?.identity != null;
  const needsForm =
    !hasSkippedForm && !isProved && session === null && outgoing.length === 0 && asks(state);

  useEffect(() => {
    if (isShown) panel.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, [isShown, needsForm]);

  return (
    <div
      ref={panel}
      class="panel"
      role="dialog"
      aria-modal="true"
      aria-label={config.name}
      onKeyDown={(event) => {
        if (event.isComposing) return;
        if (event.key === 'Escape') onClose();
        else if (event.key === 'Tab' && panel.current) keepFocusInside(panel.current, event);
      }}
    >
      <Header config={config} t={t} onClose={onClose} />
      <ConnectionBanner isLost={state.isLost} t={t} />
      {needsForm ? (
        <WelcomeForm
          config={config}
          t={t}
          onStart={(person, text) => {
            chat.introduce(person);
            chat.say(text, []);
            skipForm(true);
          }}
        />
      ) : (
        <>
          <MessageList chat={chat} state={state} t={t} />
          <MailOffer chat={chat} state={state} t={t} />
          <Composer chat={chat} t={t} />
        </>
      )}
    </div>
  );
}

/** Whether a stranger is asked who they are: where the site wants it, and when nobody is there. */
function asks({ config }: Chat['state']): boolean {
  return config.asksForEmail || !config.isOnline;
}
