/** What may stand in JSON for a character that PostgreSQL's text cannot hold. */
const suspicious = /\\u(?:0000|d[89a-f])/i;

/** Whether a JSON text may hold what `storable` replaces; most texts are not worth a walk. */
export function mayBeUnstorable(json: string): boolean {
  return suspicious.test(json);
}

/** The text as the database can keep it: with a symbol for U+0000 and no half of a character. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\u2400');
}

/**
 * A value with such texts alone; lists and objects are walked, their names too. Whoever pasted such
 * a character loses no reply over it, and none ends as a fault of ours.
 */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [storableText(name), storable(each)]),
  );
}
