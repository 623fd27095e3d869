/*
 * Reads plain JSON values into typed ones. A reader takes a value and where it stands, and throws
 * `Unreadable` when the value is not what it must be; only `text.ts` calls and catches it.
 */

export class Unreadable extends Error {
  readonly at: string;
  readonly expected: string;

  constructor(at: string, expected: string) {
    super(`${at === '' ? '/' : at}: expected ${expected}`);
    this.at = at;
    this.expected = expected;
  }
}

export type Reader<T> = (value: unknown, at: string) => T;

/** Far above any real matrix; keeps a hostile file from filling the memory. */
const itemsMax = 1000;
const textMax = 500;

export const text: Reader<string> = (value, at) => {
  if (typeof value !== 'string' || value.length > textMax) throw new Unreadable(at, 'text');
  return value;
};

export const integer: Reader<number> = (value, at) => {
  if (!Number.isSafeInteger(value) || typeof value !== 'number')
    throw new Unreadable(at, 'integer');
  return value;
};

export function oneOf<T extends string>(allowed: readonly T[]): Reader<T> {
  return (value, at) => {
    const found = allowed.find((each) => each === value);
    if (found === undefined) throw new Unreadable(at, allowed.join(' | '));
    return found;
  };
}

export function listOf<T>(item: Reader<T>): Reader<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value) || value.length > itemsMax) throw new Unreadable(at, 'list');
    return value.map((each, index) => item(each, `${at}/${index}`));
  };
}

export function orNull<T>(reader: Reader<T>): Reader<T | null> {
  return (value, at) => (value === null || value === undefined ? null : reader(value, at));
}

export type Fields = ReadonlyMap<string, unknown>;

/** An object with no other keys than those allowed: a misspelt key is said, not dropped. */
export function fieldsOf(value: unknown, at: string, allowed: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Unreadable(at, 'object');
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const key of fields.keys()) {
    if (!allowed.includes(key)) throw new Unreadable(`${at}/${key}`, allowed.join(' | '));
  }
  return fields;
}

/** Reads one field; a missing one is handed to its reader as undefined. */
export function field<T>(
  from: { readonly fields: Fields; readonly at: string },
  key: string,
  reader: Reader<T>,
): T {
  return reader(from.fields.get(key), `${from.at}/${key}`);
}
