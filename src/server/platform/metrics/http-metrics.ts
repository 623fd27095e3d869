import type { FastifyInstance } from 'fastify';
import { Counter, Histogram } from 'prom-client';

const duration = new Histogram({
  name: 'belay_http_request_seconds',
  help: 'Time to answer a request, by route.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

const refusals = new Counter({
  name: 'belay_http_problems_total',
  help: 'Problem documents answered, by status.',
  labelNames: ['status'],
});

/** Measures every request. Routes are named by their pattern: an id would make a series each. */
export async function mountHttpMetrics(app: FastifyInstance): Promise<void> {
  app.addHook('onResponse', async (request, reply) => {
    const status = String(reply.statusCode);
    duration.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status },
      reply.elapsedTime / 1000,
    );
    if (reply.statusCode >= 400) refusals.inc({ status });
  });
}
