import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { after } from 'node:test';

/*
 * Belay as a real process, started as an operator would, so that a test can kill it.
 */

const root = path.join(import.meta.dirname, '../..');

export type BelayProcess = {
  readonly child: ChildProcess;
  readonly origin: string;
  /** The signal or exit code it ended with. */
  readonly ended: Promise<string>;
};

export type BelayProcessOptions = {
  readonly databaseUrl?: string;
  readonly dataFolder: string;
  readonly port: number;
  readonly secret: string;
  readonly smtpUrl?: string;
  /** A crash point and its passage, as `reply.after_commit:1`. */
  readonly crashAt?: string;
};

const readyWithinMs = 60_000;

/** Starts `belay start` in test mode. Answers when it serves, or when it has ended. */
export function startBelayProcess(options: BelayProcessOptions): Promise<BelayProcess> {
  return spawnBelay(options, (child) => after(() => child.kill('SIGKILL')));
}

/** The same for programs that are no tests. `onSpawn` gets the child at once, to end it whatever comes. */
export async function spawnBelay(
  options: BelayProcessOptions,
  onSpawn: (child: ChildProcess) => void,
): Promise<BelayProcess> {
  const { databaseUrl, dataFolder, port, secret, smtpUrl, crashAt } = options;
  const child = spawn(process.execPath, [path.join(root, 'src/cli/main.ts'), 'start'], {
    cwd: dataFolder,
    env: {
      PATH: process.env['PATH'],
      BELAY_DATA_DIR: dataFolder,
      BELAY_PORT: String(port),
      BELAY_BASE_URL: `http://127.0.0.1:${port}`,
      BELAY_SECRET: secret,
      BELAY_TEST_MODE: '1',
      BELAY_LOG_LEVEL: 'error',
      ...(databaseUrl === undefined ? {} : { BELAY_DATABASE_URL: databaseUrl }),
      ...(smtpUrl === undefined ? {} : { BELAY_SMTP_URL: smtpUrl }),
      ...(crashAt === undefined ? {} : { BELAY_CRASH_AT: crashAt }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onSpawn(child);
  let said = '';
  const ended = new Promise<string>((resolve) =>
    child.on('exit', (code, signal) => resolve(signal ?? String(code))),
  );
  let isLate: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: unknown): void => {
      said += String(chunk);
      if (said.includes('Belay is ready')) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    isLate = setTimeout(() => reject(new Error(`not ready: ${said}`)), readyWithinMs);
    void ended.then((how) => {
      // Killing itself while it takes up what its predecessor left is what some tests want.
      if (how === 'SIGKILL') resolve();
      else reject(new Error(`ended with ${how}: ${said}`));
    });
  });
  clearTimeout(isLate);
  return { child, origin: `http://127.0.0.1:${port}`, ended };
}

/** Moves the clock of a process in test mode: by a duration, or to a moment. */
export async function moveClock(
  origin: string,
  movement: { readonly advance: string } | { readonly set: string },
): Promise<void> {
  const answer = await fetch(`${origin}/__test/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(movement),
  });
  assert.equal(answer.ok, true, await answer.text());
}
