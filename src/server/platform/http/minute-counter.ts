/** What came of counting one request. */
export type Counted = { readonly isExceeded: boolean; readonly retryAfterSeconds: number };

type Window = { count: number; endsAtMs: number };

const minuteMs = 60_000;
/** Keys that are remembered; the one whose window began first is forgotten first. */
const keysMax = 50_000;

/**
 * Counts by key within windows of a minute. It counts and judges in one step: with a wait in
 * between, of 25 at once against a limit of 20 each would see the number 25, and all be refused.
 */
export class MinuteCounter {
  readonly #max: number;
  readonly #windows = new Map<string, Window>();

  constructor(max: number) {
    this.#max = max;
  }

  /** Counts one. Exceeded when it is more than the limit. */
  count(key: string): Counted {
    const nowMs = performance.now();
    let window = this.#windows.get(key);
    if (window === undefined || window.endsAtMs <= nowMs) {
      this.#windows.delete(key);
      window = { count: 0, endsAtMs: nowMs + minuteMs };
      this.#windows.set(key, window);
      this.#forgetOldest();
    }
    window.count += 1;
    return { isExceeded: window.count > this.#max, retryAfterSeconds: secondsTo(window, nowMs) };
  }

  /** Counts nothing. Exceeded when the next one would be more than the limit. */
  look(key: string): Counted {
    const nowMs = performance.now();
    const window = this.#windows.get(key);
    if (window === undefined || window.endsAtMs <= nowMs) {
      return { isExceeded: false, retryAfterSeconds: 0 };
    }
    return { isExceeded: window.count >= this.#max, retryAfterSeconds: secondsTo(window, nowMs) };
  }

  #forgetOldest(): void {
    if (this.#windows.size <= keysMax) return;
    const [oldest] = this.#windows.keys();
    if (oldest !== undefined) this.#windows.delete(oldest);
  }
}

function secondsTo(window: Window, nowMs: number): number {
  return Math.ceil((window.endsAtMs - nowMs) / 1000);
}
