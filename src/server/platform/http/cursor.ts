import { z } from 'zod';
import { idText, instantText, type Page } from '#contract/page.ts';
import { storable } from '../db/storable-text.ts';
import { RequestRefused } from '../errors/refused.ts';

/** The sort values of lists by time, by name, and of those in which not every row has a moment. */
export const byMoment = z.tuple([instantText, idText]);
export const byName = z.tuple([z.string(), idText]);
export const byMomentOrNone = z.tuple([instantText.nullable(), idText]);

/**
 * Packs the sort values of a page's last row into an opaque cursor. `order` names the list and its
 * sorting, so that a cursor of one list is not taken by another.
 */
export function encodeCursor(order: string, values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify([order, ...values]), 'utf8').toString('base64url');
}

/**
 * Unpacks a cursor, or yields null when there is none. `shape` is a zod tuple of the sort values.
 * Throws `cursor_invalid` for one that is damaged or belongs to another order.
 */
export function decodeCursor<Shape extends z.ZodType>(
  cursor: string | undefined,
  order: string,
  shape: Shape,
): z.output<Shape> | null {
  if (cursor === undefined) return null;
  const parts = storable(readJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!Array.isArray(parts) || parts[0] !== order) throw new RequestRefused('cursor_invalid');
  const parsed = shape.safeParse(parts.slice(1));
  if (!parsed.success) throw new RequestRefused('cursor_invalid');
  return parsed.data;
}

/**
 * Makes a page of rows that were read with `limit + 1`: the surplus row only says that there is
 * more. `cursorOf` packs the sort values of the last row that is shown.
 */
export function pageFrom<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (last: Row) => string,
): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? cursorOf(last) : null;
  return { items, nextCursor };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A damaged cursor is the caller's mistake and gets a code, not a stack.
    throw new RequestRefused('cursor_invalid');
  }
}
