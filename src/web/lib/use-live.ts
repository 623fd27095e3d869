import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import type { LiveEvent, TicketPresence } from '#contract/live.ts';
import { createLive } from './live.ts';
import type { LiveStatus, Socket } from './live-connection.ts';
import { queryClient, sessionKey } from './query.ts';
import { observeServerTime } from './server-time.ts';

const statusListeners = new Set<() => void>();

export const live = createLive({
  connect,
  // Whatever was missed is in the database: everything on the screen is asked again.
  onReload: () => {
    void queryClient.invalidateQueries({
      predicate: (query) => query.queryKey[0] !== sessionKey[0],
    });
  },
  onServerTime: (iso) => observeServerTime(iso, Date.now() - 100, Date.now()),
  onStatus: () => {
    for (const listener of statusListeners) listener();
  },
});

/** Keeps the stream open while somebody is signed in. Used once, by the shell. */
export function useLiveConnection(isSignedIn: boolean): void {
  useEffect(() => {
    if (!isSignedIn) return undefined;
    live.start();
    const wake = () => live.wake();
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    return () => {
      window.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      live.stop();
    };
  }, [isSignedIn]);
}

/** Hears every event that the agent may see; with a ticket, only its own. */
export function useLiveEvents(hear: (event: LiveEvent) => void, ticketId?: string): void {
  const hearLatest = useEffectEvent(hear);
  useEffect(
    () =>
      live.onEvent((event) => {
        if (ticketId === undefined || event.ticketId === ticketId) hearLatest(event);
      }),
    [ticketId],
  );
}

type Company = {
  readonly agents: readonly TicketPresence[];
  readonly isVisitorWriting: boolean;
};
const nobody: Company = { agents: [], isVisitorWriting: false };

/**
 * Says that this ticket is on the screen and whether the agent writes; answers who else is there.
 * The agent's own presence is in the list too: leave it out where it is shown.
 */
export function useTicketPresence(ticketId: string, writes: 'public' | 'note' | null): Company {
  const [company, setCompany] = useState(nobody);
  useEffect(() => {
    const stop = live.onGlimpse((glimpse) => {
      if (glimpse.ticketId !== ticketId) return;
      setCompany((before) =>
        glimpse.type === 'presence'
          ? { ...before, agents: glimpse.agents }
          : { ...before, isVisitorWriting: glimpse.isWriting },
      );
    });
    live.look(ticketId);
    return () => {
      stop();
      live.look(null);
      setCompany(nobody);
    };
  }, [ticketId]);
  useEffect(() => {
    if (writes === null) return undefined;
    const isNote = writes === 'note';
    live.write(ticketId, { isWriting: true, isNote });
    return () => live.write(ticketId, { isWriting: false, isNote });
  }, [ticketId, writes]);
  return company;
}

export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(subscribe, live.status, live.status);
}

function subscribe(listener: () => void): () => void {
  statusListeners.add(listener);
  return () => {
    statusListeners.delete(listener);
  };
}

function connect(): Socket {
  const address = new URL('/api/v1/live', location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address);
  const wrapped: Socket = {
    send: (text) => socket.send(text),
    close: () => socket.close(),
    onopen: null,
    onmessage: null,
    onclose: null,
  };
  socket.addEventListener('open', () => wrapped.onopen?.());
  socket.addEventListener('message', (event) => wrapped.onmessage?.({ data: event.data }));
  socket.addEventListener('close', () => wrapped.onclose?.());
  return wrapped;
}
