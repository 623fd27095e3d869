/*
 * Finds many phrases in a text in one pass (Aho and Corasick, 1975). The time is linear in the
 * text, whatever stands in it, which regular expressions of a thousand alternatives are not.
 */

export type Phrase<Meaning> = { readonly text: string; readonly meaning: Meaning };
export type Match<Meaning> = {
  readonly start: number;
  readonly end: number;
  readonly meaning: Meaning;
};

type Node<Meaning> = {
  readonly next: Map<string, Node<Meaning>>;
  fallback: Node<Meaning> | null;
  /** The nearest shorter phrase that also ends here. */
  shorter: Node<Meaning> | null;
  phrases: { readonly length: number; readonly meaning: Meaning }[];
};

/** Builds the search once; the answer finds every occurrence of every phrase, overlaps included. */
export function phraseSearch<Meaning>(
  phrases: readonly Phrase<Meaning>[],
): (text: string) => readonly Match<Meaning>[] {
  const root = node<Meaning>();
  for (const { text, meaning } of phrases) plant(root, text, meaning);
  link(root);
  return (text) => walk(root, text);
}

function node<Meaning>(): Node<Meaning> {
  return { next: new Map(), fallback: null, shorter: null, phrases: [] };
}

function plant<Meaning>(root: Node<Meaning>, text: string, meaning: Meaning): void {
  let at = root;
  for (const unit of text) {
    const next = at.next.get(unit) ?? node<Meaning>();
    at.next.set(unit, next);
    at = next;
  }
  at.phrases.push({ length: text.length, meaning });
}

/** Breadth first, so that every fallback is known before it is needed. */
function link<Meaning>(root: Node<Meaning>): void {
  const queue: Node<Meaning>[] = [];
  for (const child of root.next.values()) {
    child.fallback = root;
    queue.push(child);
  }
  for (const current of queue) {
    for (const [unit, child] of current.next) {
      const fallback = step(root, current.fallback ?? root, unit);
      child.fallback = fallback;
      child.shorter = fallback.phrases.length > 0 ? fallback : fallback.shorter;
      queue.push(child);
    }
  }
}

function step<Meaning>(root: Node<Meaning>, from: Node<Meaning>, unit: string): Node<Meaning> {
  let at: Node<Meaning> | null = from;
  while (at !== null) {
    const next = at.next.get(unit);
    if (next !== undefined) return next;
    at = at.fallback;
  }
  return root;
}

function walk<Meaning>(root: Node<Meaning>, text: string): readonly Match<Meaning>[] {
  const matches: Match<Meaning>[] = [];
  let at = root;
  let end = 0;
  for (const unit of text) {
    end += unit.length;
    at = step(root, at, unit);
    for (let hit: Node<Meaning> | null = at; hit !== null; hit = hit.shorter) {
      for (const { length, meaning } of hit.phrases) {
        matches.push({ start: end - length, end, meaning });
      }
    }
  }
  return matches;
}
