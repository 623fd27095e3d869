import { ar } from './lexicon/ar.ts';
import { en } from './lexicon/en.ts';
import { type Lexicon, phrasesOf } from './lexicon/lexicon.ts';
import { th } from './lexicon/th.ts';
import { vi } from './lexicon/vi.ts';
import { zh } from './lexicon/zh.ts';
import { isLetter, type Normalized, normalize } from './normalize.ts';
import { type Match, type Phrase, phraseSearch } from './phrase-search.ts';
import { findShouts } from './shout.ts';
import { type ConflictSign, conflictSigns, type FoundSign } from './sign.ts';

/** Longer than any message a person types; what lies beyond is quoted or machine-made. */
const lengthMax = 100_000;
/** So many words explain a sign; more would only bury the reason. */
const wordsMax = 8;

type Meaning = {
  readonly sign: ConflictSign | 'harmless';
  /** `anywhere` for scripts without spaces, else how much of the word must be the phrase. */
  readonly fit: 'anywhere' | 'word' | 'stem' | 'arabic';
};

/**
 * Finds the signs of conflict in a customer's message, each with the words that show it, as they
 * stand in the text. `language` (BCP 47) only decides whether Vietnamese is looked for in text
 * without its own letters; the other languages are told by their script. Linear in the length.
 */
export function findSigns(message: string, language: string | null = null): readonly FoundSign[] {
  const text = message.slice(0, lengthMax).normalize('NFC');
  const normal = normalize(text);
  const found = new Map<ConflictSign, Set<string>>();
  const note = (sign: ConflictSign, words: string) => {
    const all = found.get(sign) ?? new Set();
    if (all.size < wordsMax) found.set(sign, all.add(words));
  };
  for (const match of longest(matchesIn(normal, language))) {
    if (match.meaning.sign === 'harmless') continue;
    note(match.meaning.sign, wordsAt(match, normal, text));
  }
  for (const words of findShouts(text, found.size > 0)) note('shouts', words);
  return conflictSigns.flatMap((sign) => {
    const words = found.get(sign);
    return words === undefined ? [] : [{ sign, words: [...words] }];
  });
}

const searchAll = phraseSearch([
  ...phrases(en, 'word'),
  ...phrases(ar, 'arabic'),
  ...phrases(th, 'anywhere'),
  ...phrases(zh, 'anywhere'),
]);
const searchVietnamese = phraseSearch(phrases(vi, 'word'));
const vietnameseLetter = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/;

function phrases(lexicon: Lexicon, fit: Meaning['fit']): readonly Phrase<Meaning>[] {
  const signs = [...conflictSigns.filter((sign) => sign !== 'shouts'), 'harmless'] as const;
  return signs.flatMap((sign) =>
    phrasesOf(lexicon[sign] ?? '').map((phrase) => {
      const isStem = phrase.endsWith('*');
      const { text } = normalize((isStem ? phrase.slice(0, -1) : phrase).normalize('NFC'));
      return { text, meaning: { sign, fit: isStem ? 'stem' : fit } };
    }),
  );
}

function matchesIn(normal: Normalized, language: string | null): readonly Match<Meaning>[] {
  const isVietnamese = language?.startsWith('vi') === true || vietnameseLetter.test(normal.text);
  const matches = [
    ...searchAll(normal.text),
    ...(isVietnamese ? searchVietnamese(normal.text) : []),
  ];
  return matches.filter((match) => fits(match, normal.text));
}

function fits({ start, end, meaning }: Match<Meaning>, text: string): boolean {
  switch (meaning.fit) {
    case 'anywhere':
      // A tone mark that follows makes another word of it in Thai.
      return !/\p{M}/u.test(text[end] ?? '');
    case 'stem':
      return !isLetter(text[start - 1] ?? ' ');
    case 'word':
      return !isLetter(text[start - 1] ?? ' ') && !isLetter(text[end] ?? ' ');
    case 'arabic':
      return arabicPrefix.test(before(text, start)) && arabicSuffix.test(after(text, end));
    default:
      throw new TypeError(`no such fit: ${meaning.fit satisfies never}`);
  }
}

// Arabic writes "and", "the", "with", "your" and the like in one word with what they go with.
const arabicPrefix = /(^|[^\p{L}\p{M}\p{N}])(و|ف|ب|ل|ال|وال|بال|فال|لل|يا)?$/u;
const arabicSuffix = /^(ك|كم|ه|ها|هم|نا|ين|ون|ات|كن)?($|[^\p{L}\p{M}\p{N}])/u;

function before(text: string, start: number): string {
  return text.slice(Math.max(0, start - 4), start);
}

function after(text: string, end: number): string {
  return text.slice(end, end + 4);
}

/** Drops a match that lies within a longer one: "hour" in Thai holds a word for "bad". */
function longest(matches: readonly Match<Meaning>[]): readonly Match<Meaning>[] {
  const kept: Match<Meaning>[] = [];
  let reach = 0;
  for (const match of matches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (match.end <= reach) continue;
    kept.push(match);
    reach = match.end;
  }
  return kept;
}

function wordsAt({ start, end }: Match<Meaning>, normal: Normalized, text: string): string {
  const first = normal.from[start] ?? 0;
  const last = normal.from[end - 1] ?? first;
  // What was left out because it stretches the last letter belongs to the word that is shown.
  const next = normal.from[end] ?? text.length;
  return text.slice(first, Math.max(next, last + 1)).trim();
}
