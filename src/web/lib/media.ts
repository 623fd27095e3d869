import { useSyncExternalStore } from 'react';

/** Below this width one pane is shown at a time. The same number stands in `styles/tokens.css`. */
export const phoneQuery = '(max-width: 767.98px)';

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
    () => false,
  );
}

export function useIsPhone(): boolean {
  return useMedia(phoneQuery);
}
