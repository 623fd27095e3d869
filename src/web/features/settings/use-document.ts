import { useState } from 'react';

/** A document being edited: what it is now, and whether that differs from what is kept. */
export function useDocument<Document>(kept: Document) {
  const [document, setDocument] = useState(kept);
  return {
    document,
    change: (part: Partial<Document>) => setDocument((now) => ({ ...now, ...part })),
    isChanged: JSON.stringify(document) !== JSON.stringify(kept),
    reset: () => setDocument(kept),
  };
}

/** The list with the item at the index replaced, or left out when there is none. */
export function withItem<Item>(list: readonly Item[], index: number, item: Item | null): Item[] {
  return list.toSpliced(index, 1, ...(item === null ? [] : [item]));
}

/** The list with one item moved by so many places. */
export function withMoved<Item>(list: readonly Item[], index: number, by: number): Item[] {
  const item = list[index];
  const to = index + by;
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(index, 1).toSpliced(to, 0, item);
}
