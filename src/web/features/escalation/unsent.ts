/**
 * What was written into a form that was closed before it was sent. Kept as long as the page is
 * open, so that looking something up in the conversation loses nothing.
 */
const kept = new Map<string, unknown>();

export function keepUnsent(key: string, value: object): void {
  kept.set(key, value);
}

export function takeUnsent<T extends object>(
  key: string,
  isValid: (value: unknown) => value is T,
): T | null {
  const value = kept.get(key);
  return isValid(value) ? value : null;
}

export function dropUnsent(key: string): void {
  kept.delete(key);
}
