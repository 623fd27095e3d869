import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from '@fastify/websocket';
import { type LiveMessage, type LiveRequest, liveRequest } from '#contract/live.ts';
import type { AgentId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import { type AccessGate, requirePermission } from '../access/access.ts';
import { RequestRefused } from '../errors/refused.ts';
import type { MountParts } from '../http/mount.ts';
import { requireOwnOrigin } from '../http/origin.ts';
import type { Authenticator, StaffActor } from '../http/principal.ts';
import { formatCursor, parseCursor } from './cursor.ts';
import type { LiveHub } from './hub.ts';
import type { Onlooker } from './presence.ts';

/*
 * The desk's WebSocket. States of a connection:
 *   opened    authenticated, its origin checked; waits for `hello`;
 *   live      every event that the agent may see follows; presence both ways;
 *   closed    by the page; by us when it does not answer (gone), reads too slowly (1013: come back
 *             with your cursor), is no longer signed in (4401), or Belay stops (1012).
 */

export type DeskSocketParts = {
  readonly hub: LiveHub;
  readonly gate: AccessGate;
  readonly now: () => Instant;
  /** Told when somebody's page opens and when it is gone. */
  readonly pages?: {
    came(person: PersonAtDesk): void;
    went(person: PersonAtDesk): void;
  };
};

export type PersonAtDesk = {
  readonly workspaceId: WorkspaceId;
  readonly agentId: AgentId;
};

const url = '/api/v1/live';
/** Beyond this many missed events, loading afresh is quicker than replaying. */
const missedMax = 1000;
/** How often a page is asked whether it is there, and whether its session still holds. */
const beatMs = 30_000;
const bufferedBytesMax = 1024 * 1024;
const closed = { restarting: 1012, slow: 1013, badMessage: 1008, signedOut: 4401 } as const;

/** Mounts the WebSocket of the desk. */
export function mountDeskSocket(parts: DeskSocketParts) {
  return async (app: FastifyInstance, http: MountParts): Promise<void> => {
    const open = new Set<WebSocket>();
    app.get(
      url,
      {
        websocket: true,
        schema: { hide: true },
        onRequest: async (request) => authenticateSocket(request, http),
      },
      (socket, request) => {
        open.add(socket);
        socket.on('close', () => open.delete(socket));
        new DeskSocket(socket, request, { ...parts, authenticator: http.authenticator }).start();
      },
    );
    app.addHook('preClose', async () => {
      for (const socket of open) socket.close(closed.restarting, 'restarting');
    });
  };
}

async function authenticateSocket(request: FastifyRequest, http: MountParts): Promise<void> {
  if (request.headers.authorization !== undefined) http.limiter.refuseGuesser(request);
  const found = await http.authenticator.authenticate(request);
  request.actor = found?.principal ?? null;
  // Browsers bind a WebSocket by no same-origin rule: a foreign page could open it on our cookie.
  if (found?.carriedBy === 'cookie') {
    requireOwnOrigin(request, { baseUrl: http.baseUrl, isAlways: true });
  }
  http.limiter.countRequest(request);
  requirePermission(request.actor, 'ticket.read', 'events:read');
}

class DeskSocket {
  readonly #socket: WebSocket;
  readonly #request: FastifyRequest;
  readonly #parts: DeskSocketParts & { readonly authenticator: Authenticator };
  readonly #onlooker: Onlooker;
  #actor: StaffActor;
  #leave: (() => void) | null = null;
  #isGreeted = false;
  #isThere = true;
  /** Requests are answered one after the other: a second `look` must not overtake the first. */
  #turn: Promise<void> = Promise.resolve();

  constructor(
    socket: WebSocket,
    request: FastifyRequest,
    parts: DeskSocketParts & { readonly authenticator: Authenticator },
  ) {
    this.#socket = socket;
    this.#request = request;
    this.#parts = parts;
    this.#actor = staffOf(request);
    const { workspaceId, agentId } = this.#actor;
    this.#onlooker = { workspaceId, agentId, send: (message) => this.#send(message) };
  }

  start(): void {
    const beat = setInterval(() => void this.#beat(), beatMs);
    this.#socket.on('pong', () => {
      this.#isThere = true;
    });
    this.#socket.on('message', (bytes: Buffer) => {
      this.#turn = this.#turn
        .then(async () => this.#hear(bytes.toString('utf8')))
        .catch((error: unknown) => {
          this.#request.log.error({ err: error }, 'a live request failed');
          this.#socket.close(closed.slow, 'try again');
        });
    });
    const { workspaceId, agentId } = this.#actor;
    this.#parts.pages?.came({ workspaceId, agentId });
    this.#socket.on('error', (error) => this.#request.log.debug({ err: error }, 'socket failed'));
    this.#socket.on('close', () => {
      clearInterval(beat);
      this.#leave?.();
      this.#parts.hub.presence.leave(this.#onlooker);
      this.#parts.pages?.went({ workspaceId, agentId });
    });
  }

  async #hear(text: string): Promise<void> {
    const parsed = liveRequest.safeParse(readJson(text));
    if (!parsed.success) {
      this.#socket.close(closed.badMessage, 'not a message of the desk');
      return;
    }
    await this.#answer(parsed.data);
  }

  async #answer(asked: LiveRequest): Promise<void> {
    const { hub } = this.#parts;
    switch (asked.type) {
      case 'hello':
        return this.#greet(asked.after);
      case 'look':
        return this.#look(asked.ticketId);
      case 'write':
        // Only who looks at a ticket, and so passed the gate, is heard writing.
        return hub.presence.write(this.#onlooker, asked.ticketId as TicketId, asked);
      case 'ping':
        return this.#send({ type: 'pong', serverTime: toIso(this.#parts.now()) });
      default:
        return asked satisfies never;
    }
  }

  async #greet(after: string | null): Promise<void> {
    if (this.#isGreeted) return;
    this.#isGreeted = true;
    const { hub, now } = this.#parts;
    const head = hub.follower.cursor();
    const reader = {
      actor: () => this.#actor,
      deliver: (event: Extract<LiveMessage, { type: 'event' }>['event']) =>
        this.#send({ type: 'event', event }),
    };
    const from = after === null ? null : parseCursor(after);
    const cursor = formatCursor(from ?? head);
    this.#send({ type: 'ready', cursor, serverTime: toIso(now()) });
    this.#leave = from === null ? hub.join(reader) : await hub.resume(reader, from, missedMax);
    if (this.#leave === null) {
      this.#send({ type: 'reload', cursor: formatCursor(head) });
      this.#leave = hub.join(reader);
    }
    if (this.#socket.readyState !== this.#socket.OPEN) this.#leave();
  }

  async #look(ticketId: string | null): Promise<void> {
    const { hub, gate } = this.#parts;
    const isAllowed =
      ticketId !== null && (await gate.may(this.#actor, 'ticket', ticketId, 'ticket.read'));
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    hub.presence.look(this.#onlooker, isAllowed ? (ticketId as TicketId) : null);
  }

  /** Asks the page whether it is there, and the authenticator whether the person still is. */
  async #beat(): Promise<void> {
    if (!this.#isThere) {
      this.#socket.terminate();
      return;
    }
    this.#isThere = false;
    this.#socket.ping();
    try {
      const found = await this.#parts.authenticator.authenticate(this.#request);
      this.#request.actor = found?.principal ?? null;
      requirePermission(this.#request.actor, 'ticket.read', 'events:read');
      this.#actor = staffOf(this.#request);
    } catch (error) {
      // A database that is away proves nothing about the session: the next beat asks again.
      if (error instanceof RequestRefused) this.#socket.close(closed.signedOut, 'signed out');
    }
  }

  #send(message: LiveMessage): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > bufferedBytesMax) {
      this.#socket.close(closed.slow, 'too slow');
      return;
    }
    this.#socket.send(JSON.stringify(message));
  }
}

function staffOf(request: FastifyRequest): StaffActor {
  const { actor } = request;
  if (actor === null || actor.kind === 'visitor') throw new RequestRefused('sign_in_required');
  return actor;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Fails the schema, which closes the connection with a reason.
    return null;
  }
}
