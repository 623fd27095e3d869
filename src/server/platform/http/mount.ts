import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { z } from 'zod';
import { problem, problemMediaType } from '#contract/problem.ts';
import type { IdempotencyStore } from '../idempotency/store.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { bodyLimitBytesDefault } from './body.ts';
import { etagOf, readIfMatch } from './etag.ts';
import { createGuard, type GuardParts } from './guard.ts';
import { type Route, successStatus } from './route.ts';

export type MountParts = GuardParts & {
  /** Null in tools that only want the API page. */
  readonly idempotency: IdempotencyStore | null;
};

/** Mounts declared routes. Two with the same method and address are a mistake and throw. */
export function mountRoutes(
  app: FastifyInstance,
  routes: readonly Route[],
  parts: MountParts,
): void {
  for (const declared of routes) mountRoute(app, declared, parts);
  mountPreflights(app, routes);
}

function mountRoute(app: FastifyInstance, declared: Route, parts: MountParts): void {
  const guard = createGuard(declared, parts);
  app.route({
    method: declared.method,
    url: declared.url,
    schema: schemaOf(declared),
    bodyLimit: declared.bodyLimitBytes ?? bodyLimitBytesDefault,
    config: { route: declared },
    onRequest: async (request, reply) => {
      if (declared.isCrossOrigin === true) allowEverySite(reply);
      reply.header('cache-control', 'no-store');
      await guard(request);
      await declared.beforeBody?.(request);
      request.ifMatch = readIfMatch(request.headers['if-match']);
    },
    handler: async (request, reply) => answer(declared, parts, { request, reply }),
  });
}

async function answer(
  declared: Route,
  parts: MountParts,
  exchange: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<unknown> {
  const { request, reply } = exchange;
  reply.code(successStatus(declared));
  if (declared.produces !== undefined) reply.type(declared.produces);
  const run = async (): Promise<unknown> => declared.run(request, reply);
  // What is public may carry a password, and a plain hash of that must never be kept.
  const isOnce =
    declared.method === 'POST' &&
    declared.produces === undefined &&
    declared.permission !== 'public';
  const value =
    isOnce && parts.idempotency !== null
      ? await runOnce({ declared, store: parts.idempotency, request, reply, run })
      : await run();
  if (reply.sent || value === reply) return reply;
  if (hasVersion(value)) reply.header('etag', etagOf(value.version));
  // Fastify takes undefined for "sent elsewhere"; an empty answer is sent on purpose.
  return value === undefined ? reply.send() : value;
}

function hasVersion(value: unknown): value is { version: number } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    Number.isSafeInteger(value.version)
  );
}

/** What the API page shows, and what validates the request and strips the answer. */
function schemaOf(declared: Route): FastifySchema {
  const { params, query, body } = declared.schema;
  const tag = declared.tag ?? declared.url.split('/')[3] ?? 'other';
  return {
    summary: declared.summary,
    tags: [tag],
    hide: declared.isHidden === true,
    ...(declared.isMultipart === true ? { consumes: ['multipart/form-data'] } : {}),
    ...(declared.permission === 'public' ? { security: [] } : {}),
    'x-permission': declared.permission,
    'x-scope': declared.scope,
    'x-errors': declared.errors ?? [],
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined ? {} : { body }),
    response: responsesOf(declared),
  };
}

function responsesOf(declared: Route): Record<string, unknown> {
  const { response } = declared.schema;
  const success =
    declared.produces === undefined
      ? (response ?? z.null().describe('Done; nothing to say.'))
      : { content: { [declared.produces]: { schema: z.string() } } };
  return {
    [successStatus(declared)]: success,
    default: {
      description: 'A problem document; `code` says which.',
      content: { [problemMediaType]: { schema: problem } },
    },
  };
}

function allowEverySite(reply: FastifyReply): void {
  reply.headers({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'etag, retry-after, belay-server-time',
    'cross-origin-resource-policy': 'cross-origin',
  });
}

/** Answers the question that browsers ask before they call a route from another site. */
function mountPreflights(app: FastifyInstance, routes: readonly Route[]): void {
  const open = routes.filter((declared) => declared.isCrossOrigin === true);
  for (const url of new Set(open.map((declared) => declared.url))) {
    const methods = open.filter((declared) => declared.url === url).map(({ method }) => method);
    app.options(url, { schema: { hide: true } }, async (_request, reply) => {
      allowEverySite(reply);
      return reply
        .code(204)
        .headers({
          'access-control-allow-methods': methods.join(', '),
          'access-control-allow-headers': 'authorization, content-type, idempotency-key, if-match',
          'access-control-max-age': '600',
        })
        .send();
    });
  }
}

declare module 'fastify' {
  interface FastifySchema {
    summary?: string;
    tags?: readonly string[];
    consumes?: readonly string[];
    security?: readonly Record<string, readonly string[]>[];
    hide?: boolean;
    'x-permission'?: string;
    'x-scope'?: string | null;
    'x-errors'?: readonly string[];
  }
}
