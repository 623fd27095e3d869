import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { program } from './postgres-binaries.ts';
import { databasePort, databaseUser, type PostgresCluster } from './postgres-cluster.ts';
import {
  fastStopWithinMs,
  isOurServer,
  readPidFile,
  signalServer,
  stopOrphan,
} from './postgres-pid-file.ts';
import { runAs } from './postgres-user.ts';
import { startWatchdog } from './postgres-watchdog.ts';

/** How to reach a running server. */
export type PostgresAddress = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
};

/** A server started by this process, with the watchdog that outlives us to stop it. */
export type PostgresProcess = {
  readonly pid: number;
  readonly address: PostgresAddress;
  /** Settles when the server has ended, for whatever reason, with a word on how. */
  readonly ended: Promise<string>;
  /** A fast stop: running transactions are rolled back, everything acknowledged is kept. */
  stop(): Promise<void>;
};

const isWindows = process.platform === 'win32';
const readyWithinMs = 60_000;
/** Backends of a server that was killed need a moment to notice and to let go of its memory. */
const staleWithinMs = 20_000;
const wrongPassword = '28P01';

/**
 * Starts PostgreSQL on the cluster and answers once it accepts queries, crash recovery
 * included. A server that was left behind by a killed process is stopped first, and the
 * remains of a killed one are waited out. Settings are `name=value` pairs of postgresql.conf.
 */
export async function startPostgres(
  cluster: PostgresCluster,
  settings: readonly string[] = [],
): Promise<PostgresProcess> {
  await stopOrphan(cluster);
  const deadline = performance.now() + staleWithinMs;
  for (;;) {
    const started = await launch(cluster, settings);
    if ('process' in started) return started.process;
    const isStale = /pre-existing shared memory|already exists|in use/i.test(started.failure);
    if (!isStale || performance.now() > deadline) {
      throw new Error(`PostgreSQL did not start: ${started.failure}`);
    }
    await wait(200);
  }
}

/** Where the server of this cluster listens now, whoever started it; null when none runs. */
export function runningAddress(cluster: PostgresCluster): PostgresAddress | null {
  const file = readPidFile(cluster);
  return file === null || !isOurServer(cluster, file.pid) ? null : addressOf(cluster, file.port);
}

async function launch(
  cluster: PostgresCluster,
  settings: readonly string[],
): Promise<{ process: PostgresProcess } | { failure: string }> {
  const port = isWindows ? await freePort() : databasePort;
  const child = spawn(
    program(cluster.binaries, 'postgres'),
    ['-D', cluster.data, '-p', String(port)].concat(
      [...baseSettings(cluster), ...settings].flatMap((setting) => ['-c', setting]),
    ),
    {
      ...runAs(cluster.user),
      // A session of its own: Ctrl-C in the terminal must reach Belay alone, which then stops
      // the server after the last request.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { TZ: 'UTC', LC_ALL: 'C', ...(isWindows ? process.env : {}) },
    },
  );
  const errors: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors.push(text);
    if (errors.length > 50) errors.shift();
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) =>
      resolve(errors.join('').trim() || `it ended with ${signal ?? `code ${code}`}`),
    );
  });
  const { pid } = child;
  if (pid === undefined) return { failure: await ended };

  const watchdog = startWatchdog(cluster, pid);
  void ended.then(() => watchdog.kill('SIGKILL'));
  const address = addressOf(cluster, port);
  const failure = await Promise.race([untilReady(address, ended), ended]);
  if (failure !== null) {
    await stopChild(cluster, child, ended);
    return { failure };
  }
  // Neither handle may keep a finished process alive: whoever forgets to stop still exits,
  // and the watchdog then stops the server.
  child.unref();
  if ('unref' in child.stderr && typeof child.stderr.unref === 'function') child.stderr.unref();
  return { process: { pid, address, ended, stop: () => stopChild(cluster, child, ended) } };
}

/**
 * How much memory PostgreSQL keeps pages in, in MB: an eighth of the machine's, as it is not alone
 * there, and between PostgreSQL's own default and what more than a gigabyte would hardly add to.
 */
export function sharedBuffersMb(machineBytes: number): number {
  return Math.min(1024, Math.max(128, Math.floor(machineBytes / 8 / 1024 ** 2)));
}

function baseSettings(cluster: PostgresCluster): string[] {
  return [
    ...(isWindows
      ? ['listen_addresses=127.0.0.1']
      : [
          'listen_addresses=',
          `unix_socket_directories=${cluster.socketFolder}`,
          'unix_socket_permissions=0700',
        ]),
    'timezone=UTC',
    'jit=off',
    `shared_buffers=${sharedBuffersMb(totalmem())}MB`,
    'max_connections=100',
    'max_wal_senders=0',
    'wal_level=minimal',
    // A week of logs, one file a weekday.
    'logging_collector=on',
    `log_directory=${join(cluster.home, 'log')}`,
    'log_filename=postgresql-%a.log',
    'log_rotation_age=1440',
    'log_rotation_size=0',
    'log_truncate_on_rotation=on',
  ];
}

/** Answers null once queries are accepted, or what went wrong. */
async function untilReady(
  address: PostgresAddress,
  ended: Promise<string>,
): Promise<string | null> {
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  const deadline = performance.now() + readyWithinMs;
  let failure = 'it was never reached';
  while (!hasEnded && performance.now() < deadline) {
    const client = new pg.Client({ ...address, database: 'postgres' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return null;
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      await client.end().catch(() => undefined);
      if (error instanceof pg.DatabaseError && error.code === wrongPassword) {
        return 'the password in postgres-password is not the one this database was made with; restore that file from a backup';
      }
      await wait(15);
    }
  }
  return `it accepted no connection within ${readyWithinMs / 1000} s: ${failure}`;
}

async function stopChild(
  cluster: PostgresCluster,
  child: ChildProcess,
  ended: Promise<string>,
): Promise<void> {
  child.ref();
  if (child.exitCode !== null || child.signalCode !== null) return;
  signalServer(cluster, child.pid ?? 0, 'fast');
  const hurry = setTimeout(
    () => signalServer(cluster, child.pid ?? 0, 'immediate'),
    fastStopWithinMs,
  );
  await ended;
  clearTimeout(hurry);
}

function addressOf(cluster: PostgresCluster, port: number): PostgresAddress {
  return {
    host: isWindows ? '127.0.0.1' : cluster.socketFolder,
    port,
    user: databaseUser,
    password: cluster.password,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : databasePort;
}
