import { useSyncExternalStore } from 'react';
import { readStored, useStored, writeStored } from '../lib/storage.ts';
import type { PaneSizes } from './pane.ts';

type SetSize = (paneId: string, change: PaneSizes[string]) => void;

/** The sizes of a set of panes on this device, and a way to change one of them. */
export function usePaneSizes(id: string): [PaneSizes, SetSize] {
  const key = `panes.${id}`;
  const [text] = useStored(key, '{}');
  const setSize: SetSize = (paneId, change) => {
    const before = readSizes(readStored(key) ?? '{}');
    writeStored(key, JSON.stringify({ ...before, [paneId]: { ...before[paneId], ...change } }));
  };
  return [readSizes(text), setSize];
}

export function useWindowWidth(): number {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('resize', listener);
      return () => window.removeEventListener('resize', listener);
    },
    () => window.innerWidth,
  );
}

/** Stored by ourselves, yet a person may have edited it: what is not a size is left out. */
function readSizes(text: string): PaneSizes {
  try {
    const stored: unknown = JSON.parse(text);
    if (typeof stored !== 'object' || stored === null) return {};
    return Object.fromEntries(
      Object.entries(stored).map(([id, size]: [string, unknown]) => [id, readSize(size)]),
    );
  } catch (error) {
    console.warn('the stored sizes of the panes were unreadable', error);
    return {};
  }
}

function readSize(size: unknown): PaneSizes[string] {
  if (typeof size !== 'object' || size === null) return {};
  const widthPx = 'widthPx' in size && typeof size.widthPx === 'number' ? size.widthPx : undefined;
  const folded =
    'isFolded' in size && typeof size.isFolded === 'boolean' ? size.isFolded : undefined;
  return {
    ...(widthPx !== undefined && { widthPx }),
    ...(folded !== undefined && { isFolded: folded }),
  };
}
