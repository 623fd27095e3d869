/** What may stand in JSON for a character that PostgreSQL's text cannot hold. */
const suspicious = /\\u(?:0000|d[89a-f])/i;

/** Whether a JSON text may hold what `storable` replaces; most texts are not worth a walk. */
export function mayBeUnstorable(json: string): boolean {
  return suspicious.test(json);
}

/**
 * The same value with texts that the database can keep: U+0000 becomes its symbol, half a character
 * (a lone surrogate) becomes the replacement character. Whoever pasted one loses no reply over it,
 * and none ends as a fault of ours. Lists and objects are walked, their names too.
 */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '\u2400');
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [String(storable(name)), storable(each)]),
  );
}
