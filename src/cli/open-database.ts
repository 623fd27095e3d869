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
 * it afterwards, whatever happened.
 */
export async function withDatabase<T>(work: (world: CommandWorld) => Promise<T>): Promise<T> {
  const config = loadConfig(process.env);
  const log = createLogger({ level: 'silent' });
  const database = await connectDatabase(config.database, {
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
