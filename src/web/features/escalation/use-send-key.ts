import { useEffect, useEffectEvent } from 'react';

/**
 * Ctrl or ⌘ with Enter sends the form that is open, wherever in it the focus is. Heard before
 * anything else, because an open choice would take Enter for itself and the composer below would
 * send its reply.
 */
export function useSendKey(send: () => void): void {
  const sendLatest = useEffectEvent(send);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      sendLatest();
    };
    window.addEventListener('keydown', hear, true);
    return () => window.removeEventListener('keydown', hear, true);
  }, []);
}
