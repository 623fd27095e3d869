import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createTestDatabase } from '#harness/database.ts';

/*
 * P12: SIGTERM under load with two processes. What stands before them is as simple as a balancer
 * can be: it asks each for `/readyz`, sends to those that are ready, and tries the other one when
 * nobody accepts the connection.
 */

const root = path.join(import.meta.dirname, '../..');
const database = await createTestDatabase();
const dataFolder = mkdtempSync(path.join(tmpdir(), 'belay-stop-'));

const askEveryMs = 200;

type Process = {
  readonly child: ChildProcess;
  readonly origin: string;
  readonly ended: Promise<number>;
};

const children: ChildProcess[] = [];
after(() => {
  for (const child of children) child.kill('SIGKILL');
});

async function startProcess(): Promise<Process> {
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(root, 'src/cli/main.ts'), 'start'], {
    cwd: dataFolder,
    env: {
      PATH: process.env['PATH'],
      BELAY_DATABASE_URL: database.url,
      BELAY_DATA_DIR: dataFolder,
      BELAY_PORT: String(port),
      BELAY_BASE_URL: `http://localhost:${port}`,
      BELAY_SECRET: 'a secret of the tests, long enough for all',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  const ended = new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? -1)));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes('Belay is ready')) resolve();
    });
    child.stderr?.on('data', (chunk) => (said += String(chunk)));
    void ended.then((code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  return { child, origin: `http://127.0.0.1:${port}`, ended };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

function wasNeverAccepted(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}

/** Sends to the first that accepts; answers the status, or the reason of a failure. */
async function send(origins: readonly string[], url: string, body?: object): Promise<string> {
  for (const origin of origins) {
    try {
      const answer = await fetch(origin + url, {
        method: body === undefined ? 'GET' : 'POST',
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      await answer.text();
      return String(answer.status);
    } catch (error) {
      if (!wasNeverAccepted(error)) return String(error instanceof Error ? error.cause : error);
    }
  }
  return 'nobody accepted';
}

test('P12: SIGTERM under load with two processes fails no request and ends within 10 s', async () => {
  const [first, second] = await Promise.all([startProcess(), startProcess()]);
  const outcomes = new Map<string, number>();
  let isLoading = true;
  let ready = [first.origin, second.origin];
  const balance = async (): Promise<void> => {
    while (isLoading) {
      const asked = [first.origin, second.origin].map(async (origin) =>
        (await send([origin], '/readyz')) === '200' ? [origin] : [],
      );
      ready = (await Promise.all(asked)).flat();
      await wait(askEveryMs);
    }
  };
  let count = 0;
  const load = async (index: number): Promise<void> => {
    while (isLoading) {
      const origins = (count + index) % 2 === 0 ? ready : ready.toReversed();
      count += 1;
      const isSlow = count % 5 === 0;
      const outcome = isSlow
        ? await send(origins, '/api/v1/docs')
        : await send(origins, '/api/v1/session');
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  const loads = [balance(), ...Array.from({ length: 16 }, async (_, index) => load(index))];
  while (count < 300) await new Promise((resolve) => setImmediate(resolve));
  const askedAtMs = performance.now();
  first.child.kill('SIGTERM');
  const code = await first.ended;
  const tookMs = performance.now() - askedAtMs;
  const countAtEnd = count;
  while (count < countAtEnd + 200) await new Promise((resolve) => setImmediate(resolve));
  isLoading = false;
  await Promise.all(loads);
  assert.equal(code, 0);
  assert.ok(tookMs < 10_000, `took ${tookMs} ms`);
  // 401 is the answer to nobody, 429 that to a flood from one address: both are answers.
  const failed = [...outcomes].filter(([outcome]) => !['200', '401', '429'].includes(outcome));
  assert.deepEqual(failed, []);
});
