import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { QueryExecutorProvider } from 'kysely';
import { z } from 'zod';
import { eventCursor, eventFeed, eventFeedQuery, type LiveEvent } from '#contract/live.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { requirePermission } from '../access/access.ts';
import { RequestRefused } from '../errors/refused.ts';
import type { Authenticator, StaffActor } from '../http/principal.ts';
import { type Route, route } from '../http/route.ts';
import { beforeAll, type EventCursor, formatCursor, parseCursor } from './cursor.ts';
import { readFeedAfter } from './event-log.ts';
import { feedFilterOf, type LiveHub } from './hub.ts';

export type LiveRouteParts = {
  readonly db: QueryExecutorProvider;
  readonly hub: LiveHub;
  readonly authenticator: Authenticator;
};

const pageSize = 500;
/** Proxies cut connections that say nothing for a minute; keys are looked at as often. */
const beatMs = 20_000;
/** A reader that is this far behind is cut; it comes back with its last id and misses nothing. */
const bufferedBytesMax = 1024 * 1024;

/** The feed, to be read page by page, and the stream, to be listened to. */
export function liveRoutes(parts: LiveRouteParts): readonly Route[] {
  return [
    route({
      method: 'GET',
      url: '/api/v1/events',
      summary: 'Reads committed events in order; go on from `nextCursor`, which never skips one.',
      permission: 'ticket.read',
      scope: 'events:read',
      schema: { query: eventFeedQuery, response: eventFeed },
      errors: ['cursor_invalid'],
      handler: async ({ actor, query }) => {
        const after = cursorOrRefuse(query.after);
        const ticketId = query.ticketId === undefined ? null : (query.ticketId as TicketId);
        const filter = feedFilterOf(actor, ticketId);
        const found = await readFeedAfter(parts.db, after, { limit: query.limit, filter });
        const last = found.at(-1)?.cursor ?? after;
        return { items: found.map(({ event }) => event), nextCursor: formatCursor(last) };
      },
    }),
    route({
      method: 'GET',
      url: '/api/v1/events/stream',
      summary:
        'Streams events as they are committed (server-sent events); resumes from `Last-Event-ID`.',
      permission: 'ticket.read',
      scope: 'events:read',
      produces: 'text/event-stream',
      schema: { query: z.object({ after: eventCursor.optional() }) },
      errors: ['cursor_invalid'],
      handler: async ({ actor, query, request, reply }) => {
        const header = request.headers['last-event-id'];
        const asked = typeof header === 'string' ? header : query.after;
        const from = asked === undefined ? parts.hub.follower.cursor() : cursorOrRefuse(asked);
        return stream(parts, { actor, from, request, reply });
      },
    }),
  ];
}

type Listening = {
  readonly actor: StaffActor;
  readonly from: EventCursor;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/** Takes the connection over from Fastify, catches up page by page, then goes on live. */
async function stream(parts: LiveRouteParts, listening: Listening): Promise<FastifyReply> {
  const { reply } = listening;
  const { raw } = reply;
  openStream(reply);
  let actor = listening.actor;
  let leave: (() => void) | null = null;
  const beat = setInterval(() => {
    raw.write(': still here\n\n');
    void stillAllowed(parts, listening.request, actor).then((now) => {
      if (now === null) raw.end();
      else actor = now;
    });
  }, beatMs);
  const forget = parts.hub.onStop(() => raw.end());
  raw.on('close', () => {
    clearInterval(beat);
    forget();
    leave?.();
  });
  try {
    const reader = { actor: () => actor, deliver: (event: LiveEvent) => say(raw, event) };
    let cursor = listening.from;
    while (leave === null && !raw.destroyed) {
      leave = await parts.hub.resume(reader, cursor, pageSize);
      if (leave === null) cursor = await sayPage(parts, { actor, cursor, raw });
    }
    if (raw.destroyed) leave?.();
  } catch (error) {
    reply.log.warn({ err: error }, 'a stream of events broke off');
    raw.end();
  }
  return reply;
}

/** The headers that the hooks have set, and those of a stream. */
function openStream(reply: FastifyReply): void {
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) raw.setHeader(name, value);
  }
  reply.hijack();
  raw.setHeader('content-type', 'text/event-stream; charset=utf-8');
  // Tells nginx not to hold the stream back.
  raw.setHeader('x-accel-buffering', 'no');
  raw.writeHead(200);
  raw.write(': welcome\n\n');
}

/** Asks again who reads: a key that was revoked hears no more. Null when it may not. */
async function stillAllowed(
  parts: LiveRouteParts,
  request: FastifyRequest,
  before: StaffActor,
): Promise<StaffActor | null> {
  try {
    const found = await parts.authenticator.authenticate(request);
    const actor = found?.principal ?? null;
    requirePermission(actor, 'ticket.read', 'events:read');
    return actor === null || actor.kind === 'visitor' ? null : actor;
  } catch (error) {
    // A database that is away proves nothing about the key: the next beat asks again.
    return error instanceof RequestRefused ? null : before;
  }
}

async function sayPage(
  parts: LiveRouteParts,
  page: { actor: StaffActor; cursor: EventCursor; raw: ServerResponse },
): Promise<EventCursor> {
  const filter = feedFilterOf(page.actor, null);
  const found = await readFeedAfter(parts.db, page.cursor, { limit: pageSize, filter });
  for (const { event } of found) say(page.raw, event);
  if (page.raw.writableNeedDrain) await drained(page.raw);
  return found.at(-1)?.cursor ?? page.cursor;
}

function say(raw: ServerResponse, event: LiveEvent): void {
  if (raw.writableLength > bufferedBytesMax) {
    raw.destroy();
    return;
  }
  raw.write(`id: ${event.cursor}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}

async function drained(raw: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    raw.once('drain', resolve);
    raw.once('close', resolve);
  });
}

function cursorOrRefuse(text: string | undefined): EventCursor {
  const cursor = text === undefined ? beforeAll : parseCursor(text);
  if (cursor === null) throw new RequestRefused('cursor_invalid');
  return cursor;
}
