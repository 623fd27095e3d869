import { eventCursor } from '#contract/live.ts';

/**
 * Where a reader of events stands. Both parts count beyond what a number holds exactly, so they
 * stay text; PostgreSQL compares them.
 */
export type EventCursor = { readonly txid: string; readonly position: string };

/** Before every event that was ever written. */
export const beforeAll: EventCursor = { txid: '0', position: '0' };

export function formatCursor(cursor: EventCursor): string {
  return `${cursor.txid}-${cursor.position}`;
}

/** Reads a cursor; null when the text is none, or beyond what PostgreSQL can hold. */
export function parseCursor(text: string): EventCursor | null {
  if (!eventCursor.safeParse(text).success) return null;
  const [txid = '0', position = '0'] = text.split('-');
  if (BigInt(txid) > 2n ** 64n - 1n || BigInt(position) > 2n ** 63n - 1n) return null;
  return { txid, position };
}

/** Negative when `a` stands before `b`. */
export function compareCursors(a: EventCursor, b: EventCursor): number {
  const byTransaction = BigInt(a.txid) - BigInt(b.txid);
  const order = byTransaction === 0n ? BigInt(a.position) - BigInt(b.position) : byTransaction;
  return order === 0n ? 0 : order < 0n ? -1 : 1;
}
