import type { QueryExecutorProvider } from 'kysely';
import type { LiveEvent } from '#contract/live.ts';
import type { TicketId } from '#domain/kernel/id.ts';
import { type AccessGate, canSee, type Visibility } from '../access/access.ts';
import { ticketIsVisibleTo } from '../access/ticket-visibility.ts';
import type { StaffActor } from '../http/principal.ts';
import { compareCursors, type EventCursor } from './cursor.ts';
import { type LoggedEvent, readFeedAfter } from './event-log.ts';
import type { Follower } from './follower.ts';
import { Presence } from './presence.ts';

/** One reader of live events: a page at the desk, or a program on the stream. */
export type LiveReader = {
  /** Who reads, now. The stream asks again who that is, so roles and teams follow. */
  readonly actor: () => StaffActor;
  readonly deliver: (event: LiveEvent) => void;
};

export type LiveHub = {
  readonly presence: Presence;
  readonly follower: Follower;
  /** Delivers every event from now on that the reader may see. Answers how to stop. */
  join(reader: LiveReader): () => void;
  /**
   * The same, after the events since `after`: no gap, no repeat, in order. Answers null when more
   * than `limit` were missed; the reader then loads afresh.
   */
  resume(reader: LiveReader, after: EventCursor, limit: number): Promise<(() => void) | null>;
  /** Called when Belay stops, so that open streams end and their readers go elsewhere. */
  onStop(end: () => void): () => void;
  stop(): void;
};

export type LiveHubOptions = {
  readonly db: QueryExecutorProvider;
  readonly gate: AccessGate;
  readonly follower: Follower;
};

/** Fans events out to the readers of this process, each through the access gate. */
export function createLiveHub(options: LiveHubOptions): LiveHub {
  const { db, gate, follower } = options;
  const readers = new Set<LiveReader>();
  const endings = new Set<() => void>();

  const unsubscribe = follower.subscribe(async (events) => {
    if (readers.size === 0) return;
    const known = new Map<string, Visibility | null>();
    for (const logged of events) {
      const hearers = [...readers].filter(
        ({ actor }) => actor().workspaceId === logged.workspaceId,
      );
      if (hearers.length === 0) continue;
      const visibility = await visibilityOf(logged, known);
      for (const reader of hearers) {
        if (visibility === 'everyone' || (visibility && canSee(reader.actor(), visibility))) {
          reader.deliver(logged.event);
        }
      }
    }
  });

  /** Loaded once a batch and ticket, however many read: facts first, then a pure rule for each. */
  const visibilityOf = async (
    logged: LoggedEvent,
    known: Map<string, Visibility | null>,
  ): Promise<Visibility | 'everyone' | null> => {
    const { ticketId, workspaceId } = logged;
    if (ticketId === null) return 'everyone';
    const found = known.get(ticketId);
    if (found !== undefined) return found;
    const loaded = await gate.visibility('ticket', workspaceId, ticketId);
    known.set(ticketId, loaded);
    return loaded;
  };

  const join = (reader: LiveReader): (() => void) => {
    readers.add(reader);
    return () => readers.delete(reader);
  };

  return {
    presence: new Presence(),
    follower,
    join,
    resume: async (reader, after, limit) => resumeReader({ db, join, reader }, after, limit),
    onStop: (end) => {
      endings.add(end);
      return () => endings.delete(end);
    },
    stop: () => {
      unsubscribe();
      for (const end of endings) end();
    },
  };
}

type Resuming = {
  readonly db: QueryExecutorProvider;
  readonly join: (reader: LiveReader) => () => void;
  readonly reader: LiveReader;
};

/** Joins first and reads the past second, holding back what arrives meanwhile: so nothing falls between. */
async function resumeReader(
  parts: Resuming,
  after: EventCursor,
  limit: number,
): Promise<(() => void) | null> {
  const { db, join, reader } = parts;
  const waiting: LiveEvent[] = [];
  let isCaughtUp = false;
  // The table may be ahead of the follower: what was read from it comes by the follower again.
  let last = after;
  const pass = (event: LiveEvent): void => {
    if (isAfter(event, last)) reader.deliver(event);
  };
  const leave = join({
    actor: reader.actor,
    deliver: (event) => (isCaughtUp ? pass(event) : waiting.push(event)),
  });
  try {
    const missed = await readFeedAfter(db, after, {
      limit: limit + 1,
      filter: feedFilterOf(reader.actor(), null),
    });
    if (missed.length > limit) {
      leave();
      return null;
    }
    for (const { event } of missed) reader.deliver(event);
    last = missed.at(-1)?.cursor ?? after;
    for (const event of waiting) pass(event);
    isCaughtUp = true;
    return leave;
  } catch (error) {
    leave();
    throw error;
  }
}

/** What of the feed an actor may see, all of it or that of one ticket. */
export function feedFilterOf(actor: StaffActor, ticketId: TicketId | null) {
  return {
    workspaceId: actor.workspaceId,
    ticketId,
    ticketIsVisible: ticketIsVisibleTo(actor),
  };
}

function isAfter(event: LiveEvent, cursor: EventCursor): boolean {
  const [txid = '0', position = '0'] = event.cursor.split('-');
  return compareCursors({ txid, position }, cursor) > 0;
}
