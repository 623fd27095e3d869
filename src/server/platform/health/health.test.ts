import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { pino } from 'pino';
import { z } from 'zod';
import { instant } from '#domain/kernel/instant.ts';
import { createHttpApp } from '../http/app.ts';
import { route } from '../http/route.ts';
import { listenHttp } from '../http/server.ts';
import { silentLogger } from '../log.ts';
import { mountHttpMetrics } from '../metrics/http-metrics.ts';
import { startMetricsServer } from '../metrics/metrics-server.ts';
import { createHealthRegistry } from './health.ts';
import { createReadiness, mountProbes } from './routes.ts';

const now = () => instant(0);

test('health gathers what every check says, with the worst as its status', async () => {
  const health = createHealthRegistry({ version: '1', now });
  assert.equal((await health.examine()).status, 'well');
  const issue = {
    code: 'mailbox_silent',
    sentence: 'No mail was read.',
    mend: 'Test the channel.',
  };
  health.addHealthCheck('mail', async () => [{ ...issue, severity: 'warning' }]);
  assert.equal((await health.examine()).status, 'degraded');
  health.addHealthCheck('timekeeper', async () => [{ ...issue, severity: 'critical' }]);
  const found = await health.examine();
  assert.equal(found.status, 'ill');
  assert.deepEqual(
    found.issues.map(({ check, code }) => `${check}.${code}`),
    ['mail.mailbox_silent', 'timekeeper.mailbox_silent'],
  );
  assert.throws(() => health.addHealthCheck('mail', async () => []), /added twice/);
});

test('a check that fails, hangs, or cannot reach the database is itself an issue', async () => {
  const health = createHealthRegistry({ version: '1', now, checkMsMax: 20 });
  const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  health.addHealthCheck('broken', async () => Promise.reject(new TypeError('secret')));
  health.addHealthCheck('hanging', async () => new Promise(() => undefined));
  health.addHealthCheck('away', async () => Promise.reject(away));
  const found = await health.examine();
  assert.deepEqual(
    found.issues.map(({ check, code }) => `${check}.${code}`),
    ['broken.check_failed', 'hanging.check_slow', 'away.database_away'],
  );
  assert.ok(!JSON.stringify(found).includes('secret'));
});

/** A server with one slow route, which answers when told to. */
async function startServer() {
  const readiness = createReadiness();
  let finish: () => void = () => undefined;
  let isReached: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (isReached = resolve));
  const slow = route({
    method: 'GET',
    url: '/api/v1/slow',
    summary: 'Answers when told to.',
    permission: 'public',
    scope: null,
    schema: { response: z.object({ isDone: z.boolean() }) },
    handler: async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
        isReached();
      });
      return { isDone: true };
    },
  });
  const app = await createHttpApp({
    routes: [slow],
    mounts: [mountHttpMetrics, mountProbes(readiness, async () => true)],
    pages: [],
    authenticator: { authenticate: async () => null },
    idempotency: null,
    baseUrl: new URL('http://localhost'),
    now,
    log: pino({ level: 'silent' }),
    version: '0.0.0',
    fileLimitBytes: 1000,
  });
  const limits = { stopMsMax: 5000, endStreams: () => undefined };
  const server = await listenHttp(app, { host: '127.0.0.1', port: 0, readiness, ...limits });
  return { app, server, readiness, reached, finish: () => finish() };
}

test('readiness follows the process; liveness answers whatever else is wrong', async () => {
  const { app, server, readiness } = await startServer();
  assert.equal((await app.inject('/readyz')).statusCode, 200);
  readiness.isReady = false;
  assert.equal((await app.inject('/readyz')).statusCode, 503);
  assert.equal((await app.inject('/healthz')).statusCode, 200);
  // Nobody asks any more, so nobody is waited for.
  readiness.askedAtMs = null;
  await server.stop();
});

test('P12: stopping lets the request under way finish, and tells its connection to close', async () => {
  const { server, reached, finish } = await startServer();
  const answered = new Promise<{ status: number; connection: string | undefined; body: string }>(
    (resolve, reject) => {
      const asked = request({ port: server.port, path: '/api/v1/slow' }, (response) => {
        let body = '';
        response.on('data', (chunk) => (body += String(chunk)));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            connection: response.headers.connection,
            body,
          }),
        );
      });
      asked.on('error', reject);
      asked.end();
    },
  );
  await reached;
  const stopped = server.stop();
  setImmediate(finish);
  const answer = await answered;
  assert.equal(answer.status, 200);
  assert.equal(answer.body, '{"isDone":true}');
  assert.equal(answer.connection, 'close');
  await stopped;
  await assert.rejects(fetch(`http://127.0.0.1:${server.port}/healthz`));
});

test('metrics are served on a port of their own, by route and never by id', async () => {
  const { app, server } = await startServer();
  await app.inject('/healthz');
  const metrics = await startMetricsServer({ host: '127.0.0.1', port: 0, log: silentLogger() });
  const text = await (await fetch(`http://127.0.0.1:${metrics.port}/metrics`)).text();
  assert.match(
    text,
    /belay_http_request_seconds_count\{method="GET",route="\/healthz",status="200"\}/,
  );
  assert.match(text, /process_resident_memory_bytes/);
  assert.equal((await fetch(`http://127.0.0.1:${metrics.port}/`)).status, 404);
  assert.equal((await app.inject('/metrics')).statusCode, 404);
  await metrics.stop();
  await server.stop();
});
