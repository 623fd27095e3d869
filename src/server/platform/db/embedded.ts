import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { tryLockFile, type FileLock } from '../file-lock.ts';
import type { Logger } from '../log.ts';
import { makeDataFolder, prepareCluster, type PostgresCluster } from './postgres-cluster.ts';
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

export type EmbeddedOptions = {
  readonly dataFolder: string;
  readonly log: Logger;
  readonly say: (line: string) => void;
  /** Extra `name=value` settings of postgresql.conf. */
  readonly settings?: readonly string[];
};

/**
 * Makes sure that the embedded PostgreSQL of a data folder runs, and keeps it running: a
 * server that dies is started again at once (then after growing pauses of at most 5 s),
 * which with crash recovery heals within seconds. Answers when queries are accepted and the
 * database `belay` exists. Throws, in sentences, when it cannot be started at all.
 */
export async function superviseEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const cluster = await prepareAlone(options);
  const supervisor = new Supervisor(cluster, options);
  const address = await supervisor.reach();
  const watching = supervisor.watch();
  return { address, stop: () => supervisor.stop(watching) };
}

/** Two processes that start together on an empty folder must not both run initdb. */
async function prepareAlone(options: EmbeddedOptions): Promise<PostgresCluster> {
  makeDataFolder(options.dataFolder);
  for (;;) {
    const lock = tryLockFile(join(options.dataFolder, 'postgres-making.lock'));
    if (lock !== null) {
      try {
        return prepareCluster(options);
      } finally {
        lock.release();
      }
    }
    await wait(50);
  }
}

class Supervisor {
  readonly #cluster: PostgresCluster;
  readonly #options: EmbeddedOptions;
  readonly #stopping = new AbortController();
  /** Held by the owner; null in a guest. */
  #lock: FileLock | null = null;
  #server: PostgresProcess | null = null;

  constructor(cluster: PostgresCluster, options: EmbeddedOptions) {
    this.#cluster = cluster;
    this.#options = options;
  }

  /** Starts the server as its owner, or waits until another owner's server answers. */
  async reach(): Promise<PostgresAddress> {
    const deadline = performance.now() + ownerReadyWithinMs;
    for (;;) {
      this.#lock = this.#tryLock();
      if (this.#lock !== null) return this.#startFirst(this.#lock);
      const found = runningAddress(this.#cluster);
      if (found !== null && (await hasDatabase(found))) return found;
      if (performance.now() > deadline) {
        throw new Error(
          `Another Belay holds ${this.#options.dataFolder}, but its database does not answer.`,
        );
      }
      await wait(50);
    }
  }

  /** Runs until stopped. */
  async watch(): Promise<void> {
    const { signal } = this.#stopping;
    const aborted = new Promise<null>((resolve) => {
      signal.addEventListener('abort', () => resolve(null), { once: true });
    });
    while (!signal.aborted) {
      if (this.#server !== null) {
        const how = await Promise.race([this.#server.ended, aborted]);
        if (how !== null && !signal.aborted) await this.#restart(how);
      } else {
        await this.#pause(lookAtLockEachMs);
        if (!signal.aborted) this.#lock = this.#tryLock();
        if (this.#lock !== null) await this.#restart('its owner left');
      }
    }
  }

  async stop(watching: Promise<void>): Promise<void> {
    this.#stopping.abort();
    await watching;
    await this.#server?.stop();
    this.#lock?.release();
  }

  async #startFirst(lock: FileLock): Promise<PostgresAddress> {
    try {
      return await this.#start();
    } catch (error) {
      await this.#server?.stop();
      lock.release();
      throw error;
    }
  }

  async #start(): Promise<PostgresAddress> {
    this.#server = await startPostgres(this.#cluster, this.#options.settings);
    await ensureDatabase(this.#server.address);
    return this.#server.address;
  }

  async #restart(reason: string): Promise<void> {
    const { log } = this.#options;
    log.warn({ reason }, 'PostgreSQL is not running; starting it');
    let delayMs = 100;
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#start();
        log.info({ serverPid: this.#server?.pid }, 'PostgreSQL runs again');
        return;
      } catch (error) {
        log.error({ err: error }, 'PostgreSQL did not start; trying again');
        await this.#pause(delayMs);
        delayMs = Math.min(delayMs * 2, restartDelayMsMax);
      }
    }
  }

  #tryLock(): FileLock | null {
    return tryLockFile(join(this.#options.dataFolder, 'postgres.lock'));
  }

  /** Ends early when stopping; never holds the process open. */
  async #pause(ms: number): Promise<void> {
    const { signal } = this.#stopping;
    await wait(ms, undefined, { signal, ref: false }).catch(() => undefined);
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
