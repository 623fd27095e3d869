import type { WebchatLive } from '#contract/webchat.ts';

/*
 * The open line to the server. States:
 *   opening   a socket is being opened, or has said hello;
 *   live      `ready` came; what happens in the conversation follows;
 *   waiting   it broke; tried again after 1, 2, 4 … 30 s, or at once when the network is back;
 *   ended     for good: closed by us, or the token opens nothing any more.
 * A line that goes silent without closing, as when a phone changes networks, is found by a ping.
 */

export type LineState = 'opening' | 'live' | 'waiting' | 'ended';

type LineParts = {
  readonly token: string;
  readonly onState: (state: LineState) => void;
  readonly onMessage: (message: WebchatLive) => void;
  /** The token is worth nothing. */
  readonly onRefused: () => void;
};

const pingMs = 25_000;
const silenceMsMax = 10_000;
const waitMsMax = 30_000;
const tokenInvalid = 4401;

export class Line {
  readonly #parts: LineParts;
  #socket: WebSocket | null = null;
  #state: LineState = 'opening';
  #failures = 0;
  #timer = 0;
  #ping = 0;
  #silence = 0;

  constructor(parts: LineParts) {
    this.#parts = parts;
    window.addEventListener('online', this.#wake);
    window.addEventListener('offline', this.#cut);
    document.addEventListener('visibilitychange', this.#wake);
    this.#open();
  }

  write(isWriting: boolean): void {
    if (this.#state === 'live') this.#socket?.send(JSON.stringify({ type: 'write', isWriting }));
  }

  close(): void {
    this.#enter('ended');
    this.#rest();
    window.removeEventListener('online', this.#wake);
    window.removeEventListener('offline', this.#cut);
    document.removeEventListener('visibilitychange', this.#wake);
    const last = this.#socket;
    this.#socket = null;
    last?.close();
  }

  #open(): void {
    this.#rest();
    const url = new URL('/api/v1/webchat/live', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    this.#socket = socket;
    this.#expectAnswer(socket);
    socket.addEventListener('open', () =>
      socket.send(JSON.stringify({ type: 'hello', token: this.#parts.token })),
    );
    socket.addEventListener('message', (event) =>
      this.#hear(socket, JSON.parse(String(event.data))),
    );
    socket.addEventListener('close', (event) => this.#lose(socket, event.code));
  }

  #hear(socket: WebSocket, message: WebchatLive): void {
    if (socket !== this.#socket) return;
    clearTimeout(this.#silence);
    if (message.type === 'ready') {
      this.#failures = 0;
      this.#ping = window.setInterval(() => {
        socket.send('{"type":"ping"}');
        this.#expectAnswer(socket);
      }, pingMs);
      this.#enter('live');
    }
    this.#parts.onMessage(message);
  }

  #lose(socket: WebSocket, code: number): void {
    if (socket !== this.#socket) return;
    this.#rest();
    this.#socket = null;
    if (code === tokenInvalid) {
      this.close();
      this.#parts.onRefused();
      return;
    }
    this.#enter('waiting');
    const waitMs = Math.min(1000 * 2 ** this.#failures, waitMsMax);
    this.#failures += 1;
    // Not all at the same moment: a restart of the server cuts everybody at once.
    this.#timer = window.setTimeout(() => this.#open(), waitMs * (0.5 + Math.random()));
  }

  readonly #wake = (): void => {
    if (this.#state === 'waiting' && document.visibilityState === 'visible') this.#open();
  };

  readonly #cut = (): void => {
    if (this.#socket !== null) this.#giveUp(this.#socket);
  };

  #expectAnswer(socket: WebSocket): void {
    clearTimeout(this.#silence);
    this.#silence = window.setTimeout(() => this.#giveUp(socket), silenceMsMax);
  }

  /** A network that is gone answers no closing either: we do not wait for it. */
  #giveUp(socket: WebSocket): void {
    socket.close();
    this.#lose(socket, 0);
  }

  #enter(next: LineState): void {
    if (next === this.#state) return;
    this.#state = next;
    this.#parts.onState(next);
  }

  #rest(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#ping);
    clearTimeout(this.#silence);
  }
}
