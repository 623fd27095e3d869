import { createHash, randomBytes } from 'node:crypto';

/** 256 bits: out of reach of guessing, so a plain fast hash is enough at rest (ASVS 6.5.2). */
const tokenBytes = 32;
const tokenLengthMin = 40;

/** Draws a token for a link or a key. It is shown once; only its hash is kept. */
export function newSecretToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

/**
 * The hash under which a token is kept, in 64 hex digits; null for a text that cannot be one of
 * ours. An empty token has no hash, so it can match no row.
 */
export function hashToken(token: string): string | null {
  if (token.length < tokenLengthMin || token.length > 200) return null;
  return createHash('sha256').update(token).digest('hex');
}

/** The hash of a token that we have just drawn. */
export function hashOwnToken(token: string): string {
  const hash = hashToken(token);
  if (hash === null) throw new RangeError('a drawn token is too short');
  return hash;
}
