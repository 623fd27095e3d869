import { APIError } from 'better-auth';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressHeader } from './engine.ts';

/**
 * The headers that better-auth may see: the cookies, the browser's name, and the address that the
 * HTTP frame trusts. `Host`, `X-Forwarded-*` and the rest of what a client can claim stay out.
 */
export function engineHeaders(request: FastifyRequest): Headers {
  const headers = new Headers({ [addressHeader]: request.ip });
  const { cookie } = request.headers;
  if (cookie !== undefined) headers.set('cookie', cookie);
  const agent = request.headers['user-agent'];
  if (agent !== undefined) headers.set('user-agent', agent.slice(0, 400));
  return headers;
}

/**
 * The same without the session cookie: a second factor given at sign-in must answer the challenge
 * of that sign-in, with its limit of tries, whoever may still be signed in.
 */
export function challengeHeaders(request: FastifyRequest, sessionCookie: string): Headers {
  const headers = engineHeaders(request);
  const others = (request.headers.cookie ?? '')
    .split(';')
    .filter((part) => part.split('=', 1)[0]?.trim() !== sessionCookie);
  headers.set('cookie', others.join(';'));
  return headers;
}

/** Sends the cookies that better-auth made on to the browser. */
export function passCookies(headers: Headers | null | undefined, reply: FastifyReply): void {
  for (const cookie of headers?.getSetCookie() ?? []) reply.header('set-cookie', cookie);
  reply.header('cache-control', 'no-store');
}

/** The cookies that better-auth made, as the browser will send them back. */
export function madeCookieHeader(headers: Headers | null | undefined): string {
  return (headers?.getSetCookie() ?? []).map((cookie) => cookie.split(';', 1)[0] ?? '').join('; ');
}

/**
 * Runs a call of the engine and yields null where it refuses: a wrong password, code, token or
 * challenge. All of these look the same to the one who asks. Faults of ours go on being thrown.
 */
export async function refusedAsNull<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof APIError && error.statusCode >= 400 && error.statusCode < 500) return null;
    throw error;
  }
}
