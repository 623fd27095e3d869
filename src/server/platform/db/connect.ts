import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { DatabaseConfig } from '../config.ts';
import type { Logger } from '../log.ts';
import { clientConfig, createDb, createPool, type Db } from './database.ts';
import { databaseName, superviseEmbedded } from './embedded.ts';
import { checkServer } from './external.ts';
import { isDatabaseAway } from './transaction.ts';

/** An open database, embedded or external: the same to everybody above. */
export type ConnectedDatabase = {
  readonly pool: pg.Pool;
  readonly db: Db;
  /**
   * For clients of one's own: LISTEN and migrations need a session, which a pool behind
   * PgBouncer does not give. Pass it through `clientConfig` (database.ts).
   */
  readonly sessionAddress: pg.ClientConfig;
  /** Closes the pool; stops the embedded server when this process owns it. Once is enough. */
  stop(): Promise<void>;
};

/** The database cannot be used; the message says in a sentence why, and how to mend it. */
export class DatabaseUnusableError extends Error {
  override readonly name = 'DatabaseUnusableError';
}

const firstContactWithinMs = 30_000;

/**
 * Opens the database that the config names, starting the embedded one where none is named.
 * An external server is given 30 s to appear, then checked (version, encoding, locale).
 * Throws a DatabaseUnusableError.
 */
export async function connectDatabase(
  config: DatabaseConfig,
  options: { log: Logger; say?: (line: string) => void; poolSize?: number },
): Promise<ConnectedDatabase> {
  const { log } = options;
  const say = options.say ?? ((line: string) => log.info(line));
  const size = options.poolSize === undefined ? {} : { size: options.poolSize };

  if (config.kind === 'embedded') {
    const embedded = await superviseEmbedded({
      dataFolder: config.dataFolder,
      log,
      say,
    }).catch((error: unknown) => {
      throw new DatabaseUnusableError(reasonOf(error), { cause: error });
    });
    const address = { ...embedded.address, database: databaseName };
    const pool = createPool(address, { log, ...size });
    return {
      pool,
      db: createDb(pool, { namedStatements: true }),
      sessionAddress: address,
      stop: once(async () => {
        await pool.end();
        await embedded.stop();
      }),
    };
  }

  const sessionAddress = { connectionString: config.url };
  await waitForServer(sessionAddress, say);
  const pooledAddress =
    config.pgbouncerUrl === null ? sessionAddress : { connectionString: config.pgbouncerUrl };
  const pool = createPool(pooledAddress, { log, ...size });
  return {
    pool,
    db: createDb(pool, { namedStatements: config.pgbouncerUrl === null }),
    sessionAddress,
    stop: once(() => pool.end()),
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => (done ??= work());
}

async function waitForServer(address: pg.ClientConfig, say: (line: string) => void): Promise<void> {
  const deadline = performance.now() + firstContactWithinMs;
  for (let isFirst = true; ; isFirst = false) {
    const client = new pg.Client(clientConfig(address));
    client.on('error', () => undefined);
    try {
      await client.connect();
      const problems = await checkServer(client);
      if (problems.length > 0) throw new DatabaseUnusableError(problems.join('\n'));
      return;
    } catch (error) {
      if (!isDatabaseAway(error)) throw explain(error, client);
      if (performance.now() > deadline) throw explain(error, client);
      if (isFirst) say(`Waiting for PostgreSQL at ${client.host}:${client.port}.`);
    } finally {
      await client.end().catch(() => undefined);
    }
    await wait(500);
  }
}

/** Names the server, never the password. */
function explain(error: unknown, client: pg.Client): DatabaseUnusableError {
  if (error instanceof DatabaseUnusableError) return error;
  return new DatabaseUnusableError(
    `BELAY_DATABASE_URL: PostgreSQL at ${client.host}:${client.port} (database ${client.database}, ` +
      `user ${client.user}) cannot be used: ${reasonOf(error)}. Check the address, that the server runs, and that it lets this machine in.`,
    { cause: error },
  );
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
