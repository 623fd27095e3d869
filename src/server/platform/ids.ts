import { randomFillSync } from 'node:crypto';
import { uuidV7 } from '#domain/kernel/id.ts';

/**
 * Draws a fresh UUIDv7. Ids sort by the moment they were drawn, to the millisecond; that
 * order serves the indexes only and no rule may rest on it. The moment inside an id is the
 * machine's, not the one of `Clock`: two ids drawn under a virtual clock must still differ.
 */
export function newId<Id extends string = string>(): Id {
  return uuidV7(Date.now(), randomFillSync(new Uint8Array(10))) as Id;
}
