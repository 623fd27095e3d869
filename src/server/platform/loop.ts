import type { Instant } from '#domain/kernel/instant.ts';
import { earlier, plusMs } from '#domain/kernel/instant.ts';
import type { Clock } from './clock.ts';

/*
 * The heartbeat that outbox and timekeeper share. A turn does all that is due and says when the
 * next thing falls due; the loop sleeps until then, or until it is woken, or for a second,
 * whichever comes first. The second is the guarantee; a wake is only a hint.
 *
 * States: working → sleeping → working …, until `stop`. A wake that arrives while a turn works is
 * latched, so that the following sleep is skipped: otherwise a row inserted between the turn's
 * last look and its sleep would wait for the poll.
 */

/** A poll each second bounds the lateness when a notification was lost. */
const pollMs = 1000;

export type Loop = {
  /** Hints that there may be work. Never lost, cheap to call. */
  wake(): void;
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
  let isWoken = false;
  let isStopped = false;
  let interrupt = new AbortController();

  const rest = async (nextAt: Instant | null): Promise<void> => {
    if (isWoken || isStopped) return;
    const poll = plusMs(options.clock.now(), pollMs);
    await options.clock.sleepUntil(nextAt === null ? poll : earlier(nextAt, poll), interrupt.signal);
  };

  const run = async (): Promise<void> => {
    while (!isStopped) {
      isWoken = false;
      interrupt = new AbortController();
      let nextAt: Instant | null = null;
      try {
        nextAt = await options.turn();
      } catch (error) {
        options.onError(error);
      }
      await rest(nextAt);
    }
  };

  const finished = run();
  const wake = (): void => {
    isWoken = true;
    interrupt.abort();
  };
  return {
    wake,
    stop: async () => {
      isStopped = true;
      wake();
      await finished;
    },
  };
}
