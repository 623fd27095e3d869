import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Instant } from '#domain/kernel/instant.ts';

/** Five minutes either way, as the specification advises. */
const toleranceMs = 5 * 60_000;

/**
 * Whether a request was signed with one of the hook's secrets in the last five minutes (Standard Webhooks:
 * `v1,` and the base64 of HMAC-SHA256 over id, timestamp and body; any of several may match).
 */
export function isSignedByHook(part: {
  readonly secrets: readonly string[];
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly now: Instant;
}): boolean {
  const id = part.headers['webhook-id'];
  const timestamp = part.headers['webhook-timestamp'];
  const given = part.headers['webhook-signature'];
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof given !== 'string') {
    return false;
  }
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Number(timestamp) * 1000 - part.now) > toleranceMs) return false;
  const wanted = part.secrets
    .filter((secret) => secret !== '')
    .map((secret) => signWebhook({ secret, id, timestamp, body: part.body }));
  return given.split(' ').some((each) => wanted.some((one) => isEqual(each, one)));
}

/** The signature of one message, as the header carries it. */
export function signWebhook(part: {
  readonly secret: string;
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
  readonly body: Buffer | string;
}): string {
  const key = Buffer.from(part.secret.replace(/^whsec_/, ''), 'base64');
  const digest = createHmac('sha256', key)
    .update(`${part.id}.${part.timestamp}.`)
    .update(part.body)
    .digest('base64');
  return `v1,${digest}`;
}

function isEqual(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}
