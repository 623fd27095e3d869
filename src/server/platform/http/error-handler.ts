import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problemMediaType } from '#contract/problem.ts';
import { problemOf } from '../errors/problem.ts';
import { recognise } from '../errors/recognise.ts';
import { RequestRefused } from '../errors/refused.ts';
import { errorRegistry } from '../errors/registry.ts';

/** Seconds after which a client should try again when the database is away. */
const unavailableRetrySeconds = 5;

/**
 * The one place where errors become answers. Faults of ours are logged here, once, under the
 * request's id, with the route and never with the body; refusals are ordinary and are not logged.
 */
export function registerErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler(async (error, request, reply) => {
    const refused = recognise(error);
    if (errorRegistry[refused.code].status >= 500) {
      request.log.error(
        { err: error, code: refused.code, route: request.routeOptions.url ?? null },
        'request failed',
      );
    }
    return sendProblem(request, reply, refused);
  });
}

/** Answers with a problem document. The string keeps the route's response schemas out of it. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  refused: RequestRefused,
): FastifyReply {
  const document = problemOf(refused, request.id);
  const retryAfter =
    refused.retryAfterSeconds ?? (refused.code === 'unavailable' ? unavailableRetrySeconds : null);
  if (retryAfter !== null) reply.header('retry-after', String(retryAfter));
  if (document.status === 401) reply.header('www-authenticate', 'Bearer realm="belay"');
  reply.removeHeader('content-disposition');
  return reply
    .code(document.status)
    .header('cache-control', 'no-store')
    .type(problemMediaType)
    .send(JSON.stringify(document));
}

/** The answer to an address that no route and no file has. */
export function notFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(request, reply, new RequestRefused('not_found'));
}
