import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Readiness } from '../health/routes.ts';

export type HttpServer = {
  readonly port: number;
  /** The address it listens on, for instance `http://127.0.0.1:7300`. */
  readonly url: string;
  /**
   * Stops without failing a request (P12): says "not ready", waits until the load balancer has
   * heard it (when one has been asking), takes no new connections, ends streams, and waits for
   * the requests under way.
   */
  stop(): Promise<void>;
};

export type ListenOptions = {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly readiness: Readiness;
  /** Ends what never ends by itself: streams. Called before connections are waited for. */
  readonly endStreams: () => void;
  /** After this long, what is still open is cut. */
  readonly stopMsMax: number;
};

/**
 * Throws what listening would throw, before anything has begun that would have to be undone. Another
 * program may still take the port in between, so listening itself can fail too.
 */
export async function checkPort({ host, port }: { host: string; port: number }): Promise<void> {
  const probe = createServer((connection) => connection.destroy());
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen({ host, port, exclusive: true }, resolve);
  });
  await new Promise<void>((resolve) => probe.close(() => resolve()));
}

/** Opens the port and becomes ready. Throws when the port is taken. */
export async function listenHttp(
  app: FastifyInstance,
  options: ListenOptions,
): Promise<HttpServer> {
  let isStopping = false;
  const open = new Set<ServerResponse>();
  // An open connection would be used again just as we close it: tell the client not to.
  const sayLast = (response: ServerResponse): void => {
    if (!response.headersSent) response.setHeader('connection', 'close');
  };
  app.server.prependListener('request', (_request, response) => {
    open.add(response);
    response.on('close', () => open.delete(response));
    if (isStopping) sayLast(response);
  });
  const url = await app.listen({ host: options.host, port: options.port });
  options.readiness.isReady = true;
  const address = app.addresses()[0];
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    isStopping = true;
    for (const response of open) sayLast(response);
    options.readiness.isReady = false;
    await untilHeard(options.readiness);
    options.endStreams();
    const sweep = setInterval(() => app.server.closeIdleConnections(), lookMs);
    const cut = setTimeout(() => app.server.closeAllConnections(), options.stopMsMax);
    try {
      await app.close();
    } finally {
      clearTimeout(cut);
      clearInterval(sweep);
    }
  };
  return {
    url,
    port: typeof address === 'object' ? address.port : options.port,
    stop: () => (stopped ??= stop()),
  };
}

/** A balancer that has not asked for this long is taken for none. */
const askingMs = 30_000;
/** From hearing it to having sent its last request elsewhere. */
const actingMs = 500;
/** Balancers that ask less often than this are not waited for: P12 allows ten seconds in all. */
const heardMsMax = 6000;
const lookMs = 50;

/**
 * A port that closes resets what the kernel has accepted and we have not, so nobody may be sending
 * any more. Where nobody asks `/readyz`, there is nobody to wait for.
 */
async function untilHeard(readiness: Readiness): Promise<void> {
  const startedMs = performance.now();
  if (readiness.askedAtMs === null || startedMs - readiness.askedAtMs > askingMs) return;
  while (performance.now() - startedMs < heardMsMax) {
    const heardMs = readiness.saidNotReadyAtMs ?? -1;
    if (heardMs >= startedMs) {
      await wait(actingMs);
      return;
    }
    await wait(lookMs);
  }
}
