import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { pino } from 'pino';
import { z } from 'zod';
import type { AgentId, TeamId, WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, instant, plusMs } from '#domain/kernel/instant.ts';
import { createTestDatabase } from '#harness/database.ts';
import { at } from '../db/parameters.ts';
import { transaction } from '../db/transaction.ts';
import { RequestRefused } from '../errors/refused.ts';
import { createHttpApp } from '../http/app.ts';
import { type Route, route } from '../http/route.ts';
import { newId } from '../ids.ts';
import { createIdempotencyStore, forgetOldKeys, keptMs, leaseMs } from './store.ts';

const database = await createTestDatabase();
const { db } = database;
const workspaceId = newId<WorkspaceId>();
let now: Instant = instant(Date.UTC(2026, 0, 5));

await db
  .insertInto('workspace')
  .values({ id: workspaceId, name: 'Idempotent', created_at: at(now) })
  .execute();

/** What the handlers of these tests do, one after the other; each run takes the next. */
let steps: (() => Promise<void>)[] = [];
let runs = 0;

const body = z.object({ name: z.string() });
const made = z.object({ run: z.number(), name: z.string() });

function make(url: string, more: { answersSecret?: boolean } = {}): Route {
  return route({
    method: 'POST',
    url,
    summary: 'Makes something.',
    permission: 'signed_in',
    scope: null,
    status: 201,
    schema: { body, response: made },
    ...more,
    handler: async ({ body: asked }) => {
      runs += 1;
      const run = runs;
      await steps.shift()?.();
      return { run, name: asked.name };
    },
  });
}

const app: FastifyInstance = await createHttpApp({
  routes: [
    make('/api/v1/things'),
    make('/api/v1/others'),
    make('/api/v1/keys', { answersSecret: true }),
  ],
  mounts: [],
  pages: [],
  authenticator: {
    authenticate: async (request) => ({
      carriedBy: 'header',
      principal: {
        kind: 'agent',
        workspaceId,
        agentId: String(request.headers['x-who'] ?? 'a') as AgentId,
        role: 'agent',
        teamIds: [] as TeamId[],
        sessionId: 's',
      },
    }),
  },
  idempotency: createIdempotencyStore(db, () => now, 200),
  baseUrl: new URL('http://localhost'),
  now: () => now,
  log: pino({ level: 'silent' }),
  version: '0.0.0',
  fileLimitBytes: 1000,
});

beforeEach(() => {
  steps = [];
  runs = 0;
});

async function post(key: string, more: { url?: string; name?: string; who?: string } = {}) {
  return app.inject({
    method: 'POST',
    url: more.url ?? '/api/v1/things',
    headers: { 'idempotency-key': key, 'x-who': more.who ?? 'a' },
    payload: { name: more.name ?? 'n' },
  });
}

/** A transaction with an effect, as a command makes one. */
async function commitSomething(): Promise<void> {
  await transaction(db, async (tx) => sql`select 1`.execute(tx));
}

test('a repeated request gets the first answer again and runs nothing', async () => {
  const first = await post('k1');
  const again = await post('k1');
  assert.equal(first.statusCode, 201);
  assert.equal(again.statusCode, 201);
  assert.deepEqual(again.json(), first.json());
  assert.equal(again.headers['idempotency-replayed'], 'true');
  assert.equal(runs, 1);
});

test('one that overtakes the first waits for its answer', async () => {
  let release: () => void = () => undefined;
  steps = [async () => new Promise<void>((resolve) => (release = resolve))];
  const first = post('k2');
  while (runs === 0) await new Promise((resolve) => setImmediate(resolve));
  const second = post('k2');
  setImmediate(() => release());
  assert.deepEqual((await second).json(), (await first).json());
  assert.equal(runs, 1);
});

test('one that is still running after the wait is answered with busy', async () => {
  let release: () => void = () => undefined;
  steps = [async () => new Promise<void>((resolve) => (release = resolve))];
  const first = post('k3');
  while (runs === 0) await new Promise((resolve) => setImmediate(resolve));
  const second = await post('k3');
  assert.equal(second.json().code, 'idempotency_key_busy');
  assert.equal(second.headers['retry-after'], '1');
  release();
  assert.equal((await first).statusCode, 201);
});

test('a key does not serve another body, another route, or another account', async () => {
  await post('k4');
  assert.equal((await post('k4', { name: 'other' })).json().code, 'idempotency_key_reused');
  assert.equal((await post('k4', { url: '/api/v1/others' })).json().code, 'idempotency_key_reused');
  assert.equal((await post('k4', { who: 'b', name: 'other' })).statusCode, 201);
  assert.equal(runs, 2);
});

test('a refusal frees the key, so that the corrected state may try again', async () => {
  steps = [
    async () => {
      await commitSomething();
      throw new RequestRefused('ticket_closed');
    },
  ];
  assert.equal((await post('k5')).json().code, 'ticket_closed');
  assert.equal((await post('k5')).statusCode, 201);
});

test('a fault before any commit frees the key; one after it keeps the effect from doubling', async () => {
  steps = [
    async () => {
      throw new Error('before');
    },
  ];
  assert.equal((await post('k6')).statusCode, 500);
  assert.equal((await post('k6')).statusCode, 201);
  steps = [
    async () => {
      await commitSomething();
      throw new Error('after');
    },
  ];
  assert.equal((await post('k7')).statusCode, 500);
  assert.equal((await post('k7')).json().code, 'idempotency_replay_withheld');
});

test('a key whose process died is taken over after its lease, and only when nothing committed', async () => {
  const store = createIdempotencyStore(db, () => now);
  const asked = { workspaceId, actor: 'x', key: 'k8', route: 'POST /x', requestHash: 'h' };
  assert.equal(await store.begin(asked), 'taken');
  assert.notEqual(await store.begin(asked), 'taken');
  now = plusMs(now, leaseMs + 1);
  assert.equal(await store.begin(asked), 'taken');
  await store.finish(asked, { status: 0, body: null });
  now = plusMs(now, leaseMs + 1);
  assert.notEqual(await store.begin(asked), 'taken');
});

test('an answer with a secret is neither stored nor given again', async () => {
  assert.equal((await post('k9', { url: '/api/v1/keys' })).statusCode, 201);
  const again = await post('k9', { url: '/api/v1/keys' });
  assert.equal(again.json().code, 'idempotency_replay_withheld');
  const row = await db
    .selectFrom('idempotency_key')
    .select('body')
    .where('workspace_id', '=', workspaceId)
    .where('key', '=', 'k9')
    .executeTakeFirstOrThrow();
  assert.equal(row.body, null);
});

test('without a key the same request runs twice; a key too long is refused', async () => {
  const plain = async () =>
    app.inject({ method: 'POST', url: '/api/v1/things', payload: { name: 'n' } });
  await plain();
  await plain();
  assert.equal(runs, 2);
  assert.equal((await post('x'.repeat(256))).json().code, 'malformed_request');
});

test('keys are forgotten after a day', async () => {
  await forgetOldKeys(db, now);
  await post('k10');
  assert.equal(await forgetOldKeys(db, now), 0);
  now = plusMs(now, keptMs + 1000);
  assert.ok((await forgetOldKeys(db, now)) > 0);
  assert.equal((await post('k10')).statusCode, 201);
});
