/** A piece of a text: words, or an address that may be followed. */
export type Piece = { readonly text: string; readonly href: string | null };

/**
 * Addresses of the web only, so that no other scheme can be slipped in; of bounded length, so that
 * a hostile text costs no more than a long one. Chinese punctuation stands without a space after it.
 */
const address = /https?:\/\/[^\s<>"'\u2066-\u2069\u202a-\u202e。，！？、；：）】」]{1,2000}/giu;
const sentenceEnds = '.,;:!?)]}»”’';

/** Cuts a text at its links. What ends the sentence is not part of the address. */
export function linked(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const href = withoutEnd(match[0]);
    if (!URL.canParse(href)) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), href: null });
    pieces.push({ text: href, href });
    from = match.index + href.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), href: null });
  return pieces;
}

function withoutEnd(text: string): string {
  let length = text.length;
  while (length > 0 && sentenceEnds.includes(text.charAt(length - 1))) length -= 1;
  return text.slice(0, length);
}
