import { useSyncExternalStore } from 'react';

/**
 * Every countdown goes by the server's time. The offset is the server's clock minus this device's,
 * measured at the middle of an exchange; the measurement with the shortest exchange is kept, since
 * its error is at most half of it.
 */
let offsetMs = 0;
let shortestMs = Number.POSITIVE_INFINITY;
let measuredAtMs = 0;
const forgetAfterMs = 30 * 60_000;

/** Takes a moment the server named, with when we asked and when we heard, in local milliseconds. */
export function observeServerTime(serverTime: string, askedAtMs: number, heardAtMs: number): void {
  const serverMs = Date.parse(serverTime);
  if (Number.isNaN(serverMs)) return;
  const exchangeMs = Math.max(0, heardAtMs - askedAtMs);
  const isOld = heardAtMs - measuredAtMs > forgetAfterMs;
  if (exchangeMs > shortestMs && !isOld) return;
  shortestMs = exchangeMs;
  measuredAtMs = heardAtMs;
  offsetMs = serverMs - (askedAtMs + exchangeMs / 2);
}

/** The server's time now, in milliseconds since the epoch. */
export function serverNow(): number {
  return Date.now() + offsetMs;
}

/** What the server's clock showed when this device's showed `localMs`. */
export function serverTimeOf(localMs: number): number {
  return localMs + offsetMs;
}

/**
 * The server's time, rounded down to `granularityMs`; the component renders again only when that
 * changes. One timer serves the whole page.
 */
export function useServerNow(granularityMs = 1000): number {
  const read = () => Math.floor(serverNow() / granularityMs) * granularityMs;
  return useSyncExternalStore(subscribe, read, read);
}

const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}
