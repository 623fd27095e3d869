import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Instant, minuteMs } from '#domain/kernel/instant.ts';

/** Who somebody is, in the words of the site that they have signed in at. */
export type ProvedIdentity = {
  /** The site's own id of the person; never changes. */
  readonly externalId: string;
  readonly email: string | null;
  readonly name: string;
};

/** Sites' clocks differ a little from ours. */
const leewayMs = minuteMs;

const header = z.object({ alg: z.literal('HS256') });
const claims = z.object({
  sub: z.string().trim().min(1).max(200),
  email: z.email().max(254).optional(),
  name: z.string().trim().max(120).optional(),
  /** Seconds since 1970. Required: a token without an end would be a password. */
  exp: z.number().int(),
});

/**
 * Reads a JWT (HS256) that a site made for its visitor; null when it is forged, damaged or over.
 * Only HS256 is read whatever the header says, so that `none` and foreign keys are out of the way.
 */
export function readIdentityToken(
  token: string,
  part: { readonly secret: string; readonly now: Instant },
): ProvedIdentity | null {
  const [head = '', body = '', signature = '', ...rest] = token.split('.');
  if (part.secret === '' || rest.length > 0) return null;
  const given = Buffer.from(signature, 'base64url');
  const wanted = createHmac('sha256', part.secret).update(`${head}.${body}`).digest();
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  if (!header.safeParse(readJson(head)).success) return null;
  const parsed = claims.safeParse(readJson(body));
  if (!parsed.success || parsed.data.exp * 1000 + leewayMs <= part.now) return null;
  const { sub, email, name } = parsed.data;
  return { externalId: sub, email: email?.toLowerCase() ?? null, name: name ?? '' };
}

/** Makes such a token; for tests and for the guide's example. */
export function signIdentityToken(
  identity: { readonly sub: string; readonly email?: string; readonly name?: string; exp: number },
  secret: string,
): string {
  const encode = (value: object): string =>
    Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(identity)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    // What is no JSON fails the schema, and so the token.
    return null;
  }
}
