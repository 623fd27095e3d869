import type { ConflictSign } from '../sign.ts';

/**
 * The phrases of one language that show a sign, separated by commas and line breaks. A phrase
 * stands for itself as whole words; a star at its end lets the word go on (`idiot*`). Scripts
 * without spaces are matched anywhere. `shouts` is seen by form, not by words.
 */
export type Lexicon = Readonly<Record<Exclude<ConflictSign, 'shouts'>, string>> & {
  /** Longer phrases inside which a match means nothing. */
  readonly harmless?: string;
};

/** The phrases of a lexicon's entry, one by one. */
export function phrasesOf(entry: string): readonly string[] {
  return entry
    .split(/[,\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}
