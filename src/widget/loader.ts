import type { FrameMessage, HostMessage } from './frame-messages.ts';
import { launcherStyle } from './launcher-style.ts';

/*
 * The script that a site embeds: a button and a frame in a shadow root, so that neither the site's
 * style nor its policy reaches them. The button appears when the frame has said that the chat is
 * there and what it looks like; a chat that is switched off leaves no trace on the page.
 */

type Command = readonly [name: string, value?: unknown];
type Api = ((...command: Command) => void) & { q?: ArrayLike<unknown>[] };

declare global {
  interface Window {
    Belay?: Api;
  }
}

function start(own: HTMLScriptElement, channelKey: string): void {
  const address = new URL(`frame/${encodeURIComponent(channelKey)}`, own.src);
  const before = window.Belay?.q ?? [];
  const launcher = new Launcher(address, own.dataset['language'] ?? null);
  window.Belay = (...command: Command) => launcher.run(command);
  for (const each of before) launcher.run([String(each[0]), each[1]]);
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', () => launcher.place());
  } else launcher.place();
}

class Launcher {
  readonly #address: URL;
  readonly #host = document.createElement('div');
  readonly #frame = document.createElement('iframe');
  readonly #button = document.createElement('button');
  readonly #badge = document.createElement('span');
  #isOpen = false;
  #isReady = false;
  #labels = { open: '', close: '' };
  /** What was asked before the frame was there to do it. */
  #early: Command[] = [];

  constructor(address: URL, language: string | null) {
    this.#address = address;
    const root = this.#host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(launcherStyle);
    root.adoptedStyleSheets = [sheet];
    this.#button.type = 'button';
    this.#button.append(icon(), this.#badge);
    this.#button.hidden = true;
    this.#button.addEventListener('click', () => this.#show(!this.#isOpen));
    this.#frame.hidden = true;
    this.#frame.src = address.href;
    this.#frame.addEventListener('load', () =>
      this.#tell({ belay: 'hello', language, pageUrl: location.href.split(/[?#]/)[0] ?? '' }),
    );
    root.append(this.#frame, this.#button);
    window.addEventListener('message', (event: MessageEvent<FrameMessage>) => {
      if (event.source !== this.#frame.contentWindow || event.origin !== address.origin) return;
      this.#hear(event.data);
    });
  }

  place(): void {
    document.body.append(this.#host);
  }

  run(command: Command): void {
    const [name, value] = command;
    if (!this.#isReady) this.#early.push(command);
    else if (name === 'open') this.#show(true);
    else if (name === 'close') this.#show(false);
    else if (name === 'forget') this.#tell({ belay: 'forget' });
    else if (name === 'identify' && typeof value === 'string') {
      this.#tell({ belay: 'identify', token: value });
    } else console.error(`Belay: there is no command ${JSON.stringify(name)}.`);
  }

  #hear(message: FrameMessage): void {
    if (message.belay === 'ready') this.#appear(message);
    else if (message.belay === 'badge') {
      const { count } = message;
      this.#labels = { open: message.openLabel, close: message.closeLabel };
      this.#badge.textContent = count > 9 ? '9+' : count > 0 ? String(count) : '';
      this.#label();
    } else this.#show(false);
  }

  #appear(look: Extract<FrameMessage, { belay: 'ready' }>): void {
    this.#isReady = true;
    this.#frame.title = look.title;
    this.#button.style.background = look.color;
    this.#button.style.color = look.inkOnColor;
    this.#button.hidden = false;
    for (const command of this.#early.splice(0)) this.run(command);
  }

  #show(shows: boolean): void {
    if (shows === this.#isOpen) return;
    this.#isOpen = shows;
    this.#frame.hidden = !shows;
    this.#button.classList.toggle('open', shows);
    // A phone shows nothing but the chat: the page behind it must not scroll along.
    const isFull = matchMedia('(max-width: 480px)').matches;
    document.documentElement.style.overflow = shows && isFull ? 'hidden' : '';
    this.#label();
    if (shows) this.#frame.focus();
    else this.#button.focus();
    this.#tell({ belay: shows ? 'shown' : 'hidden' });
  }

  #label(): void {
    const { open, close } = this.#labels;
    this.#button.setAttribute('aria-label', this.#isOpen ? close : open);
    this.#button.setAttribute('aria-expanded', String(this.#isOpen));
  }

  #tell(message: HostMessage): void {
    this.#frame.contentWindow?.postMessage(message, this.#address.origin);
  }
}

/** A speech bubble; while the chat is open the style shows the arrow instead. */
function icon(): SVGSVGElement {
  const shapes = [
    'M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 2.5H11l-4.4 4.1c-.6.6-1.6.2-1.6-.7V16A2.5 2.5 0 0 1 4 13.5z',
    'M6 9l6 6 6-6',
  ];
  const name = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(name, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  for (const shape of shapes) {
    const path = document.createElementNS(name, 'path');
    path.setAttribute('d', shape);
    svg.append(path);
  }
  return svg;
}

const script = document.currentScript;
const key = script?.dataset['key'];
if (script instanceof HTMLScriptElement && key !== undefined && key !== '') start(script, key);
else console.error('Belay: the script needs data-key, the public key of a chat channel.');
