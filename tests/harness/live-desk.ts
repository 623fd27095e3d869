import { WebSocket } from 'ws';
import { type LiveMessage, liveMessage, type LiveRequest } from '#contract/live.ts';

/** A page at the desk as the server sees it: its WebSocket, and everything that was said to it. */
export type LiveDesk = {
  readonly said: LiveMessage[];
  readonly say: (request: LiveRequest) => void;
  /** Waits for a message that fits; those before it are passed over. */
  readonly hears: (fits: (message: LiveMessage) => boolean) => Promise<LiveMessage>;
  /** The code with which it was closed. */
  readonly closed: Promise<number>;
  readonly socket: WebSocket;
};

/**
 * Opens the desk's WebSocket of a server, `origin` being its address. The headers say who comes and
 * from which page. Rejects with the status when the server does not let it in.
 */
export async function openLiveDesk(
  origin: string,
  headers: Readonly<Record<string, string>>,
): Promise<LiveDesk> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/v1/live`, { headers });
  const said: LiveMessage[] = [];
  let wake: () => void = () => undefined;
  socket.on('message', (bytes) => {
    said.push(liveMessage.parse(JSON.parse(String(bytes))));
    wake();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve());
    socket.on('error', reject);
  });
  return {
    said,
    socket,
    closed,
    say: (request) => socket.send(JSON.stringify(request)),
    hears: async (fits) => {
      for (;;) {
        const found = said.find(fits);
        if (found) return found;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
