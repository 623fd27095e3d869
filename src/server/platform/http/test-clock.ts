import type { FastifyInstance } from 'fastify';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { instantFromIso, toIso } from '#domain/kernel/instant.ts';
import type { VirtualClock } from '../clock.ts';
import { RequestRefused } from '../errors/refused.ts';

const url = '/__test/clock';
const loopback = /^(?:127\.|::1$|::ffff:127\.)/;

const movement = z.union([
  z.strictObject({ advance: z.iso.duration() }),
  z.strictObject({ set: z.iso.datetime({ offset: true }) }),
]);

/**
 * Lets a test drive a running Belay's clock: `{ "advance": "PT30M" }` or `{ "set": "…Z" }`. Answers
 * when everything that fell due on the way is done. Mounted in test mode only, which the
 * configuration refuses outside loopback and in production; the caller's address is looked at too.
 */
export function mountTestClock(clock: VirtualClock) {
  return async (app: FastifyInstance): Promise<void> => {
    app.post(url, { schema: { hide: true } }, async (request) => {
      if (!loopback.test(request.ip)) throw new RequestRefused('not_found');
      const asked = movement.safeParse(request.body);
      if (!asked.success) throw new RequestRefused('malformed_request', { detail: usage });
      if ('set' in asked.data) await clock.set(instantFromIso(asked.data.set));
      else await clock.advance(Temporal.Duration.from(asked.data.advance).total('milliseconds'));
      return { now: toIso(clock.now()) };
    });
  };
}

const usage = 'Send { "advance": "PT30M" } or { "set": "2026-03-02T09:00:00Z" }.';
