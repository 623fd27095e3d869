import type { Instant } from '#domain/kernel/instant.ts';
import type { Clock } from './clock.ts';

/*
 * The heartbeat that outbox and timekeeper share. A turn does all that is due and says when the
 * next thing falls due; the loop sleeps until then, until it is woken, or for a second, whichever
 * comes first. The second is the guarantee; a wake is only a hint.
 *
 * States: working → sleeping → working …, until `stop`. A wake that arrives while a turn works is
 * latched, so that the following sleep is skipped: otherwise a row inserted between the turn's
 * last look and its sleep would wait for the poll.
 */

/** A poll each second bounds the lateness when a notification was lost. Real time, always. */
const pollMs = 1000;
const heldMs = 25;

export type Loop = {
  /** Hints that there may be work. Never lost, cheap to call. */
  wake(): void;
  /** Answers when the loop sleeps and nothing has woken it: all that was due is done. */
  whenIdle(): Promise<void>;
  isIdle(): boolean;
  /** Waits for the turn under way, then ends. */
  stop(): Promise<void>;
};

export type LoopOptions = {
  readonly clock: Clock;
  /** Does what is due and answers when the next thing is, or null when nothing is planned. */
  readonly turn: () => Promise<Instant | null>;
  /** Told of a turn that threw; the loop goes on after the poll's second. */
  readonly onError: (error: unknown) => void;
};

/** Runs turns until stopped. A turn that throws is reported and tried again a second later. */
export function startLoop(options: LoopOptions): Loop {
  let state: 'working' | 'sleeping' | 'stopped' = 'working';
  let isWoken = false;
  let interrupt = new AbortController();
  let waiting: (() => void)[] = [];

  const isIdle = (): boolean => state !== 'working' && !isWoken;

  const rest = async (nextAt: Instant | null): Promise<void> => {
    state = 'sleeping';
    for (const resolve of waiting.splice(0)) resolve();
    // Still due after a turn means that another process holds it: no use in asking at once.
    const isHeldElsewhere = nextAt !== null && nextAt <= options.clock.now();
    const poll = setTimeout(() => interrupt.abort(), isHeldElsewhere ? heldMs : pollMs);
    if (nextAt === null || isHeldElsewhere) await aborted(interrupt.signal);
    else await options.clock.sleepUntil(nextAt, interrupt.signal);
    clearTimeout(poll);
  };

  let isStopping = false;
  const run = async (): Promise<void> => {
    while (!isStopping) {
      state = 'working';
      isWoken = false;
      interrupt = new AbortController();
      let nextAt: Instant | null = null;
      try {
        nextAt = await options.turn();
      } catch (error) {
        options.onError(error);
      }
      if (!isWoken && !isStopping) await rest(nextAt);
    }
    state = 'stopped';
    isWoken = false;
    for (const resolve of waiting.splice(0)) resolve();
  };

  const finished = run();
  const wake = (): void => {
    if (state === 'stopped') return;
    isWoken = true;
    interrupt.abort();
  };
  return {
    wake,
    isIdle,
    whenIdle: async () => {
      while (!isIdle()) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    stop: async () => {
      isStopping = true;
      wake();
      await finished;
    },
  };
}

export type Gathered = {
  ask(): void;
  /** Answers whether a call is owed, and leaves it to whoever takes it. */
  take(): boolean;
};

/**
 * Calls at once, and then again no sooner than `restMs` later, however often it is asked to: hints
 * that pour in during a storm are gathered. The last of them is never lost.
 */
export function gathered(restMs: number, call: () => void): Gathered {
  let isResting = false;
  let isOwed = false;
  const take = (): boolean => {
    const wasOwed = isOwed;
    isOwed = false;
    return wasOwed;
  };
  const ask = (): void => {
    if (isResting) {
      isOwed = true;
      return;
    }
    isResting = true;
    setTimeout(() => {
      isResting = false;
      if (take()) ask();
    }, restMs).unref();
    call();
  };
  return { ask, take };
}

/** Waits until every loop is idle at once: what one did may have woken another. */
export async function allIdle(loops: readonly Loop[]): Promise<void> {
  while (!loops.every((loop) => loop.isIdle())) {
    for (const loop of loops) await loop.whenIdle();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
