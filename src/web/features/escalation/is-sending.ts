import type { KeyboardEvent } from 'react';

/** Ctrl or ⌘ with Enter: "send", in every form of the desk. */
export function isSending(event: KeyboardEvent): boolean {
  return (
    event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing
  );
}
