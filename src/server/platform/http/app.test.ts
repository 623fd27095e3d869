import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pino } from 'pino';
import { z } from 'zod';
import { problem } from '#contract/problem.ts';
import type { AgentId, TeamId, WorkspaceId } from '#domain/kernel/id.ts';
import { instant } from '#domain/kernel/instant.ts';
import { refuse } from '#domain/kernel/result.ts';
import { refuseHttp, RequestRefused } from '../errors/refused.ts';
import { createHttpApp, type HttpAppOptions } from './app.ts';
import { requireVersion } from './etag.ts';
import type { Authenticated } from './principal.ts';
import { type Route, route } from './route.ts';

const workspaceId = 'w' as WorkspaceId;

/** Reads who is asking from a header that only this test knows. */
async function authenticate(request: FastifyRequest): Promise<Authenticated | null> {
  const who = request.headers['x-who'];
  if (who === undefined) return null;
  if (who === 'forged') throw new RequestRefused('credentials_invalid');
  const agentId = 'a' as AgentId;
  const teamIds: TeamId[] = [];
  if (who === 'key') {
    const scopes = ['tickets:read'] as const;
    const principal = { kind: 'api_key', workspaceId, keyId: 'k', agentId, teamIds } as const;
    return { principal: { ...principal, role: 'admin', scopes }, carriedBy: 'header' };
  }
  const role = who === 'auditor' ? 'auditor' : 'agent';
  const principal = { kind: 'agent', workspaceId, agentId, role, teamIds, sessionId: 's' } as const;
  return { principal, carriedBy: 'cookie' };
}

const thing = z.object({ id: z.string(), version: z.number() });

const routes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/api/v1/things/:thingId',
    summary: 'Reads a thing.',
    permission: 'ticket.read',
    scope: 'tickets:read',
    schema: { params: z.object({ thingId: z.string() }), response: thing },
    handler: async ({ params }) => {
      if (params.thingId === 'absent') throw new RequestRefused('not_found');
      if (params.thingId === 'broken') throw new Error('secret innards');
      const innards = { id: params.thingId, version: 3, passwordHash: 'never shown' };
      return innards;
    },
  }),
  route({
    method: 'POST',
    url: '/api/v1/things',
    summary: 'Makes a thing.',
    permission: 'ticket.reply',
    scope: null,
    status: 201,
    schema: {
      body: z.object({ name: z.string().min(1), tags: z.array(z.string()) }),
      response: thing,
    },
    handler: async ({ body }) => {
      if (body.name === 'taken') throw refuseHttp(refuse('conflict', { name: body.name }));
      return { id: body.name, version: 1 };
    },
  }),
  route({
    method: 'PUT',
    url: '/api/v1/things/:thingId',
    summary: 'Changes a thing.',
    permission: 'ticket.update',
    scope: null,
    schema: { params: z.object({ thingId: z.string() }) },
    handler: async ({ ifMatch }) => requireVersion(ifMatch, 3),
  }),
  route({
    method: 'POST',
    url: '/api/v1/widget/hello',
    summary: 'Greets from any site.',
    permission: 'public',
    scope: null,
    isCrossOrigin: true,
    perMinute: 5,
    schema: { response: z.object({ isKnown: z.boolean() }) },
    handler: async ({ actor }) => ({ isKnown: actor !== null }),
  }),
];

function optionsWith(more: Partial<HttpAppOptions>): HttpAppOptions {
  return {
    routes,
    mounts: [],
    pages: [],
    authenticator: { authenticate },
    idempotency: null,
    baseUrl: new URL('https://desk.example'),
    now: () => instant(0),
    log: pino({ level: 'silent' }),
    version: '0.0.0',
    fileLimitBytes: 1000,
    ...more,
  };
}

async function makeApp(more: Partial<HttpAppOptions> = {}): Promise<FastifyInstance> {
  const app = await createHttpApp(optionsWith(more));
  await app.ready();
  return app;
}

const own = { 'x-who': 'agent', origin: 'https://desk.example' };

