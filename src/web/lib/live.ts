import type { LiveEvent, LiveMessage, LiveRequest } from '#contract/live.ts';

/**
 * The stream of what happens, over one WebSocket to `/api/v1/live`.
 *
 * `idle` → `connecting` → `open` → (closed or silent) → `waiting` → `connecting` …
 * The first word is `hello` with the last cursor heard, and every event after it follows, so a lost
 * connection loses nothing. When the server no longer holds that far back it says `reload`, and
 * everything is read afresh. The client pings each 20 s; after 45 s of silence the connection counts
 * as dead, which a laptop that slept never notices by itself.
 */
export type LiveStatus = 'idle' | 'connecting' | 'open' | 'waiting';

/** The part of a WebSocket that is used, so that tests bring their own. */
export type Socket = {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
};

/** What is not kept: who looks and writes. */
export type Glimpse = Extract<LiveMessage, { type: 'presence' | 'visitor_writing' }>;

export type LiveOptions = {
  readonly connect: () => Socket;
  /** Events were missed for good: read everything again. */
  readonly onReload: () => void;
  readonly onServerTime?: (iso: string) => void;
  readonly onStatus?: (status: LiveStatus) => void;
  /** 0 to 1; spreads the clients that a restart cut off at once. */
  readonly random?: () => number;
};

const pingMs = 20_000;
const silenceMsMax = 45_000;
const delayMsFirst = 500;
const delayMsMax = 15_000;

export function createLive(options: LiveOptions) {
  const random = options.random ?? Math.random;
  const eventListeners = new Set<(event: LiveEvent) => void>();
  const glimpseListeners = new Set<(glimpse: Glimpse) => void>();
  let socket: Socket | null = null;
  let status: LiveStatus = 'idle';
  let cursor: string | null = null;
  let lookedAt: string | null = null;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let pulse: ReturnType<typeof setInterval> | undefined;

  const become = (next: LiveStatus) => {
    status = next;
    options.onStatus?.(next);
  };
  const say = (message: LiveRequest) => {
    if (status === 'open') socket?.send(JSON.stringify(message));
  };
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(lose, silenceMsMax);
  };
  const drop = () => {
    const old = socket;
    socket = null;
    clearTimeout(retry);
    clearTimeout(silence);
    clearInterval(pulse);
    old?.close();
  };

  function open(): void {
    clearTimeout(retry);
    become('connecting');
    const mine = options.connect();
    socket = mine;
    heard();
    mine.onopen = () => {
      if (socket !== mine) return;
      become('open');
      say({ type: 'hello', after: cursor });
      if (lookedAt !== null) say({ type: 'look', ticketId: lookedAt });
      pulse = setInterval(() => say({ type: 'ping' }), pingMs);
    };
    mine.onmessage = (event) => {
      if (socket !== mine) return;
      heard();
      receive(readMessage(event.data));
    };
    mine.onclose = () => {
      if (socket === mine) lose();
    };
  }

  function receive(message: LiveMessage): void {
    switch (message.type) {
      case 'ready':
        failures = 0;
        cursor = message.cursor;
        options.onServerTime?.(message.serverTime);
        return;
      case 'pong':
        options.onServerTime?.(message.serverTime);
        return;
      case 'reload':
        cursor = message.cursor;
        options.onReload();
        return;
      case 'event':
        cursor = message.event.cursor;
        for (const listener of eventListeners) listener(message.event);
        return;
      case 'presence':
      case 'visitor_writing':
        for (const listener of glimpseListeners) listener(message);
        return;
      default:
        message satisfies never;
    }
  }

  function lose(): void {
    drop();
    become('waiting');
    const delayMs = Math.min(delayMsMax, delayMsFirst * 2 ** failures) * (0.5 + random() / 2);
    failures += 1;
    retry = setTimeout(open, delayMs);
  }

  return {
    status: () => status,
    cursor: () => cursor,
    start: () => {
      if (status === 'idle') open();
    },
    /** Tries at once, for when the browser says that it is online or looked at again. */
    wake: () => {
      if (status === 'waiting') open();
    },
    stop(): void {
      drop();
      cursor = null;
      become('idle');
    },
    onEvent: (listener: (event: LiveEvent) => void) => listen(eventListeners, listener),
    onGlimpse: (listener: (glimpse: Glimpse) => void) => listen(glimpseListeners, listener),
    /** Tells the others which ticket is on this screen; said again after a reconnect. */
    look(ticketId: string | null): void {
      lookedAt = ticketId;
      say({ type: 'look', ticketId });
    },
    write: (ticketId: string, isWriting: boolean) => say({ type: 'write', ticketId, isWriting }),
  };
}

export type Live = ReturnType<typeof createLive>;

function listen<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** The server and the desk are built together; a version that speaks otherwise is unknown. */
function readMessage(data: unknown): LiveMessage {
  return JSON.parse(String(data)) as LiveMessage;
}
