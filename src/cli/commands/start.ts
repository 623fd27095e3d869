import { loadConfig, type Config } from '#server/platform/config.ts';
import { armCrashPoint } from '#server/platform/crash-point.ts';
import { CommandError, parseCommand, printProgress, type Command } from '../command.ts';

export const command: Command = {
  name: 'start',
  summary: 'runs Belay',
  usage: `
Usage: belay start

Starts the database (the embedded one where BELAY_DATABASE_URL is absent), migrates it, and
serves the desk until SIGTERM or Ctrl-C. The settings are environment variables; "belay
doctor" lists and checks them.
`,
  async run(args) {
    parseCommand(args, {});
    const config = loadConfig(process.env);
    if (config.crashAt !== null) armCrashPoint(config.crashAt);
    // Loaded here, because it is the whole of Belay and the other commands want little of it.
    const { startServer } = await import('#server/main.ts');
    const logLevel = logLevelOf(config);
    const server = await startServer({ ...config, logLevel }).catch((error: unknown) => {
      throw explain(error, config);
    });
    await untilAskedToStop();
    // Promise P12: finished or handed over within 10 s.
    const hurry = setTimeout(() => process.exit(1), stopWithinMs);
    await server.stop();
    clearTimeout(hurry);
    return 0;
  },
};

const stopWithinMs = 10_000;
/** One Ctrl-C may arrive twice: from the terminal, and passed on by the launcher. */
const sameSignalWithinMs = 1_000;

/** Before a person's eyes the log would bury the few lines that are for them. */
function logLevelOf({ logLevel }: Config): Config['logLevel'] {
  const isAsked = Boolean(process.env['BELAY_LOG_LEVEL']?.trim());
  return process.stdout.isTTY && !isAsked ? 'error' : logLevel;
}

function explain(error: unknown, { host, metricsPort, ...config }: Config): unknown {
  if (!(error instanceof Error && 'syscall' in error && error.syscall === 'listen')) return error;
  const port = 'port' in error && typeof error.port === 'number' ? error.port : config.port;
  const name = port === metricsPort && port !== config.port ? 'BELAY_METRICS_PORT' : 'BELAY_PORT';
  switch ('code' in error ? error.code : null) {
    case 'EADDRINUSE':
      return new CommandError(
        `Port ${port} on ${host} is taken, perhaps by another Belay. Stop that, or set ${name}.`,
      );
    case 'EACCES':
      return new CommandError(
        `This user may not listen on port ${port}. Set ${name} to 1024 or more.`,
      );
    case 'EADDRNOTAVAIL':
      return new CommandError(`This machine has no address ${host}. Correct BELAY_HOST.`);
    default:
      return error;
  }
}

/** A second signal, later, ends the process at once. */
function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    let askedAtMs: number | null = null;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (askedAtMs === null) {
          askedAtMs = performance.now();
          printProgress('Stopping.');
          resolve();
        } else if (performance.now() - askedAtMs > sameSignalWithinMs) {
          process.exit(1);
        }
      });
    }
  });
}
