import type { FastifyRequest } from 'fastify';
import { requirePermission } from '../access/access.ts';
import { RequestRefused } from '../errors/refused.ts';
import { requireOwnOrigin } from './origin.ts';
import type { Authenticator } from './principal.ts';
import type { RateLimiter } from './rate-limit.ts';
import type { Route } from './route.ts';

export type GuardParts = {
  readonly authenticator: Authenticator;
  readonly limiter: RateLimiter;
  readonly baseUrl: URL;
};

/**
 * What stands before every declared route, before its body is read: who asks, whether the browser
 * was led here by another site, how often they ask, and whether they hold permission and scope.
 */
export function createGuard(
  declared: Route,
  parts: GuardParts,
): (request: FastifyRequest) => Promise<void> {
  const ownLimit =
    declared.perMinute === undefined ? null : parts.limiter.forRoute(declared.perMinute);
  return async (request) => {
    await authenticate(request, parts);
    if (declared.isCrossOrigin === true) dropCookie(request);
    else if (request.carriedBy !== 'header') {
      requireOwnOrigin(request, { baseUrl: parts.baseUrl });
    }
    (ownLimit ?? parts.limiter.countRequest)(request);
    requireGuard(declared, request);
  };
}

async function authenticate(request: FastifyRequest, parts: GuardParts): Promise<void> {
  // A session's cookie is signed: there is nothing to guess in it.
  if (request.headers.authorization !== undefined) parts.limiter.refuseGuesser(request);
  try {
    const found = await parts.authenticator.authenticate(request);
    request.actor = found?.principal ?? null;
    request.carriedBy = found?.carriedBy ?? null;
  } catch (error) {
    if (error instanceof RequestRefused && error.code === 'credentials_invalid') {
      parts.limiter.countFailure(request);
    }
    throw error;
  }
}

/** A route that any site's page may call is deaf to the cookies that the browser adds by itself. */
function dropCookie(request: FastifyRequest): void {
  if (request.carriedBy !== 'cookie') return;
  request.actor = null;
  request.carriedBy = null;
}

function requireGuard(declared: Route, request: FastifyRequest): void {
  const { permission, scope } = declared;
  if (permission === 'public') return;
  if (permission === 'visitor') {
    if (request.actor?.kind !== 'visitor') throw new RequestRefused('sign_in_required');
    return;
  }
  requirePermission(request.actor, permission, scope);
}
