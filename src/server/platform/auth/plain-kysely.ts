import {
  Kysely,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import pg from 'pg';

/**
 * Kysely over our pool for better-auth alone: it expects moments as `Date`, and ours arrive as
 * instants. The parsers are set for each query, so that both live on the same connections.
 */
export function plainKysely(pool: pg.Pool): Kysely<unknown> {
  return new Kysely({
    dialect: new PostgresDialect({
      pool: {
        options: pool.options,
        end: async () => {
          // The pool is not ours to end.
        },
        connect: async () => plainClient(await pool.connect()),
      },
    }),
  });
}

function plainClient(client: pg.PoolClient): PostgresPoolClient {
  // Kysely describes a client by an overload for cursors too; it never calls that one, since no
  // cursor is configured.
  function query(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<never>>;
  function query(cursor: PostgresCursor<never>): PostgresCursor<never>;
  function query(
    given: string | PostgresCursor<never>,
    parameters: readonly unknown[] = [],
  ): unknown {
    if (typeof given !== 'string') return given;
    return client.query({ text: given, values: [...parameters], types: pg.types });
  }
  return { query, release: (destroy) => client.release(destroy) };
}
