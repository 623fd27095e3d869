import type { Page } from '#contract/page.ts';

type Row = { readonly id: string };
type Pages<Item> = readonly Page<Item>[];

/** The pages to ask for again when tickets changed: the first, and those that hold one of them. */
export function pagesToRefresh<Item extends Row>(
  pages: Pages<Item>,
  changedIds: ReadonlySet<string>,
): readonly number[] {
  return pages.flatMap((page, index) =>
    index === 0 || page.items.some((row) => changedIds.has(row.id)) ? [index] : [],
  );
}

/**
 * Puts fresh pages into a list without asking for all of it. A row that a fresh page pushed out at
 * its end stays after it, until it comes again further down; a changed one that no fresh page holds
 * has left the view. Each row stands once, where it comes first.
 */
export function mergePages<Item extends Row>(
  pages: Pages<Item>,
  fresh: ReadonlyMap<number, Page<Item>>,
  changedIds: ReadonlySet<string>,
): Page<Item>[] {
  const seen = new Set<string>();
  const freshIds = new Set([...fresh.values()].flatMap((page) => page.items.map(({ id }) => id)));
  return pages.map((page, index) => {
    const renewed = fresh.get(index);
    const kept = page.items.filter((row) => !changedIds.has(row.id) && !freshIds.has(row.id));
    const isWhole = renewed?.nextCursor === null;
    const rows = renewed === undefined ? kept : [...renewed.items, ...(isWhole ? [] : kept)];
    const items = rows.filter((row) => !seen.has(row.id) && seen.add(row.id));
    return { items, nextCursor: page.nextCursor ?? renewed?.nextCursor ?? null };
  });
}
