import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { RequestRefused } from '../errors/refused.ts';
import { type Counted, MinuteCounter } from './minute-counter.ts';
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

type Check = (request: FastifyRequest) => void;

export type RateLimiter = {
  /** Counts the request for its account, or for its address when it has none. */
  readonly countRequest: Check;
  /**
   * Refuses an address that has guessed too often, before its next guess is looked at. Only for
   * requests that bring something to guess: an office or a proxy shares an address, and nobody in
   * it may lock the others out of their sessions.
   */
  readonly refuseGuesser: Check;
  /** Counts a wrong credential. Never throws. */
  readonly countFailure: Check;
  /** A limit of one route, of its own, for each account or address. */
  readonly forRoute: (perMinute: number) => Check;
};

/**
 * Counts in this process. With several processes each counts for itself, so that the effective
 * limit is that many times higher: enough against floods, and no shared store in every request.
 */
export function createRateLimiter(limits: RateLimits): RateLimiter {
  const byAccount = new MinuteCounter(limits.perAccount);
  const byAddress = new MinuteCounter(limits.perAddress);
  const failed = new MinuteCounter(limits.perAddressFailed);
  return {
    countRequest: (request) => {
      const counter = request.actor === null ? byAddress : byAccount;
      refuseIfExceeded(counter.count(accountOrAddress(request)));
    },
    refuseGuesser: (request) => refuseIfExceeded(failed.look(addressOf(request))),
    countFailure: (request) => {
      failed.count(addressOf(request));
    },
    forRoute: (perMinute) => {
      const own = new MinuteCounter(perMinute);
      return (request) => refuseIfExceeded(own.count(accountOrAddress(request)));
    },
  };
}

function refuseIfExceeded({ isExceeded, retryAfterSeconds }: Counted): void {
  if (isExceeded) throw new RequestRefused('rate_limited', { retryAfterSeconds });
}

function addressOf(request: FastifyRequest): string {
  return normalizeIP(request.ip);
}

function accountOrAddress(request: FastifyRequest): string {
  return request.actor === null ? addressOf(request) : actorKey(request.actor);
}
