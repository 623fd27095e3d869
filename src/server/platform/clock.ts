import { instant, type Instant } from '#domain/kernel/instant.ts';

/** Withdraws what it was given for. Calling it twice, or too late, does nothing. */
export type Cancel = () => void;

/**
 * The one source of time. Everything that asks what time it is, or waits, does so here, so
 * that a test can drive whole stories; SQL gets the moment as a parameter.
 */
export type Clock = {
  now(): Instant;
  /** Calls back once, when `now()` has reached `at`: never earlier, soon after. */
  callAt(at: Instant, callback: () => void): Cancel;
  /** Waits until `now()` has reached `at`, or the signal aborts; says which of the two. */
  sleepUntil(at: Instant, signal?: AbortSignal): Promise<'reached' | 'aborted'>;
  /**
   * Names work that a virtual clock must wait for after each of its steps, so that what
   * fell due is done before time goes on. A system clock ignores it.
   */
  settleWith(work: () => Promise<void>): Cancel;
};

/** Sleeps wake at least this often, to notice that the machine's wall clock was moved. */
const wakeEachMs = 1_000;

/** The machine's clock. It may step either way; nobody is woken early by that. */
export class SystemClock implements Clock {
  now(): Instant {
    return instant(Date.now());
  }

  callAt(at: Instant, callback: () => void): Cancel {
    return callWhenReached(this, at, callback);
  }

  sleepUntil(at: Instant, signal?: AbortSignal): Promise<'reached' | 'aborted'> {
    return sleepOn(this, at, signal);
  }

  settleWith(): Cancel {
    return () => undefined;
  }
}

type Sleeper = { readonly at: Instant; readonly order: number; readonly wake: () => void };

/**
 * A clock for tests. `advance` and `set` walk from due moment to due moment in order: at
 * each they wake its sleepers in the order in which they went to sleep, wait for the work
 * named by `settleWith`, and only then go on. Frozen it moves by these alone; running it
 * also follows real time, for a server in test mode that is driven from outside.
 */
export class VirtualClock implements Clock {
  readonly isRunning: boolean;
  #base: Instant;
  #basedAtMs = performance.now();
  #order = 0;
  #sleepers: Sleeper[] = [];
  #settlers = new Set<() => Promise<void>>();
  #moving: Promise<void> = Promise.resolve();

  constructor(start: Instant, options: { isRunning?: boolean } = {}) {
    this.#base = start;
    this.isRunning = options.isRunning ?? false;
  }

  now(): Instant {
    if (!this.isRunning) return this.#base;
    return instant(this.#base + Math.floor(performance.now() - this.#basedAtMs));
  }

  callAt(at: Instant, callback: () => void): Cancel {
    const cancelReal = this.isRunning
      ? callWhenReached(this, at, () => sleeper.wake())
      : () => undefined;
    const cancel = (): void => {
      cancelReal();
      this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
    };
    let isDone = false;
    const sleeper: Sleeper = {
      at,
      order: (this.#order += 1),
      wake: () => {
        if (isDone) return;
        isDone = true;
        cancel();
        callback();
      },
    };
    this.#sleepers.push(sleeper);
    if (at <= this.now()) queueMicrotask(() => this.#sleepers.includes(sleeper) && sleeper.wake());
    return cancel;
  }

  sleepUntil(at: Instant, signal?: AbortSignal): Promise<'reached' | 'aborted'> {
    return sleepOn(this, at, signal);
  }

  settleWith(work: () => Promise<void>): Cancel {
    this.#settlers.add(work);
    return () => this.#settlers.delete(work);
  }

  /** Moves forward. Answers when everything that fell due on the way has been done. */
  advance(ms: number): Promise<void> {
    if (!(ms >= 0)) throw new RangeError('advance goes forward; use set to go back');
    return this.#inTurn(async () => {
      await this.#walkTo(instant(this.now() + ms));
      await nextTurn();
    });
  }

  /** Moves to a moment. Going back wakes nobody: sleepers wait until it comes again. */
  set(moment: Instant): Promise<void> {
    return this.#inTurn(async () => {
      if (moment < this.now()) {
        this.#rebase(moment);
        await this.#settle();
      } else {
        await this.#walkTo(moment);
      }
      await nextTurn();
    });
  }

  /** Two movements at once would interleave their steps: the second waits for the first. */
  #inTurn(move: () => Promise<void>): Promise<void> {
    const done = this.#moving.then(move);
    this.#moving = done.catch(() => undefined);
    return done;
  }

  async #walkTo(end: Instant): Promise<void> {
    await this.#settle();
    for (;;) {
      const next = this.#nextDue(end);
      if (next === undefined) break;
      if (next.at > this.now()) this.#rebase(next.at);
      next.wake();
      const following = this.#nextDue(end);
      if (following === undefined || following.at > next.at) await this.#settle();
    }
    if (end > this.now()) {
      this.#rebase(end);
      await this.#settle();
    }
  }

  #nextDue(end: Instant): Sleeper | undefined {
    return this.#sleepers
      .filter(({ at }) => at <= end)
      .sort((a, b) => a.at - b.at || a.order - b.order)[0];
  }

  #rebase(moment: Instant): void {
    this.#base = moment;
    this.#basedAtMs = performance.now();
  }

  /**
   * Lets the woken run as far as they get without I/O, then waits for the named work. Nothing of
   * the event loop may come between the end of that and the look for who sleeps: a loop that polls
   * in that moment sleeps nowhere, and time would pass what it is about to wait for.
   */
  async #settle(): Promise<void> {
    await nextTurn();
    for (const work of this.#settlers) await work();
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** `setTimeout` rounds, may fire a millisecond early, and knows nothing of wall time. */
function callWhenReached(clock: Clock, at: Instant, callback: () => void): Cancel {
  let timer = setTimeout(look, delayMs());
  return () => clearTimeout(timer);

  function look(): void {
    if (clock.now() >= at) callback();
    else timer = setTimeout(look, delayMs());
  }

  function delayMs(): number {
    return Math.min(Math.max(at - clock.now(), 0), wakeEachMs);
  }
}

function sleepOn(
  clock: Clock,
  at: Instant,
  signal: AbortSignal | undefined,
): Promise<'reached' | 'aborted'> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve('aborted');
      return;
    }
    const abort = (): void => {
      cancel();
      resolve('aborted');
    };
    const cancel = clock.callAt(at, () => {
      signal?.removeEventListener('abort', abort);
      resolve('reached');
    });
    signal?.addEventListener('abort', abort, { once: true });
  });
}
