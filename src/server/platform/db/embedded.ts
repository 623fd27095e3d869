import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { tryLockFile, type FileLock } from '../file-lock.ts';
import type { Logger } from '../log.ts';
import { prepareCluster, type PostgresCluster } from './postgres-cluster.ts';
import {
  runningAddress,
  startPostgres,
  type PostgresAddress,
  type PostgresProcess,
} from './postgres-process.ts';

/*
 * One data folder has one supervisor, whoever holds the lock file in it. Any number of
 * processes may use the folder: the command line beside a running server, for instance.
 *
 *   guest ── lock obtained ──▶ owner ── server ended ──▶ restarting ── started ──▶ owner
 *     └──────────────── stop() ───────────────▶ stopped ◀──────────────┘
 *
 * A guest looks at the lock twice a second, and takes over when the owner is gone.
 */

export type EmbeddedDatabase = {
  readonly address: PostgresAddress;
  /** Stops the server when this process owns it; a guest only leaves. */
  stop(): Promise<void>;
};

export const databaseName = 'belay';

const lookAtLockEachMs = 500;
const ownerReadyWithinMs = 60_000;
const restartDelayMsMax = 5_000;

/**
 * Makes sure that the embedded PostgreSQL of a data folder runs, and keeps it running: a
 * server that dies is started again at once (then after growing pauses of at most 5 s),
 * which with crash recovery heals within seconds. Answers when queries are accepted and the
 * database `belay` exists. Throws, in sentences, when it cannot be started at all.
 */
export async function superviseEmbedded(options: {
  dataFolder: string;
  log: Logger;
  say: (line: string) => void;
  /** Extra `name=value` settings of postgresql.conf. */
  settings?: readonly string[];
}): Promise<EmbeddedDatabase> {
  const { log } = options;
  const lockPath = join(options.dataFolder, 'postgres.lock');
  let lock: FileLock | null = null;
  let server: PostgresProcess | null = null;
  const stopping = new AbortController();

  const cluster = await prepareAlone();
  lock = tryLockFile(lockPath);
  if (lock !== null) {
    server = await startPostgres(cluster, options.settings);
    await ensureDatabase(server.address);
  }
  const address = server?.address ?? (await waitForOwner());
  const watching = watch();

  return {
    address,
    async stop() {
      stopping.abort();
      await watching;
      await server?.stop();
      lock?.release();
    },
  };

  /** Two processes that start together on an empty folder must not both run initdb. */
  async function prepareAlone(): Promise<PostgresCluster> {
    const { mkdirSync } = await import('node:fs');
    mkdirSync(options.dataFolder, {
      recursive: true,
      mode: process.getuid?.() === 0 ? 0o711 : 0o700,
    });
    for (;;) {
      const preparing = tryLockFile(join(options.dataFolder, 'postgres-making.lock'));
      if (preparing !== null) {
        try {
          return prepareCluster(options);
        } finally {
          preparing.release();
        }
      }
      await wait(50);
    }
  }

  async function waitForOwner(): Promise<PostgresAddress> {
    const deadline = performance.now() + ownerReadyWithinMs;
    for (;;) {
      const found = runningAddress(cluster);
      if (found !== null && (await hasDatabase(found))) return found;
      lock = tryLockFile(lockPath);
      if (lock !== null) {
        server = await startPostgres(cluster, options.settings);
        await ensureDatabase(server.address);
        return server.address;
      }
      if (performance.now() > deadline) {
        throw new Error(
          `Another Belay holds ${options.dataFolder}, but its database does not answer.`,
        );
      }
      await wait(50);
    }
  }

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (server === null) {
        await pause(lookAtLockEachMs);
        lock ??= stopping.signal.aborted ? null : tryLockFile(lockPath);
        if (lock !== null && !stopping.signal.aborted) await restart('its owner left');
      } else {
        const aborted = new Promise<null>((resolve) => {
          stopping.signal.addEventListener('abort', () => resolve(null), { once: true });
        });
        const how = await Promise.race([server.ended, aborted]);
        if (how !== null && !stopping.signal.aborted) await restart(how);
      }
    }
  }

  async function restart(reason: string): Promise<void> {
    log.warn({ reason }, 'PostgreSQL is not running; starting it');
    for (
      let delayMs = 100;
      !stopping.signal.aborted;
      delayMs = Math.min(delayMs * 2, restartDelayMsMax)
    ) {
      try {
        server = await startPostgres(cluster, options.settings);
        await ensureDatabase(server.address);
        log.info({ pid: server.pid }, 'PostgreSQL runs again');
        return;
      } catch (error) {
        log.error({ err: error }, 'PostgreSQL did not start; trying again');
        await pause(delayMs);
      }
    }
  }

  /** Ends early when stopping; never holds the process open. */
  async function pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
  }
}

async function ensureDatabase(address: PostgresAddress): Promise<void> {
  await withClient(address, 'postgres', async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [
      databaseName,
    ]);
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`);
  });
}

async function hasDatabase(address: PostgresAddress): Promise<boolean> {
  try {
    await withClient(address, databaseName, async () => undefined);
    return true;
  } catch {
    // Starting up, or not made yet: the caller asks again.
    return false;
  }
}

async function withClient(
  address: PostgresAddress,
  database: string,
  use: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ ...address, database });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
