import type { FastifyInstance } from 'fastify';
import { readHealth, readLateness as readLatenessEndpoint } from '#contract/health.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Db } from '../db/database.ts';
import { type Route, route } from '../http/route.ts';
import type { HealthRegistry } from './health.ts';
import { readLateness } from './lateness.ts';

/**
 * Whether this process should be given requests. Turned off first when it stops; the two moments
 * (of `performance.now`) say whether a load balancer listens, and whether it has heard.
 */
export type Readiness = {
  isReady: boolean;
  askedAtMs: number | null;
  saidNotReadyAtMs: number | null;
};

export function createReadiness(): Readiness {
  return { isReady: false, askedAtMs: null, saidNotReadyAtMs: null };
}

/** What is wrong and how to mend it, for the settings screen and `belay doctor`. */
export function healthRoutes(part: {
  readonly health: HealthRegistry;
  readonly db: Db;
  readonly now: () => Instant;
}): readonly Route[] {
  const { health, db, now } = part;
  return [
    route({
      ...readHealth,
      handler: async () => health.examine(),
    }),
    route({
      ...readLatenessEndpoint,
      handler: ({ actor, query }) =>
        readLateness(db, {
          workspaceId: actor.workspaceId,
          hours: Number(query.hours),
          now: now(),
        }),
    }),
  ];
}

/**
 * The two questions of a supervisor or load balancer. `/healthz`: does the process answer at all?
 * A database that is away is no reason to restart it. `/readyz`: should it be given requests? They
 * say nothing else, since anybody may ask.
 */
export function mountProbes(readiness: Readiness, probe: () => Promise<boolean>) {
  return async (app: FastifyInstance): Promise<void> => {
    const schema = { hide: true };
    app.get('/healthz', { schema }, async (_request, reply) =>
      reply.header('cache-control', 'no-store').type('text/plain').send('ok\n'),
    );
    app.get('/readyz', { schema }, async (_request, reply) => {
      readiness.askedAtMs = performance.now();
      const isReady = readiness.isReady && (await probe());
      if (!isReady) readiness.saidNotReadyAtMs = performance.now();
      return reply
        .code(isReady ? 200 : 503)
        .header('cache-control', 'no-store')
        .type('text/plain')
        .send(isReady ? 'ready\n' : 'not ready\n');
    });
  };
}
