import { showBidiControls } from '#domain/text/bidi-controls.ts';

export type TextPiece = { readonly kind: 'text' | 'link' | 'mention'; readonly text: string };

/** An address ends before the sign that ends the sentence it stands in. */
const link = /\bhttps?:\/\/[^\s<>"'「」『』（）()[\]{}]{1,2000}/gu;
const sentenceEnd = /[.,;:!?。，、！？…؟،]+$/u;

/**
 * Cuts a text where links and mentions stand, so that the page can show them as such. What would
 * turn a part of it round is shown by its name.
 */
export function textPieces(written: string, names: readonly string[]): readonly TextPiece[] {
  const text = showBidiControls(written);
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(link)) {
    const address = match[0].replace(sentenceEnd, '');
    pieces.push(...withMentions(text.slice(from, match.index), names));
    pieces.push({ kind: 'link', text: address });
    from = match.index + address.length;
  }
  return [...pieces, ...withMentions(text.slice(from), names)];
}

function withMentions(text: string, names: readonly string[]): readonly TextPiece[] {
  const [name, ...others] = names.toSorted((a, b) => b.length - a.length);
  if (text === '') return [];
  if (name === undefined) return [{ kind: 'text', text }];
  const call = `@${name}`;
  return text
    .split(call)
    .flatMap((part, index) => [
      ...(index === 0 ? [] : [{ kind: 'mention' as const, text: call }]),
      ...withMentions(part, others),
    ]);
}
