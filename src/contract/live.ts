import { z } from 'zod';
import { idText } from './page.ts';

/**
 * Where a reader of events stands: `txid-position`. Opaque to callers; send it back to go on
 * without a gap and without a repeat.
 */
export const eventCursor = z.string().regex(/^\d{1,20}-\d{1,19}$/, 'not an event cursor');

export const liveActor = z.object({
  kind: z.enum(['agent', 'contact', 'system', 'api_key']),
  id: idText.nullable(),
});

/** One committed event, as the live stream, the feed and webhooks carry it. */
export const liveEvent = z
  .object({
    cursor: eventCursor,
    type: z.string(),
    at: z.string(),
    ticketId: idText.nullable(),
    actor: liveActor,
    /** The event's own fields; each type is described in the API page. */
    payload: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'LiveEvent' });
export type LiveEvent = z.infer<typeof liveEvent>;

export const eventFeedQuery = z.object({
  /** Events after this one. Absent: from the beginning of what is kept. */
  after: eventCursor.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  ticketId: idText.optional(),
});

/** `nextCursor` always says where to go on; an empty page means that nothing is new. */
export const eventFeed = z.object({
  items: z.array(liveEvent),
  nextCursor: eventCursor,
});
export type EventFeed = z.infer<typeof eventFeed>;

/** Who has a ticket open, and which of them is writing. Never stored. */
export const ticketPresence = z.object({
  agentId: idText,
  isWriting: z.boolean(),
});
export type TicketPresence = z.infer<typeof ticketPresence>;

/**
 * What the desk says over the WebSocket `/api/v1/live`. The first message is `hello`; with
 * `after` it resumes, without it begins at now.
 */
export const liveRequest = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), after: eventCursor.nullable() }),
  /** The ticket now on screen; null when none is. Others see it as presence. */
  z.object({ type: z.literal('look'), ticketId: idText.nullable() }),
  /** Whether a reply or note is being written on the ticket that is looked at. */
  z.object({
    type: z.literal('write'),
    ticketId: idText,
    isWriting: z.boolean(),
    /** A note is nothing that the customer may know of, not even that it is written. */
    isNote: z.boolean().default(false),
  }),
  z.object({ type: z.literal('ping') }),
]);
export type LiveRequest = z.infer<typeof liveRequest>;

/** What the server says over the WebSocket. */
export const liveMessage = z.discriminatedUnion('type', [
  /** The answer to `hello`. From here every event that the agent may see follows. */
  z.object({ type: z.literal('ready'), cursor: eventCursor, serverTime: z.string() }),
  z.object({ type: z.literal('event'), event: liveEvent }),
  z.object({
    type: z.literal('presence'),
    ticketId: idText,
    agents: z.array(ticketPresence),
  }),
  /** A customer writes in the widget on a ticket that is looked at. */
  z.object({
    type: z.literal('visitor_writing'),
    ticketId: idText,
    isWriting: z.boolean(),
  }),
  /** Too much was missed: throw away what is cached and load again. */
  z.object({ type: z.literal('reload'), cursor: eventCursor }),
  z.object({ type: z.literal('pong'), serverTime: z.string() }),
]);
export type LiveMessage = z.infer<typeof liveMessage>;
