import { createBelay } from './belay.ts';
import { greet } from './greet.ts';
import { SystemClock, VirtualClock } from './platform/clock.ts';
import { type Config } from './platform/config.ts';
import { connectDatabase } from './platform/db/connect.ts';
import { instant } from '#domain/kernel/instant.ts';
import { filesFolderOf } from './platform/files/files-folder.ts';
import { listenHttp } from './platform/http/server.ts';
import { createLogger } from './platform/log.ts';
import { startMetricsServer } from './platform/metrics/metrics-server.ts';
import { migrate } from './platform/migrate.ts';
import { versionOf } from './platform/version.ts';

/** After this long, requests that are still under way are cut (P12: 10 s in all). */
const stopMsMax = 3000;

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
      smtpUrl: config.smtpUrl,
      outboundHosts: config.outboundHosts,
      trustedProxies: config.trustedProxies,
      version: versionOf(),
    });
    const server = await listenHttp(belay.app, {
      host: config.host,
      port: config.port,
      readiness: belay.readiness,
      endStreams: () => belay.hub.stop(),
      stopMsMax,
    });
    const metrics =
      config.metricsPort === null
        ? null
        : await startMetricsServer({ host: config.host, port: config.metricsPort, log });
    await belay.startFeatures();
    await greet(belay, say);
    const stopAll = async (): Promise<void> => {
      await server.stop();
      await belay.stop();
      await metrics?.stop();
      await database.stop();
    };
    return { url: server.url, stop: stopAll };
  } catch (error) {
    await database.stop();
    throw error;
  }
}
