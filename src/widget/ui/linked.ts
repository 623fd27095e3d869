/** A piece of a text: words, or an address that may be followed. */
export type Piece = { readonly text: string; readonly href: string | null };

/** Addresses of the web only, so that no other scheme can be slipped in. One pass, no backtracking. */
const address = /https?:\/\/[^\s<>"'\u2066-\u2069\u202a-\u202e]+/giu;
const sentenceEnd = /[.,;:!?)\]}»”’。，！？、；：）】」]+$/u;

/** Cuts a text at its links. What ends the sentence is not part of the address. */
export function linked(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const href = match[0].replace(sentenceEnd, '');
    if (!URL.canParse(href)) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), href: null });
    pieces.push({ text: href, href });
    from = match.index + href.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), href: null });
  return pieces;
}
