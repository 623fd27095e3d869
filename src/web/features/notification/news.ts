/** What a page has told beyond its bell, from the moment it was opened. */
export type News = {
  /** Answers what of a freshly read list is still to be told, the newest last, so that it ends on top. */
  take<Notice extends { readonly id: string }>(newestFirst: readonly Notice[]): readonly Notice[];
};

/**
 * Only what arrived since the page opened is told, and each once, however often the list is read
 * and whatever was read meanwhile. Ids grow with time.
 */
export function newsSince(newestIdAtOpening: string | null): News {
  const told = new Set<string>();
  return {
    take: (newestFirst) => {
      const fresh = newestFirst.filter(({ id }) => id > (newestIdAtOpening ?? '') && !told.has(id));
      for (const { id } of fresh) told.add(id);
      return fresh.toReversed();
    },
  };
}
