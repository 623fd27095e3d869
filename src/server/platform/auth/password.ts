import { hash, verify } from '@node-rs/argon2';

/**
 * Argon2id with 19 MiB, two passes and one lane: the OWASP Password Storage Cheat Sheet's
 * first choice. It is the package's default algorithm; the costs are written out so that a
 * new version of the package cannot lower them unseen.
 */
const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

/** Hashes a password for keeping. The result is a PHC string with its own salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), costs);
}

/** Whether the password is the one that was hashed. A damaged hash matches nothing. */
export async function verifyPassword(given: { hash: string; password: string }): Promise<boolean> {
  try {
    return await verify(given.hash, given.password.normalize('NFKC'));
  } catch {
    // The hash in the row is not a PHC string: nobody signs in with it, and a reset mends it.
    return false;
  }
}
