/*
 * Shouting is a matter of form: several words in capitals where the rest could have been small,
 * or rows of exclamation marks. Short capitals alone are abbreviations, order numbers or codes.
 */
const lettersMin = 12;
const capitalShareMin = 0.6;
const wordsMin = 3;

/**
 * The parts of the text that shout, at most two: the capitals and the marks. People are as loud
 * in their thanks: marks alone are no sign, and capitals are none beside words of praise, unless
 * the words already showed a conflict.
 */
export function findShouts(text: string, isConflict: boolean): readonly string[] {
  if (isConflict) return [...capitals(text), ...marks(text)];
  return praise.test(text) ? [] : capitals(text);
}

const praise = /thank|thx|love|amazing|awesome|great|best|cảm ơn|tuyệt/i;

function capitals(text: string): readonly string[] {
  let upper = 0;
  let lower = 0;
  const words: string[] = [];
  for (const word of text.split(/\s+/)) {
    const letters = word.replace(/[^\p{Lu}\p{Ll}]/gu, '');
    const isCode = /\d/.test(word) || word.includes('://');
    if (isCode || letters === '') continue;
    const capital = letters.replace(/\p{Ll}/gu, '').length;
    upper += capital;
    lower += letters.length - capital;
    if (capital === letters.length && capital >= 2) words.push(word);
  }
  const isShouted =
    words.length >= wordsMin && upper >= lettersMin && upper / (upper + lower) >= capitalShareMin;
  return isShouted ? [words.slice(0, 6).join(' ')] : [];
}

function marks(text: string): readonly string[] {
  const row = /[!！?？]{3,}/.exec(text)?.[0];
  return row === undefined || !/[!！]/.test(row) ? [] : [row.slice(0, 5)];
}
