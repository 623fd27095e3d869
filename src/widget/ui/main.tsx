import { render } from 'preact';
import { resolveLanguage } from '#locales/languages.ts';
import type { HostMessage } from '../frame-messages.ts';
import { App } from './app.tsx';
import { Chat } from './chat.ts';
import { inkOn } from './color.ts';
import { listenToHost } from './host.ts';
import { openKept } from './kept.ts';
import { CallFailed, server } from './server.ts';
import { speak } from './words.ts';
import './base.css';
import './messages.css';
import './forms.css';

const place = document.getElementById('chat');
const key = decodeURIComponent(/\/frame\/([^/?#]+)/.exec(location.pathname)?.[1] ?? '');
const heard: HostMessage[] = [];
let hear = (message: HostMessage): void => void heard.push(message);
let greet = (_message: Extract<HostMessage, { belay: 'hello' }>): void => undefined;
const greeted = new Promise<Extract<HostMessage, { belay: 'hello' }>>((resolve) => {
  greet = resolve;
});
const host = listenToHost((message) => {
  if (message.belay === 'hello') greet(message);
  else hear(message);
});

/** Reads what the chat is; tries again for as long as the page is there when the network is away. */
async function readConfig() {
  for (let waitMs = 2000; ; waitMs = Math.min(waitMs * 2, 60_000)) {
    try {
      return await server.config(key);
    } catch (error) {
      if (!(error instanceof CallFailed) || !error.isPassing) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}

async function start(): Promise<void> {
  if (place === null) return;
  const [config, hello] = await Promise.all([readConfig(), greeted]);
  const language = resolveLanguage(hello.language, ...navigator.languages, config.language);
  const t = await speak(language);
  document.title = config.name;
  const { style } = document.documentElement;
  const inkOnColor = inkOn(config.color);
  style.setProperty('--brand', config.color);
  style.setProperty('--on-brand', inkOnColor);
  const chat = new Chat({ key, language, kept: openKept(key), config });
  chat.pageUrl = hello.pageUrl;

  hear = (message) => {
    if (message.belay === 'shown') chat.show(true);
    if (message.belay === 'hidden') chat.show(false);
    if (message.belay === 'identify') chat.identify(message.token);
    if (message.belay === 'forget') chat.forget();
  };
  let told = -1;
  const tellBadge = (): void => {
    const count = chat.state.items.filter(({ isSeen }) => !isSeen).length;
    if (count === told) return;
    told = count;
    host.tell({
      belay: 'badge',
      count,
      openLabel: count === 0 ? t('widget.open') : t('widget.openUnread', { count }),
      closeLabel: t('widget.close'),
    });
  };
  chat.subscribe(tellBadge);
  tellBadge();
  render(<App chat={chat} t={t} onClose={() => host.tell({ belay: 'close' })} />, place);
  host.tell({ belay: 'ready', color: config.color, inkOnColor, title: config.name });
  for (const message of heard.splice(0)) hear(message);
}

void start().catch((error: unknown) => console.warn('Belay: the chat is not available.', error));
