import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import fastifyCookie from '@fastify/cookie';
import fastifyWebsocket from '@fastify/websocket';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import { problemOf } from '../errors/problem.ts';
import { RequestRefused } from '../errors/refused.ts';
import { registerBodies } from './body.ts';
import { notFound, registerErrorHandler, sendProblem } from './error-handler.ts';
import { type MountParts, mountRoutes } from './mount.ts';
import { registerOpenApi } from './openapi.ts';
import { type Pages, registerPages } from './pages.ts';
import { registerSecurityHeaders, securityHeaders } from './policy.ts';
import { createRateLimiter, type RateLimits, rateLimitsDefault } from './rate-limit.ts';
import type { Route } from './route.ts';

/** Routes that speak something else than request and answer: sign-in flows, live streams. */
export type Mount = (app: FastifyInstance, parts: MountParts) => Promise<void>;

export type HttpAppOptions = Omit<MountParts, 'limiter'> & {
  readonly routes: readonly Route[];
  readonly mounts: readonly Mount[];
  readonly pages: readonly Pages[];
  readonly now: () => Instant;
  readonly log: FastifyBaseLogger;
  readonly version: string;
  readonly rateLimits?: RateLimits;
  /** Addresses and networks of reverse proxies on other machines. */
  readonly trustedProxies?: readonly string[];
  readonly fileLimitBytes: number;
};

/** Messages over a WebSocket are small: looking, writing, answers to pings. */
const webSocketBytesMax = 64 * 1024;

/**
 * Makes the HTTP application: headers, bodies, guards, routes, errors, pages. It listens nowhere
 * yet; tests `inject` into it and `createHttpServer` opens the port.
 */
export async function createHttpApp(options: HttpAppOptions): Promise<FastifyInstance> {
  const isHttps = options.baseUrl.protocol === 'https:';
  const app = makeFastify(options, isHttps);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('actor', null);
  app.decorateRequest('carriedBy', null);
  app.decorateRequest('ifMatch', null);
  app.decorateRequest('rawBody', null);
  registerErrorHandler(app);
  await registerSecurityHeaders(app, isHttps);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'belay-server-time': toIso(options.now()), 'x-request-id': request.id });
  });
  await app.register(fastifyCookie);
  await registerBodies(app, options.fileLimitBytes);
  await app.register(fastifyWebsocket, { options: { maxPayload: webSocketBytesMax } });
  await registerOpenApi(app, options.version);
  const rateLimits = options.rateLimits ?? rateLimitsDefault;
  const parts: MountParts = { ...options, limiter: createRateLimiter(rateLimits) };
  mountRoutes(app, options.routes, parts);
  for (const mount of options.mounts) await mount(app, parts);
  if (options.pages.length > 0) await registerPages(app, options.pages);
  else app.setNotFoundHandler(async (request, reply) => notFound(request, reply));
  return app;
}

function makeFastify(options: HttpAppOptions, isHttps: boolean): FastifyInstance {
  return fastify({
    loggerInstance: options.log,
    // One line for each request would bury what matters; metrics count them.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // Forwarded addresses are believed only when a proxy on this machine, or one that was named,
    // hands them over.
    trustProxy: ['loopback', ...(options.trustedProxies ?? [])],
    // While stopping, a request on an open connection is still answered (P12).
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 2000, ignoreTrailingSlash: false },
    // A slow client may hold a connection, not a worker: headers and body must come in time.
    connectionTimeout: 120_000,
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    frameworkErrors: (_error, request, reply) => {
      reply.headers(securityHeaders(isHttps));
      sendProblem(request, reply, new RequestRefused('malformed_request'));
    },
    clientErrorHandler: (_error, socket) => answerGarbage(socket, isHttps),
  });
}

/** Answers what is no HTTP at all. The socket knows no request, so the answer is written by hand. */
function answerGarbage(socket: Socket, isHttps: boolean): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const document = problemOf(new RequestRefused('malformed_request'), randomUUID());
  const body = JSON.stringify(document);
  const headers = Object.entries({
    ...securityHeaders(isHttps),
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 400 Bad Request\r\n${headers.join('\r\n')}\r\n\r\n${body}`);
}
