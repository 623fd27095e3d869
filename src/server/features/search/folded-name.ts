import { type RawBuilder, sql } from 'kysely';
import { foldWord, isUnspaced, queryRuns } from '#domain/text/search-terms.ts';

/*
 * Names are found without a column of their own: an index over an expression (migration 0013)
 * folds them as `foldWord` does. The expression here must stay the one of the index.
 */

/** Whether a name holds every word sought, the last one perhaps only begun. */
export function nameHolds(name: RawBuilder<unknown>, text: string): RawBuilder<boolean> {
  // Where words are not told apart by spaces, PostgreSQL takes a whole name for one word.
  if (isUnspaced(text)) return sql`lower(${name}) like ${containing(text.toLowerCase())}`;
  const words = queryRuns(text).map((run) => foldWord(run) || run);
  if (words.length === 0) return sql`false`;
  const query = words.map((word, index) =>
    index === words.length - 1 ? `'${word}':*` : `'${word}'`,
  );
  return sql`to_tsvector('simple', ${folded(name)}) @@ ${query.join(' & ')}::tsquery`;
}

/** A pattern of `like` that finds the text anywhere, whatever signs it holds. */
export function containing(text: string): string {
  return `%${text.normalize('NFC').replaceAll(/[\\%_]/g, '\\$&')}%`;
}

function folded(name: RawBuilder<unknown>): RawBuilder<string> {
  return sql`translate(
    regexp_replace(normalize(lower(${name}), nfd), '[\\u0300-\\u036f\\u064b-\\u065f]', '', 'g'),
    'đىةـ',
    'ديه'
  )`;
}
