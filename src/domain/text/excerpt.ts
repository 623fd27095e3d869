import { foldWord, queryRuns, isUnspaced } from './search-terms.ts';

/** A piece of a text; the hits are what somebody searched for. */
export type ExcerptPart = { readonly text: string; readonly isHit: boolean };

type Range = { readonly from: number; readonly to: number };

/** Texts are looked through up to here: an excerpt is a line in a list, not a search by itself. */
const lookedThroughMax = 20_000;
const clusters = /\P{M}\p{M}*/gu;

/**
 * The piece of a text around the first place where it holds what was sought, at most `length`
 * characters of the original, in parts with every hit marked. `…` stands where something was left
 * out. Where nothing is found (the index knows a form that this does not) it is the beginning.
 */
export function excerptOf(
  text: string,
  query: string,
  part: { readonly length: number },
): ExcerptPart[] {
  const line = text.slice(0, lookedThroughMax).replace(/\s+/gu, ' ').trim();
  const hits = hitsIn(line, query);
  const window = windowAround(line, hits[0] ?? { from: 0, to: 0 }, part.length);
  const parts: ExcerptPart[] = [];
  const add = (from: number, to: number, isHit: boolean): void => {
    if (to > from) parts.push({ text: line.slice(from, to), isHit });
  };
  let at = window.from;
  for (const hit of hits) {
    if (hit.from < window.from || hit.to > window.to) continue;
    add(at, hit.from, false);
    add(hit.from, hit.to, true);
    at = hit.to;
  }
  add(at, window.to, false);
  if (window.from > 0) parts.unshift({ text: '…', isHit: false });
  if (window.to < line.length) parts.push({ text: '…', isHit: false });
  return parts;
}

/** Every place of the text that holds a run of the query, in order and without overlaps. */
export function hitsIn(text: string, query: string): Range[] {
  const runs = queryRuns(query);
  if (runs.length === 0) return [];
  const folded = foldWithPlaces(text);
  const ranges = runs.flatMap((run) => placesOf(run, folded));
  return merged(ranges);
}

type Folded = {
  readonly text: string;
  /** For each unit of the folded text, where its character begins and ends in the original. */
  readonly begins: readonly number[];
  readonly ends: readonly number[];
};

function foldWithPlaces(text: string): Folded {
  let folded = '';
  const begins: number[] = [];
  const ends: number[] = [];
  for (const match of text.matchAll(clusters)) {
    const [cluster] = match;
    const piece = foldCluster(cluster);
    for (let index = 0; index < piece.length; index += 1) {
      begins.push(match.index);
      ends.push(match.index + cluster.length);
    }
    folded += piece;
  }
  return { text: folded, begins, ends };
}

/** Thai and its kin keep their marks: words there differ by nothing else. */
function foldCluster(cluster: string): string {
  const plain = cluster.normalize('NFKC').toLowerCase();
  return isUnspaced(plain) ? plain : foldWord(plain) || plain;
}

function placesOf(run: string, folded: Folded): Range[] {
  const sought = Array.from(run.matchAll(clusters), ([cluster]) => foldCluster(cluster)).join('');
  if (sought === '') return [];
  const whole = occurrences(sought, folded, !isUnspaced(sought));
  if (whole.length > 0 || !isUnspaced(sought)) return whole;
  // The index knows such a run by its pairs; so does the eye, where the whole is not there.
  const characters = Array.from(sought.matchAll(clusters), ([cluster]) => cluster);
  return characters.slice(1).flatMap((character, index) => {
    return occurrences(`${characters[index] ?? ''}${character}`, folded, false);
  });
}

function occurrences(sought: string, folded: Folded, isWord: boolean): Range[] {
  const ranges: Range[] = [];
  for (let at = folded.text.indexOf(sought); at >= 0; at = folded.text.indexOf(sought, at + 1)) {
    if (isWord && at > 0 && /[\p{L}\p{N}]/u.test(folded.text[at - 1] ?? '')) continue;
    const from = folded.begins[at];
    const to = folded.ends[at + sought.length - 1];
    if (from !== undefined && to !== undefined) ranges.push({ from, to });
  }
  return ranges;
}

function merged(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = joined.at(-1);
    if (last === undefined || range.from > last.to) joined.push(range);
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  return joined;
}

/** How much of what stands before the hit is shown: enough to read on, and the hit in sight. */
const leadShare = 0.25;

function windowAround(line: string, hit: Range, length: number): Range {
  if (line.length <= length) return { from: 0, to: line.length };
  const lead = Math.floor(length * leadShare);
  let from = hit.from <= lead ? 0 : hit.from - lead;
  from = Math.min(from, line.length - length);
  const space = from === 0 ? -1 : line.indexOf(' ', from);
  if (space >= 0 && space < hit.from && space - from < lead) from = space + 1;
  const to = Math.max(Math.min(from + length, line.length), hit.to);
  return { from: atCharacter(line, from), to: atCharacter(line, to) };
}

/** Never between the halves of a character, nor between a letter and its marks. */
function atCharacter(line: string, index: number): number {
  let at = index;
  while (at > 0 && at < line.length && isInside(line, at)) at -= 1;
  return at;
}

function isInside(line: string, at: number): boolean {
  const unit = line.charCodeAt(at);
  const isLowHalf = unit >= 0xdc00 && unit <= 0xdfff;
  return isLowHalf || /^\p{M}/u.test(line.slice(at, at + 2));
}
