/** Text made comparable, with the way back: `from[i]` is where unit `i` stood in the original. */
export type Normalized = { readonly text: string; readonly from: readonly number[] };

const arabicFolds: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ؤ: 'و',
  ئ: 'ي',
  '’': "'",
  '‘': "'",
};

// Arabic vowel signs and the stretching stroke; they carry no letter.
const isSilent = (unit: string): boolean => /[\u064b-\u065f\u0670\u0640\u200b-\u200f]/.test(unit);

/**
 * Lower case, Arabic letters folded, white space as one space, and a letter written three times
 * or more as one ("sooo", "แม่งงง"). One pass, so linear in the length of the text.
 */
export function normalize(original: string): Normalized {
  const units: string[] = [];
  const from: number[] = [];
  let run = 0;
  for (let index = 0; index < original.length; index += 1) {
    const unit = original[index] ?? '';
    if (isSilent(unit)) continue;
    const lower = /\s/.test(unit) ? ' ' : unit.toLowerCase();
    // A few capitals lower to two units (İ); their first one is letter enough.
    const folded = arabicFolds[lower] ?? lower[0] ?? '';
    const isSame = folded === units.at(-1);
    if (folded === ' ' && isSame) continue;
    run = isSame ? run + 1 : 1;
    if (run === 3) {
      units.pop();
      from.pop();
    }
    if (run >= 3 && isLetter(folded)) continue;
    units.push(folded);
    from.push(index);
  }
  return { text: units.join(''), from };
}

/** Whether the unit belongs to a word in a script that separates words. */
export function isLetter(unit: string): boolean {
  return /[\p{L}\p{M}\p{N}]/u.test(unit);
}
