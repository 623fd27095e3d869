import { loadConfig, type Config } from '#server/platform/config.ts';
import { SystemClock, type Clock } from '#server/platform/clock.ts';
import { connectDatabase, type ConnectedDatabase } from '#server/platform/db/connect.ts';
import { createLogger, type Logger } from '#server/platform/log.ts';
import { printProgress } from './command.ts';

export type CommandWorld = {
  readonly config: Config;
  readonly database: ConnectedDatabase;
  readonly clock: Clock;
  readonly log: Logger;
};

/**
 * Opens the configured database for a command, beside a running server or alone, and closes
 * it afterwards, whatever happened. `isDirect` goes past PgBouncer, for locks that a session holds;
 * with `writes` false no secret is made where there is none.
 */
export async function withDatabase<T>(
  work: (world: CommandWorld) => Promise<T>,
  options: { readonly isDirect?: boolean; readonly writes?: boolean } = {},
): Promise<T> {
  const config = loadConfig(process.env, { writes: options.writes ?? true });
  const log = createLogger({ level: 'silent' });
  const where =
    options.isDirect === true && config.database.kind === 'external'
      ? { ...config.database, pgbouncerUrl: null }
      : config.database;
  const database = await connectDatabase(where, {
    log,
    say: printProgress,
    poolSize: 4,
  });
  try {
    return await work({ config, database, clock: new SystemClock(), log });
  } finally {
    await database.stop();
  }
}
