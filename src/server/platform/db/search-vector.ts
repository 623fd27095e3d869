import { sql, type RawBuilder } from 'kysely';
import { indexTerms, queryTerms } from '#domain/text/search-terms.ts';

/** PostgreSQL keeps positions up to 16,383; what lies beyond is found but not as a phrase. */
const positionMax = 16_383;
/** Enough for the longest mail worth finding, and well under the megabyte a tsvector may hold. */
const termsMax = 20_000;

/** Binds a text as the `tsvector` it is found by. */
export function searchVector(text: string): RawBuilder<string> {
  return sql`${searchVectorText(text)}::tsvector`;
}

/** The same as it stands in a plain row (`insertRows`). */
export function searchVectorText(text: string): string {
  return indexTerms(text)
    .slice(0, termsMax)
    .map((term, index) => `${quote(term)}:${Math.min(index + 1, positionMax)}`)
    .join(' ');
}

/**
 * Binds what somebody searches for as a `tsquery`: every term must occur, and the last one may be
 * the beginning of a word, so that results come while they type. Null when no term is left.
 */
export function searchQuery(text: string): RawBuilder<string> | null {
  const terms = queryTerms(text).slice(0, 40);
  if (terms.length === 0) return null;
  const query = terms
    .map((term, index) => (index === terms.length - 1 ? `${quote(term)}:*` : quote(term)))
    .join(' & ');
  return sql`${query}::tsquery`;
}

function quote(term: string): string {
  return `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
