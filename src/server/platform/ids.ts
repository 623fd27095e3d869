import { randomFillSync } from 'node:crypto';
import { uuidV7 } from '#domain/kernel/id.ts';

/** Randomness is drawn for many ids at once: a call for each would cost more than the rest of it. */
const pool = new Uint8Array(10 * 400);
let used = pool.length;

function tenRandomBytes(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 10;
  return pool.subarray(used - 10, used);
}

/**
 * Draws a fresh UUIDv7. Ids sort by the moment they were drawn, to the millisecond; that
 * order serves the indexes only and no rule may rest on it. The moment inside an id is the
 * machine's, not the one of `Clock`: two ids drawn under a virtual clock must still differ.
 */
export function newId<Id extends string = string>(): Id {
  return uuidV7(Date.now(), tenRandomBytes()) as Id;
}
