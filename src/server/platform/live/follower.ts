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

export type EventListener = {
  /** Somebody behind this listener wants to hear. While nobody does anywhere, nothing is read. */
  readonly isListening: () => boolean;
  readonly hear: (events: readonly LoggedEvent[]) => void | Promise<void>;
};

export type Follower = {
  /** Everything up to here has been told to the listeners, if anybody listened. */
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
 * What a transaction that still runs holds back is looked for again after these pauses: most last
 * milliseconds, and an agent's screen should not wait for the poll.
 */
const heldPausesMs = [20, 40, 80, 160, 320];
/** In a storm of commits the looks are this far apart: each finds what many have written. */
const spacingMs = 40;
const batchSizeDefault = 500;

/** Starts following from the newest event. Throws when the database cannot be read at all. */
export async function startFollower(options: FollowerOptions): Promise<Follower> {
  const { db, log } = options;
  const pollMs = options.pollMs ?? pollMsDefault;
  const batchSize = options.batchSize ?? batchSizeDefault;
  const listeners = new Set<EventListener>();
  let cursor = await readHead(db);
  let isHinted = false;
  let isStopping = false;
  let interrupt = new AbortController();

  const isHeard = (): boolean => [...listeners].some(({ isListening }) => isListening());

  /** Tells all that can be read. Answers whether a running transaction may hold back more. */
  const look = async (): Promise<boolean> => {
    for (;;) {
      if (!isHeard()) {
        const head = await readHead(db);
        // Whoever began to listen meanwhile hears what came since the last look.
        if (isHeard()) continue;
        cursor = head;
        return false;
      }
      const { events, isHeld } = await readEventsAfter(db, cursor, batchSize);
      const last = events.at(-1);
      if (last === undefined) return isHeld;
      for (const listener of listeners) await tell(listener, events, log);
      cursor = last.cursor;
      if (events.length < batchSize) return isHeld;
    }
  };

  /** Until a hint. By itself it keeps no process alive. */
  const sleep = async (ms: number): Promise<void> => {
    const { signal } = interrupt;
    await wait(ms, undefined, { signal, ref: false }).catch(() => undefined);
  };

  const run = async (): Promise<void> => {
    let heldLooks = 0;
    while (!isStopping) {
      if (isHinted) heldLooks = 0;
      isHinted = false;
      interrupt = new AbortController();
      let isHeld = false;
      try {
        isHeld = await look();
      } catch (error) {
        if (!isDatabaseAway(error)) log.error({ err: error }, 'following events failed');
      }
      const restMs = (isHeld ? heldPausesMs[heldLooks] : undefined) ?? pollMs;
      heldLooks += 1;
      if (isStopping) return;
      await wait(Math.min(spacingMs, restMs));
      if (!isHinted && restMs > spacingMs) await sleep(restMs - spacingMs);
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
    if (listener.isListening()) await listener.hear(events);
  } catch (error) {
    log.error({ err: error, cursor: events[0]?.event.cursor }, 'a listener of events failed');
  }
}
