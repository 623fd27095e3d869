import type { LiveEvent, LiveMessage, LiveRequest } from '#contract/live.ts';
import { keepConnected, type LiveStatus, type Socket } from './live-connection.ts';

/** What is not kept: who looks and writes. */
export type Glimpse = Extract<LiveMessage, { type: 'presence' | 'visitor_writing' }>;

export type LiveOptions = {
  readonly connect: () => Socket;
  /** Events were missed for good: read everything again. */
  readonly onReload: () => void;
  readonly onServerTime?: (iso: string) => void;
  readonly onStatus?: (status: LiveStatus) => void;
  readonly random?: () => number;
};

const ping: LiveRequest = { type: 'ping' };

/**
 * The stream of what happens, from `/api/v1/live`. The first word of a connection is `hello` with
 * the last cursor heard, and every event after it follows, so a lost connection loses nothing. When
 * the server no longer holds that far back it says `reload`, and everything is read afresh.
 */
export function createLive(options: LiveOptions) {
  const eventListeners = new Set<(event: LiveEvent) => void>();
  const glimpseListeners = new Set<(glimpse: Glimpse) => void>();
  let cursor: string | null = null;
  let lookedAt: string | null = null;

  const connection = keepConnected({
    connect: options.connect,
    onOpen: () => {
      say({ type: 'hello', after: cursor });
      if (lookedAt !== null) say({ type: 'look', ticketId: lookedAt });
    },
    onText: (text) => receive(readMessage(text)),
    onStatus: (status) => options.onStatus?.(status),
    pingText: JSON.stringify(ping),
    random: options.random ?? Math.random,
  });
  const say = (message: LiveRequest) => connection.send(JSON.stringify(message));

  function receive(message: LiveMessage): void {
    switch (message.type) {
      case 'ready':
        connection.settle();
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

  return {
    status: connection.status,
    start: connection.start,
    wake: connection.wake,
    cursor: () => cursor,
    stop(): void {
      connection.stop();
      cursor = null;
    },
    onEvent: (listener: (event: LiveEvent) => void) => listen(eventListeners, listener),
    onGlimpse: (listener: (glimpse: Glimpse) => void) => listen(glimpseListeners, listener),
    /** Tells the others which ticket is on this screen; said again after a reconnect. */
    look(ticketId: string | null): void {
      lookedAt = ticketId;
      say({ type: 'look', ticketId });
    },
    write: (ticketId: string, doing: { isWriting: boolean; isNote: boolean }) =>
      say({ type: 'write', ticketId, ...doing }),
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
function readMessage(text: string): LiveMessage {
  return JSON.parse(text) as LiveMessage;
}
