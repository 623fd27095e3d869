import type { QueryExecutorProvider } from 'kysely';
import type { LiveEvent } from '#contract/live.ts';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { canSee, visibleToAllStaff } from '../access/access.ts';
import { readTicketVisibilities, ticketIsVisibleTo } from '../access/ticket-visibility.ts';
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
  readonly follower: Follower;
};

/** Fans events out to the readers of this process, each through the access gate. */
export function createLiveHub(options: LiveHubOptions): LiveHub {
  const { db, follower } = options;
  const readers = new Set<LiveReader>();
  const endings = new Set<() => void>();

  const unsubscribe = follower.subscribe({
    isListening: () => readers.size > 0,
    hear: async (events) => {
      const ofWorkspaces = Map.groupBy(events, ({ workspaceId }) => workspaceId);
      for (const [workspaceId, logged] of ofWorkspaces) {
        const hearers = [...readers].filter(({ actor }) => actor().workspaceId === workspaceId);
        if (hearers.length > 0) await tell(hearers, workspaceId, logged);
      }
    },
  });

  /** Facts are loaded once for all tickets and readers, then a pure rule decides for each. */
  const tell = async (
    hearers: readonly LiveReader[],
    workspaceId: WorkspaceId,
    logged: readonly LoggedEvent[],
  ): Promise<void> => {
    const ticketIds = new Set(logged.flatMap(({ ticketId }) => ticketId ?? []));
    const visibilities = await readTicketVisibilities(db, workspaceId, [...ticketIds]);
    for (const { ticketId, event } of logged) {
      const visibility = ticketId === null ? visibleToAllStaff : visibilities.get(ticketId);
      if (visibility === undefined) continue;
      for (const reader of hearers) {
        if (canSee(reader.actor(), visibility)) reader.deliver(event);
      }
    }
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