test('an answer holds only what its schema declares, with version as ETag and the server time', async () => {
  const app = await makeApp();
  const answer = await app.inject({ url: '/api/v1/things/7', headers: own });
  assert.equal(answer.statusCode, 200);
  assert.deepEqual(answer.json(), { id: '7', version: 3 });
  assert.equal(answer.headers.etag, '"3"');
  assert.equal(answer.headers['belay-server-time'], '1970-01-01T00:00:00.000Z');
  assert.equal(answer.headers['cache-control'], 'no-store');
});

test('every error is a problem document with a code, a way out and the security headers', async () => {
  const app = await makeApp();
  const asked = [
    { url: '/api/v1/things/7', code: 'sign_in_required', status: 401 },
    { url: '/api/v1/things/absent', headers: own, code: 'not_found', status: 404 },
    { url: '/api/v1/things/broken', headers: own, code: 'internal_error', status: 500 },
    { url: '/api/v1/nothing', headers: own, code: 'not_found', status: 404 },
    { url: '/nothing', code: 'not_found', status: 404 },
    { url: '/api/v1/%zz', code: 'malformed_request', status: 400 },
    {
      url: '/api/v1/things/7',
      headers: { 'x-who': 'forged' },
      code: 'credentials_invalid',
      status: 401,
    },
  ];
  for (const { url, headers, code, status } of asked) {
    const answer = await app.inject({ url, ...(headers === undefined ? {} : { headers }) });
    const document = problem.parse(answer.json());
    assert.equal(document.code, code, url);
    assert.equal(answer.statusCode, status, url);
    assert.equal(document.status, status);
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
    assert.match(String(answer.headers['content-security-policy']), /default-src 'self'/);
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    assert.ok(!answer.body.includes('innards'));
  }
});

test('what is no HTTP at all still gets a problem document with the security headers', async () => {
  const app = await makeApp();
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.addresses()[0];
  assert.ok(typeof address === 'object');
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(address.port, '127.0.0.1', () => socket.write('garbage\r\n\r\n'));
    let got = '';
    socket.on('data', (chunk) => {
      got += chunk.toString();
    });
    socket.on('end', () => resolve(got));
    socket.on('error', reject);
  });
  assert.match(text, /^HTTP\/1\.1 400/);
  assert.match(text, /content-security-policy: default-src 'self'/);
  assert.match(text, /"code":"malformed_request"/);
  await app.close();
});

test('a wrong body is answered with each field that is wrong', async () => {
  const app = await makeApp();
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/things',
    headers: own,
    payload: { name: '', tags: ['a', 5] },
  });
  assert.equal(answer.statusCode, 422);
  const { code, fields } = problem.parse(answer.json());
  assert.equal(code, 'invalid_request');
  assert.deepEqual(
    fields?.map((field) => field.path),
    ['name', 'tags.1'],
  );
});

test('a body that is no JSON, poisons a prototype, or is too large has its own code', async () => {
  const app = await makeApp();
  const send = async (payload: string, type = 'application/json') => {
    const headers = { ...own, 'content-type': type };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/things', headers, payload });
    return problem.parse(answer.json()).code;
  };
  assert.equal(await send('{'), 'malformed_request');
  assert.equal(await send('{"__proto__": {"isAdmin": true}}'), 'malformed_request');
  assert.equal(await send('x'.repeat(1024 * 1024 + 1)), 'request_too_large');
  assert.equal(await send('<a/>', 'text/xml'), 'media_type_unsupported');
});

test('a refusal of a decision becomes its code with its facts', async () => {
  const app = await makeApp();
  const payload = { name: 'taken', tags: [] };
  const answer = await app.inject({ method: 'POST', url: '/api/v1/things', headers: own, payload });
  assert.equal(answer.statusCode, 409);
  assert.deepEqual(problem.parse(answer.json()).facts, { name: 'taken' });
});

