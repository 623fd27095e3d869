import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type WebchatLive, type WebchatRequest, webchatRequest } from '#contract/webchat.ts';
import { toIso } from '#domain/kernel/instant.ts';
import type { Ground } from '#server/belay.ts';
import { authenticateVisitor } from '#server/platform/auth/visitor-token.ts';
import type { MountParts } from '#server/platform/http/mount.ts';
import type { VisitorPage, VisitorRooms } from './rooms.ts';
import { touchVisitor } from './visitor.ts';

/*
 * The widget's WebSocket. States of a connection:
 *   opened    waits for `hello` with the visitor's token, at most `helloMsMax`;
 *   live      what happens in the conversation follows; writing goes both ways;
 *   closed    by the page; by us when it does not answer (gone), reads too slowly (1013), has a
 *             token that is worth nothing (4401), or Belay stops (1012).
 * Browsers let no script put a header on a WebSocket, so the token comes as the first message. No
 * cookie plays a part, so that it may be opened from any site.
 */

const url = '/api/v1/webchat/live';
const beatMs = 30_000;
const helloMsMax = 10_000;
const bufferedBytesMax = 256 * 1024;
const closed = { restarting: 1012, slow: 1013, badMessage: 1008, tokenInvalid: 4401 } as const;

type Parts = { readonly ground: Ground; readonly rooms: VisitorRooms };

export function mountVisitorSocket(parts: Parts) {
  return async (app: FastifyInstance, http: MountParts): Promise<void> => {
    const open = new Set<WebSocket>();
    app.get(
      url,
      {
        websocket: true,
        schema: { hide: true },
        onRequest: async (request) => {
          http.limiter.countRequest(request);
        },
      },
      (socket, request) => {
        open.add(socket);
        socket.on('close', () => open.delete(socket));
        new VisitorSocket({ socket, request, http, ...parts }).start();
      },
    );
    app.addHook('preClose', async () => {
      for (const socket of open) socket.close(closed.restarting, 'restarting');
    });
  };
}

type SocketParts = Parts & {
  readonly socket: WebSocket;
  readonly request: FastifyRequest;
  readonly http: MountParts;
};

class VisitorSocket {
  readonly #parts: SocketParts;
  #page: VisitorPage | null = null;
  #token = '';
  #leave: (() => void) | null = null;
  #isThere = true;
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: SocketParts) {
    this.#parts = parts;
  }

  start(): void {
    const { socket, request } = this.#parts;
    const beat = setInterval(() => void this.#beat(), beatMs);
    const patience = setTimeout(() => this.#endUngreeted(), helloMsMax);
    socket.on('pong', () => {
      this.#isThere = true;
    });
    socket.on('message', (bytes: Buffer) => {
      this.#turn = this.#turn
        .then(async () => this.#hear(bytes.toString('utf8')))
        .catch((error: unknown) => {
          request.log.error({ err: error }, 'a request of a visitor failed');
          socket.close(closed.slow, 'try again');
        });
    });
    socket.on('error', (error) => request.log.debug({ err: error }, 'socket failed'));
    socket.on('close', () => {
      clearInterval(beat);
      clearTimeout(patience);
      if (this.#page !== null) this.#parts.rooms.write(this.#page, false);
      this.#leave?.();
    });
  }

  #endUngreeted(): void {
    if (this.#page === null) this.#parts.socket.close(closed.badMessage, 'no hello');
  }

  async #hear(text: string): Promise<void> {
    const parsed = webchatRequest.safeParse(readJson(text));
    if (!parsed.success) {
      this.#parts.socket.close(closed.badMessage, 'not a message of the widget');
      return;
    }
    await this.#answer(parsed.data);
  }

  async #answer(asked: WebchatRequest): Promise<void> {
    switch (asked.type) {
      case 'hello':
        return this.#greet(asked.token);
      case 'write':
        return this.#page === null
          ? undefined
          : this.#parts.rooms.write(this.#page, asked.isWriting);
      case 'ping':
        return this.#say({ type: 'pong' });
      default:
        return asked satisfies never;
    }
  }

  async #greet(token: string): Promise<void> {
    if (this.#page !== null) return;
    const { ground, rooms, http, request, socket } = this.#parts;
    http.limiter.refuseGuesser(request);
    const actor = await authenticateVisitor(ground.db, token);
    if (actor === null) {
      http.limiter.countFailure(request);
      socket.close(closed.tokenInvalid, 'token invalid');
      return;
    }
    this.#token = token;
    this.#page = { actor, say: (message) => this.#say(message) };
    this.#leave = await rooms.enter(this.#page);
    if (socket.readyState !== socket.OPEN) return this.#leave();
    await touchVisitor(ground.db, actor, ground.clock.now());
    this.#say({ type: 'ready', serverTime: toIso(ground.clock.now()) });
  }

  /** Asks the page whether it is there, and whether its token still opens anything. */
  async #beat(): Promise<void> {
    const { socket, ground, request } = this.#parts;
    if (!this.#isThere) {
      socket.terminate();
      return;
    }
    this.#isThere = false;
    socket.ping();
    if (this.#page === null) return;
    try {
      const actor = await authenticateVisitor(ground.db, this.#token);
      if (actor === null) socket.close(closed.tokenInvalid, 'token invalid');
      else await touchVisitor(ground.db, actor, ground.clock.now());
    } catch (error) {
      // A database that is away proves nothing about the token: the next beat asks again.
      request.log.debug({ err: error }, 'a visitor could not be looked up');
    }
  }

  #say(message: WebchatLive): void {
    const { socket } = this.#parts;
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > bufferedBytesMax) socket.close(closed.slow, 'too slow');
    else socket.send(JSON.stringify(message));
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Fails the schema, which closes the connection with a reason.
    return null;
  }
}
