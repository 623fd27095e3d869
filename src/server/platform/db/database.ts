import { Kysely, PostgresDialect, type PostgresPoolClient, type Transaction } from 'kysely';
import pg from 'pg';
import type { Logger } from '../log.ts';
import { createStatementNames } from './statement-names.ts';
import type { Database } from './types.ts';
import { valueParsers } from './value-parsers.ts';

/** A handle for queries: the pool, or a transaction where one is given. */
export type Db = Kysely<Database>;
/** A handle that is surely inside a transaction. */
export type Tx = Transaction<Database>;

const poolSize = 20;
const connectWithinMs = 10_000;

/** How one client or pool reaches the database. Moments, bigints and dates are read our way. */
export function clientConfig(address: pg.ClientConfig): pg.ClientConfig {
  return {
    ...address,
    types: valueParsers,
    application_name: 'belay',
    connectionTimeoutMillis: connectWithinMs,
    // Notices within half a minute that the machine at the other end has vanished.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/**
 * Opens a pool. A connection that breaks, idle or in use, is logged and replaced, and never
 * ends the process: pg turns a broken connection nobody listens to into an uncaught error.
 */
export function createPool(
  address: pg.ClientConfig,
  options: { log: Logger; size?: number },
): pg.Pool {
  const pool = new pg.Pool({ ...clientConfig(address), max: options.size ?? poolSize });
  pool.on('error', (error) => {
    // While the pool ends, the server may hang up first; nothing is lost by that.
    if (!pool.ending) options.log.warn({ err: error }, 'database connection lost');
  });
  pool.on('connect', (client) => {
    // While a client is lent out, the pool does not listen to it.
    client.on('error', (error) => options.log.debug({ err: error }, 'database client failed'));
  });
  return pool;
}

/**
 * Builds Kysely over the pool. Statements get names unless `namedStatements` is false, which
 * PgBouncer's transaction mode needs.
 */
export function createDb(pool: pg.Pool, options: { namedStatements: boolean }): Db {
  const names = createStatementNames();
  const lent = new WeakMap<pg.PoolClient, PostgresPoolClient>();

  const dialect = new PostgresDialect({
    pool: {
      options: pool.options,
      end: () => pool.end(),
      async connect() {
        const client = await pool.connect();
        const known = lent.get(client);
        if (known !== undefined) return known;
        const adapter = namingClient(client);
        lent.set(client, adapter);
        return adapter;
      },
    },
  });
  return new Kysely<Database>({ dialect });

  function namingClient(client: pg.PoolClient): PostgresPoolClient {
    const query = async (text: string, parameters: readonly unknown[]): Promise<pg.QueryResult> => {
      const values = [...parameters];
      const name = options.namedStatements && values.length > 0 ? names.nameOf(text) : undefined;
      if (name === undefined) return client.query(text, values);
      try {
        return await client.query({ name, text, values });
      } catch (error) {
        if (isStalePlan(error)) names.renew();
        throw error;
      }
    };
    // Kysely describes a client by overloads that only a real pg client could fulfil; it
    // calls `query(text, parameters)` alone, since no cursor is configured.
    return {
      query: query as unknown as PostgresPoolClient['query'],
      release: (destroy?: boolean) => client.release(destroy),
    };
  }
}

/** A migration changed a table under a prepared statement; with a new name it works again. */
export function isStalePlan(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /cached plan must not change/.test(error.message);
}