test('a role without the permission and a key without the scope are refused', async () => {
  const app = await makeApp();
  const codeFor = async (who: string) => {
    const headers = { 'x-who': who, origin: 'https://desk.example' };
    const payload = { name: 'x', tags: [] };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/things', headers, payload });
    return answer.statusCode === 201 ? 'made' : problem.parse(answer.json()).code;
  };
  assert.equal(await codeFor('agent'), 'made');
  assert.equal(await codeFor('auditor'), 'not_permitted');
  assert.equal(await codeFor('key'), 'scope_missing');
});

test('a change that rides on a cookie must come from our own origin', async () => {
  const app = await makeApp();
  const codeFrom = async (more: Record<string, string>) => {
    const headers = { 'x-who': 'agent', host: 'desk.example', ...more };
    const payload = { name: 'x', tags: [] };
    const answer = await app.inject({ method: 'POST', url: '/api/v1/things', headers, payload });
    return answer.statusCode === 201 ? 'made' : problem.parse(answer.json()).code;
  };
  assert.equal(await codeFrom({ origin: 'https://desk.example' }), 'made');
  assert.equal(await codeFrom({ origin: 'https://evil.example' }), 'origin_refused');
  assert.equal(await codeFrom({ origin: 'http://desk.example' }), 'origin_refused');
  assert.equal(await codeFrom({ origin: 'null' }), 'origin_refused');
  assert.equal(await codeFrom({ 'sec-fetch-site': 'cross-site' }), 'origin_refused');
  assert.equal(await codeFrom({ 'sec-fetch-site': 'same-origin' }), 'made');
});

test('a route for any site answers the preflight and is deaf to cookies', async () => {
  const app = await makeApp();
  const preflight = await app.inject({ method: 'OPTIONS', url: '/api/v1/widget/hello' });
  assert.equal(preflight.statusCode, 204);
  assert.equal(preflight.headers['access-control-allow-methods'], 'POST');
  const headers = { 'x-who': 'agent', origin: 'https://shop.example' };
  const answer = await app.inject({ method: 'POST', url: '/api/v1/widget/hello', headers });
  assert.deepEqual(answer.json(), { isKnown: false });
  assert.equal(answer.headers['access-control-allow-origin'], '*');
  assert.equal(answer.headers['access-control-allow-credentials'], undefined);
});

test('If-Match with another version is refused, with the current one let through as 204', async () => {
  const app = await makeApp();
  const put = async (ifMatch: string) => {
    const headers = { ...own, 'if-match': ifMatch };
    return (await app.inject({ method: 'PUT', url: '/api/v1/things/7', headers })).statusCode;
  };
  assert.equal(await put('"3"'), 204);
  assert.equal(await put('W/"3"'), 204);
  assert.equal(await put('"2"'), 412);
  assert.equal(await put('x'), 412);
});

test('a flood is told to wait: by account, by route and by wrong credentials', async () => {
  const rateLimits = { perAccount: 3, perAddress: 100, perAddressFailed: 2 };
  const app = await makeApp({ rateLimits });
  const statuses = async (
    times: number,
    url: string,
    who: string | null,
    method: 'GET' | 'POST',
  ) => {
    const seen: number[] = [];
    for (let index = 0; index < times; index += 1) {
      const headers = who === null ? {} : { 'x-who': who, authorization: 'Bearer x' };
      seen.push((await app.inject({ method, url, headers })).statusCode);
    }
    return seen;
  };
  assert.deepEqual(await statuses(4, '/api/v1/things/7', 'key', 'GET'), [200, 200, 200, 429]);
  assert.equal((await statuses(6, '/api/v1/widget/hello', null, 'POST')).at(-1), 429);
  assert.deepEqual(await statuses(3, '/api/v1/things/7', 'forged', 'GET'), [401, 401, 429]);
});

test('of many requests at once as many are answered as the limit allows', async () => {
  const app = await makeApp();
  const headers = { origin: 'https://shop.example' };
  const answers = await Promise.all(
    Array.from({ length: 9 }, async () =>
      app.inject({ method: 'POST', url: '/api/v1/widget/hello', headers }),
    ),
  );
  const answered = answers.filter(({ statusCode }) => statusCode === 200);
  assert.equal(answered.length, 5);
});

