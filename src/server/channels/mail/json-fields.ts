/** A field of something read from a file, whatever that something is. */
export function valueAt(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, key) : undefined;
}

export function textAt(holder: unknown, key: string): string | null {
  const value = valueAt(holder, key);
  return typeof value === 'string' ? value : null;
}

export function listAt(holder: unknown, key: string): readonly unknown[] {
  const value = valueAt(holder, key);
  return Array.isArray(value) ? value : [];
}
