import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createEmptyDatabase, type TestDatabase } from '#harness/database.ts';
import { freePort } from '#harness/real-server.ts';

const main = join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'belay-start-'));
let database: TestDatabase;
before(async () => {
  database = await createEmptyDatabase();
});
after(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

type Outcome = { readonly code: unknown; readonly out: string; readonly err: string };
type Running = { readonly child: ChildProcess; readonly ended: Promise<Outcome> };

function belay(args: readonly string[], more: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], BELAY_DATABASE_URL: database.url, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  after(() => child.kill('SIGKILL'));
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: unknown) => (out += String(chunk)));
  child.stderr.on('data', (chunk: unknown) => (err += String(chunk)));
  const ended = once(child, 'close').then(([code]: unknown[]) => ({ code, out, err }));
  return { child, ended };
}

async function startOn(port: number): Promise<Running> {
  const running = belay(['start'], { BELAY_PORT: String(port), BELAY_LOG_LEVEL: 'error' });
  await new Promise<void>((resolve, reject) => {
    running.child.stdout?.on('data', (chunk: unknown) => {
      if (String(chunk).includes('Belay is ready')) resolve();
    });
    void running.ended.then(({ err }) => reject(new Error(err)));
  });
  return running;
}

async function occupy(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  after(() => server.close());
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

test('a port that is taken is one sentence, before anything has begun', async () => {
  const port = await occupy();
  assert.deepEqual(await belay(['start'], { BELAY_PORT: String(port) }).ended, {
    code: 1,
    out: '',
    err: `Port ${port} on 127.0.0.1 is taken, perhaps by another Belay. Stop that, or set BELAY_PORT.\n`,
  });
});

test('what fails after the loops have begun ends them before their database', async () => {
  const port = await occupy();
  const { code, out, err } = await belay(['start'], {
    BELAY_PORT: String(await freePort()),
    BELAY_METRICS_PORT: String(port),
  }).ended;
  assert.equal(code, 1);
  assert.match(
    err,
    /^Port \d+ on 127\.0\.0\.1 is taken, perhaps by another Belay\. Stop that, or set BELAY_METRICS_PORT\.\n$/,
  );
  assert.doesNotMatch(out, /"level":[56]0/);
});

test('a printed link leads to the server that runs on the data folder, wherever that listens', async () => {
  const seeded = await belay(['seed', '--sample']).ended;
  assert.equal(seeded.code, 0, seeded.err);
  const link = async (more: Record<string, string> = {}): Promise<string> => {
    const { code, out, err } = await belay(['user', 'link', 'admin@tamarind.example'], more).ended;
    assert.equal(code, 0, err);
    return new URL(out.trim()).origin;
  };
  assert.equal(await link(), 'http://localhost:7300', 'none runs');

  const port = await freePort();
  const first = await startOn(port);
  assert.equal(await link(), `http://localhost:${port}`);
  assert.equal(await link({ BELAY_PORT: '7411' }), 'http://localhost:7411');
  const elsewhere = 'https://desk.example.org';
  assert.equal(await link({ BELAY_BASE_URL: elsewhere }), elsewhere);
  first.child.kill('SIGTERM');
  assert.equal((await first.ended).code, 0);
  assert.equal(existsSync(join(folder, 'data/address.json')), false);

  const second = await startOn(port);
  second.child.kill('SIGKILL');
  await second.ended;
  assert.equal(existsSync(join(folder, 'data/address.json')), true);
  assert.equal(await link(), 'http://localhost:7300', 'what a killed server left is not believed');
});
