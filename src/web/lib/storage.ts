import { useCallback, useSyncExternalStore } from 'react';

/**
 * What a person set on this device (sizes, theme before sign-in). A browser that refuses storage
 * still works: the setting then lasts as long as the page.
 */
const memory = new Map<string, string>();
const listeners = new Set<() => void>();

export function readStored(key: string): string | null {
  const held = memory.get(key);
  if (held !== undefined) return held;
  try {
    return localStorage.getItem(`belay.${key}`);
  } catch (error) {
    console.warn('this browser keeps no settings', error);
    return null;
  }
}

export function writeStored(key: string, value: string): void {
  memory.set(key, value);
  try {
    localStorage.setItem(`belay.${key}`, value);
  } catch (error) {
    console.warn('this browser keeps no settings', error);
  }
  for (const listener of listeners) listener();
}

/** Reads JSON that was stored; what does not parse or does not pass the check is forgotten. */
export function readStoredJson<T>(key: string, isValid: (value: unknown) => value is T): T | null {
  const text = readStored(key);
  if (text === null || text === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    return isValid(value) ? value : null;
  } catch (error) {
    console.warn(`the stored setting ${key} was unreadable`, error);
    return null;
  }
}

/** A stored text and its setter; every component that uses the key sees the change. */
export function useStored(key: string, otherwise: string): [string, (value: string) => void] {
  const read = () => readStored(key) ?? otherwise;
  const value = useSyncExternalStore(subscribe, read, read);
  const write = useCallback((next: string) => writeStored(key, next), [key]);
  return [value, write];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
