import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Belay, createBelay } from './belay.ts';
import { greet } from './greet.ts';
import { SystemClock, VirtualClock } from './platform/clock.ts';
import { type Config } from './platform/config.ts';
import { connectDatabase } from './platform/db/connect.ts';
import { instant } from '#domain/kernel/instant.ts';
import { createLogger } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';

/** A running Belay. */
export type RunningServer = { readonly url: string; stop(): Promise<void> };

/**
 * Starts all of Belay: database, migrations, loops, HTTP. Answers when it listens; throws an Error
 * that says in a sentence what is wrong and how to mend it.
 */
export async function startServer(config: Config): Promise<RunningServer> {
  const log = createLogger({ level: config.logLevel });
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const database = await connectDatabase(config.database, { log, say });
  try {
    const clock = config.testMode
      ? new VirtualClock(instant(Date.now()), { isRunning: true })
      : new SystemClock();
    await migrate({ address: database.sessionAddress, clock, say });
    const belay = await createBelay({
      ...database,
      clock,
      log,
      baseUrl: config.baseUrl,
      secret: config.secret,
      filesFolder: filesFolderOf(config),
      version: versionOf(),
    });
    const address = await belay.app.listen({ host: config.host, port: config.port });
    await belay.startFeatures();
    await greet(belay, say);
    return { url: address, stop: () => stop(belay, database) };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function stop(belay: Belay, database: { stop(): Promise<void> }): Promise<void> {
  await belay.stop();
  await database.stop();
}

function filesFolderOf(config: Config): string {
  if (config.files.kind === 'folder') return config.files.folder;
  throw new Error(
    'BELAY_FILES names s3://, which this version cannot write to yet; name a folder.',
  );
}

function versionOf(): string {
  const file = path.join(import.meta.dirname, '../../package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}
