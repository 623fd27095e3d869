import { createBelay } from './belay.ts';
import { greet } from './greet.ts';
import { SystemClock, VirtualClock } from './platform/clock.ts';
import { type Config } from './platform/config.ts';
import { connectDatabase } from './platform/db/connect.ts';
import { instant } from '#domain/kernel/instant.ts';
import { filesFolderOf } from './platform/files/files-folder.ts';
import { checkPort, listenHttp } from './platform/http/server.ts';
import { createLogger } from './platform/log.ts';
import { startMetricsServer } from './platform/metrics/metrics-server.ts';
import { migrate } from './platform/migrate.ts';
import { leaveAddress } from './platform/running-address.ts';
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
  // A port that is taken is said before there is anything to undo.
  await checkPort(config);
  const log = createLogger({ level: config.logLevel });
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const database = await connectDatabase(config.database, { log, say });
  /** What runs, in the order in which it is stopped: loops end before the pool they work with. */
  const running: (() => Promise<void>)[] = [database.stop];
  const stopAll = async (): Promise<void> => {
    for (const stop of running) await stop();
  };
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
    running.unshift(() => belay.stop());
    if (config.metricsPort !== null) {
      const { host, metricsPort: port } = config;
      const metrics = await startMetricsServer({ host, port, log });
      running.splice(1, 0, () => metrics.stop());
    }
    const server = await listenHttp(belay.app, {
      host: config.host,
      port: config.port,
      readiness: belay.readiness,
      endStreams: () => belay.hub.stop(),
      stopMsMax,
    });
    running.unshift(() => server.stop());
    await belay.startFeatures();
    const { dataFolder, baseUrl } = config;
    const takeAway = leaveAddress(dataFolder, { url: server.url, baseUrl }, log);
    running.unshift(async () => takeAway());
    await greet(belay, say);
    return { url: server.url, stop: stopAll };
  } catch (error) {
    await stopAll();
    throw error;
  }
}
