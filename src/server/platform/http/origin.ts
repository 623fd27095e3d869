import type { FastifyRequest } from 'fastify';
import { RequestRefused } from '../errors/refused.ts';

const safeMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether the browser says that the request was caused by a page of Belay itself. `Origin` is
 * compared with the configured address and with the host that was asked; `Sec-Fetch-Site` speaks
 * where `Origin` is absent. A client that sends neither is no browser and holds no one's cookie.
 */
export function isSameOrigin(request: FastifyRequest, baseUrl: URL): boolean {
  const origin = request.headers.origin;
  if (origin === undefined) {
    const site = request.headers['sec-fetch-site'];
    return site === undefined || site === 'same-origin' || site === 'none';
  }
  if (origin === baseUrl.origin) return true;
  if (!URL.canParse(origin)) return false;
  const { host, protocol } = new URL(origin);
  // A page that came over plain HTTP may be anybody's on the way, and is not ours under HTTPS.
  const isDowngraded = baseUrl.protocol === 'https:' && protocol !== 'https:';
  return !isDowngraded && host === request.headers.host;
}

/**
 * Refuses a request that changes something, rides on a cookie and was caused by another site.
 * `isAlways` asks for the origin whatever the method: a WebSocket opens with GET and is not bound
 * by the same-origin rule of browsers.
 */
export function requireOwnOrigin(
  request: FastifyRequest,
  options: { readonly baseUrl: URL; readonly isAlways?: boolean },
): void {
  if (options.isAlways !== true && safeMethods.includes(request.method)) return;
  if (!isSameOrigin(request, options.baseUrl)) throw new RequestRefused('origin_refused');
}
