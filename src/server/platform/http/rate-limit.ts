import fastifyRateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestRefused } from '../errors/refused.ts';
import { actorKey } from './principal.ts';

/** How many requests a minute are answered before `rate_limited`. */
export type RateLimits = {
  /** Of one agent, key or visitor. */
  readonly perAccount: number;
  /** Of one address (IPv6: its /64) without an account. */
  readonly perAddress: number;
  /** Wrong keys, tokens and passwords from one address. */
  readonly perAddressFailed: number;
};

/**
 * The desk makes about 120 requests a minute when it is worked fast; a program that pages through
 * everything makes some hundreds. Ten times that is no person and no reasonable program.
 */
export const rateLimitsDefault: RateLimits = {
  perAccount: 3000,
  perAddress: 600,
  perAddressFailed: 30,
};

type Check = (request: FastifyRequest) => Promise<void>;

export type RateLimiter = {
  /** Counts the request for its account, or for its address when it has none. */
  readonly countRequest: Check;
  /** Refuses an address that has guessed too often, before its next guess is looked at. */
  readonly refuseGuesser: Check;
  /** Counts a wrong credential. Never throws. */
  readonly countFailure: (request: FastifyRequest) => Promise<void>;
  /** A limit of one route, of its own, for each account or address. */
  readonly forRoute: (perMinute: number) => Check;
};

const minuteMs = 60_000;
/** Keys that are remembered; the least recently seen is forgotten first. */
const keysMax = 50_000;

/**
 * Counts in this process. With several processes each counts for itself, so that the effective
 * limit is that many times higher: enough against floods, and no shared store in every request.
 */
export async function createRateLimiter(
  app: FastifyInstance,
  limits: RateLimits,
): Promise<RateLimiter> {
  await app.register(fastifyRateLimit, { global: false, cache: keysMax });
  const limiter = (max: number, keyGenerator: (request: FastifyRequest) => string) =>
    app.createRateLimit({ max, timeWindow: minuteMs, keyGenerator });
  const byAccount = limiter(limits.perAccount, accountOrAddress);
  const byAddress = limiter(limits.perAddress, addressOf);
  const failed = limiter(limits.perAddressFailed, addressOf);

  const refuseIfExceeded = (result: Awaited<ReturnType<typeof failed>>): void => {
    if (result.isAllowed || !result.isExceeded) return;
    throw new RequestRefused('rate_limited', { retryAfterSeconds: result.ttlInSeconds });
  };

  return {
    countRequest: async (request) => {
      refuseIfExceeded(await (request.actor === null ? byAddress : byAccount)(request));
    },
    refuseGuesser: async (request) => {
      const seen = await failed(request, { increment: false });
      if (seen.isAllowed || seen.remaining > 0) return;
      throw new RequestRefused('rate_limited', { retryAfterSeconds: seen.ttlInSeconds });
    },
    countFailure: async (request) => {
      await failed(request);
    },
    forRoute: (perMinute) => {
      const own = limiter(perMinute, accountOrAddress);
      return async (request) => refuseIfExceeded(await own(request));
    },
  };
}

function addressOf(request: FastifyRequest): string {
  return normalizeIP(request.ip);
}

function accountOrAddress(request: FastifyRequest): string {
  return request.actor === null ? addressOf(request) : actorKey(request.actor);
}