test('whoever guesses at an address locks nobody there out of their session', async () => {
  const app = await makeApp({
    rateLimits: { perAccount: 100, perAddress: 100, perAddressFailed: 2 },
    authenticator: {
      authenticate: async (request) => {
        if (request.headers.authorization === undefined) return authenticate(request);
        throw new RequestRefused('credentials_invalid');
      },
    },
  });
  const guess = async () =>
    (await app.inject({ url: '/api/v1/things/7', headers: { authorization: 'Bearer x' } }))
      .statusCode;
  assert.deepEqual([await guess(), await guess(), await guess()], [401, 401, 429]);
  assert.equal((await app.inject({ url: '/api/v1/things/7', headers: own })).statusCode, 200);
});

test('a proxy that was named says for whom it asks, and nobody else does', async () => {
  const statuses = async (trustedProxies: readonly string[]): Promise<number[]> => {
    const rateLimits = { perAccount: 100, perAddress: 1, perAddressFailed: 100 };
    const app = await makeApp({ rateLimits, trustedProxies });
    const ask = async (client: string) => {
      const headers = { 'x-forwarded-for': client };
      const url = '/api/v1/things/7';
      return (await app.inject({ url, headers, remoteAddress: '10.0.0.2' })).statusCode;
    };
    return [await ask('192.0.2.1'), await ask('192.0.2.2'), await ask('192.0.2.1')];
  };
  assert.deepEqual(await statuses(['10.0.0.0/24']), [401, 401, 429]);
  assert.deepEqual(await statuses([]), [401, 429, 429]);
});

test('the OpenAPI document and its page list each route with permission and scope', async () => {
  const app = await makeApp();
  const document = (await app.inject('/api/v1/openapi.json')).json();
  assert.equal(document.openapi, '3.1.0');
  const operation = document.paths['/api/v1/things/{thingId}'].get;
  assert.equal(operation['x-permission'], 'ticket.read');
  assert.equal(operation['x-scope'], 'tickets:read');
  assert.ok(document.components.schemas.Problem);
  const page = await app.inject('/api/v1/docs');
  assert.match(page.body, /\/api\/v1\/things\/\{thingId\}/);
  assert.match(page.body, /id="error-not_found"/);
  assert.ok(!page.body.includes('<script'));
});

test('the desk answers its own addresses, files their own, and nothing leads out of the folder', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'belay-pages-'));
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>desk</title>');
  writeFileSync(path.join(folder, 'portal.html'), '<!doctype html><title>portal</title>');
  writeFileSync(path.join(folder, 'assets/app-abcd1234.js'), 'export {};');
  const entries = [
    { prefix: '/', file: 'index.html' },
    { prefix: '/help/', file: 'portal.html' },
  ];
  const app = await makeApp({ pages: [{ folder, prefix: '/', entries, isEmbeddable: false }] });
  assert.match((await app.inject('/')).body, /desk/);
  assert.match((await app.inject('/tickets/1042')).body, /desk/);
  assert.match((await app.inject('/help/articles')).body, /portal/);
  const script = await app.inject('/assets/app-abcd1234.js');
  assert.match(String(script.headers['cache-control']), /immutable/);
  assert.match(String(script.headers['content-type']), /javascript/);
  const squeezed = await app.inject({ url: '/', headers: { 'accept-encoding': 'gzip, br' } });
  assert.equal(squeezed.headers['content-encoding'], 'br');
  assert.equal((await app.inject('/assets/absent.js')).statusCode, 404);
  const rating = '/rate/01a200ca-79c7-78f6-882a-785a69782f7d.kkeTrRwfa6WwN67PVX4CeQ';
  assert.match((await app.inject(rating)).body, /desk/, 'a token with a dot is no file');
  assert.match((await app.inject('/../../etc/passwd')).body, /desk/);
  assert.equal((await app.inject('/%2e%2e/%2e%2e/etc/passwd.txt')).statusCode, 404);
  assert.equal((await app.inject('/api/v1/absent')).json().code, 'not_found');
  assert.equal((await app.inject({ method: 'POST', url: '/tickets' })).statusCode, 404);
});
