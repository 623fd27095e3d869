import { setTimeout as wait } from 'node:timers/promises';
import type { QueryExecutorProvider } from 'kysely';
import { isDatabaseAway } from '../db/transaction.ts';
import type { Logger } from '../log.ts';
import type { EventCursor } from './cursor.ts';
import { type LoggedEvent, readEventsAfter, readHead } from './event-log.ts';

/*
 * One follower a process reads the event table in order and tells everybody who subscribed. It
 * sleeps until it is hinted at or a second has passed, whichever comes first; a hint that arrives
 * while it reads is latched. Events whose transaction is held back by an older one that still runs
 * come with the next look, in order.
 */

export type EventListener = (events: readonly LoggedEvent[]) => void | Promise<void>;

export type Follower = {
  /** Everything up to here has been told to the listeners. */
  readonly cursor: () => EventCursor;
  /** Told of each batch, in order, one after the other. Answers how to stop. */
  subscribe(listener: EventListener): () => void;
  /** There may be something to read. Cheap, never lost. */
  hint(): void;
  stop(): Promise<void>;
};

export type FollowerOptions = {
  readonly db: QueryExecutorProvider;
  readonly log: Logger;
  readonly pollMs?: number;
  readonly batchSize?: number;
};

const pollMsDefault = 1000;
/**
 * After a hint, what is held back by a neighbour's transaction is looked for again this soon: such
 * a transaction lasts milliseconds, and an agent's screen should not wait for the poll.
 */
const heldBackMs = 20;
const heldBackLooks = 5;
const batchSizeDefault = 500;

/** Starts following from the newest event. Throws when the database cannot be read at all. */
export async function startFollower(options: FollowerOptions): Promise<Follower> {
  const { db, log } = options;
  const pollMs = options.pollMs ?? pollMsDefault;
  const batchSize = options.batchSize ?? batchSizeDefault;
  const listeners = new Set<EventListener>();
  let cursor = await readHead(db);
  let isHinted = false;
  let looksLeft = 0;
  let isStopping = false;
  let interrupt = new AbortController();

  const turn = async (): Promise<void> => {
    for (;;) {
      const events = await readEventsAfter(db, cursor, batchSize);
      const last = events.at(-1);
      if (last === undefined) return;
      looksLeft = 0;
      for (const listener of listeners) await tell(listener, events, log);
      cursor = last.cursor;
      if (events.length < batchSize) return;
    }
  };

  const rest = async (): Promise<void> => {
    if (isHinted) {
      isHinted = false;
      looksLeft = heldBackLooks;
      return;
    }
    const restMs = looksLeft > 0 ? heldBackMs : pollMs;
    looksLeft = Math.max(0, looksLeft - 1);
    interrupt = new AbortController();
    await wait(restMs, undefined, { signal: interrupt.signal, ref: false }).catch(() => undefined);
  };

  const run = async (): Promise<void> => {
    while (!isStopping) {
      try {
        await turn();
      } catch (error) {
        if (!isDatabaseAway(error)) log.error({ err: error }, 'following events failed');
      }
      if (!isStopping) await rest();
    }
  };

  const hint = (): void => {
    isHinted = true;
    interrupt.abort();
  };
  const finished = run();
  return {
    cursor: () => cursor,
    hint,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      isStopping = true;
      hint();
      await finished;
    },
  };
}

/** One listener that throws must not keep the others from hearing. */
async function tell(
  listener: EventListener,
  events: readonly LoggedEvent[],
  log: Logger,
): Promise<void> {
  try {
    await listener(events);
  } catch (error) {
    log.error({ err: error, cursor: events[0]?.event.cursor }, 'a listener of events failed');
  }
}
