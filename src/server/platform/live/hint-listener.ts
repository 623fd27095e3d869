import pg from 'pg';
import { clientConfig } from '../db/database.ts';
import type { Logger } from '../log.ts';

/** A connection that listens. It comes back by itself; what it missed, the poll finds. */
export type HintListener = { stop(): Promise<void> };

export type HintListenerOptions = {
  /** A session of its own: PgBouncer's transaction mode would break LISTEN. */
  readonly sessionAddress: pg.ClientConfig;
  readonly channels: readonly string[];
  /** Called for every notification, and once after each connection: hints may have been lost. */
  readonly onHint: (channel: string) => void;
  readonly log: Logger;
};

const retryMsMin = 250;
const retryMsMax = 5000;

/**
 * Listens to channels of PostgreSQL as a hint that there is something to read.
 *
 * States: connecting → listening → broken → connecting … until `stop`. A break is logged once and
 * tried again after a growing pause.
 */
export function listenForHints(options: HintListenerOptions): HintListener {
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  let retryMs = retryMsMin;
  let isStopped = false;

  const again = (): void => {
    client = null;
    if (isStopped || retry !== null) return;
    retry = setTimeout(() => {
      retry = null;
      void connect();
    }, retryMs);
    retryMs = Math.min(retryMs * 2, retryMsMax);
  };

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client(clientConfig(options.sessionAddress));
    client = fresh;
    let isBroken = false;
    const broken = (error?: Error): void => {
      if (isBroken) return;
      isBroken = true;
      if (!isStopped) options.log.warn({ err: error }, 'the listening connection broke');
      again();
    };
    fresh.on('error', broken);
    fresh.on('end', () => broken());
    fresh.on('notification', ({ channel }) => options.onHint(channel));
    try {
      await fresh.connect();
      for (const channel of options.channels) {
        await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
      }
      retryMs = retryMsMin;
      for (const channel of options.channels) options.onHint(channel);
    } catch (error) {
      broken(error instanceof Error ? error : new Error(String(error)));
      await fresh.end().catch(() => undefined);
    }
  };

  const connecting = connect();
  return {
    stop: async () => {
      isStopped = true;
      if (retry !== null) clearTimeout(retry);
      await connecting;
      await client?.end().catch(() => undefined);
    },
  };
}
