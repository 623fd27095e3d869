import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { createKeyboard, type Shortcut, type ShortcutSettings } from './keyboard.ts';
import { readStoredJson, writeStored } from './storage.ts';
import type { DeskKey } from './use-translation.tsx';

const defaults: ShortcutSettings = { isOn: true, keys: {} };

export const keyboard = createKeyboard(
  readStoredJson('shortcuts', isShortcutSettings) ?? defaults,
  () => performance.now(),
);

/** Keeps the person's own keys on this device and applies them at once. */
export function saveShortcutSettings(settings: ShortcutSettings): void {
  writeStored('shortcuts', JSON.stringify(settings));
  keyboard.configure(settings);
}

/** Begins to listen. Called once, by `main.tsx`. */
export function listenToKeys(): void {
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return;
    if (keyboard.press(event, focusOf(event.target))) event.preventDefault();
  });
}

/**
 * Offers a shortcut while the component is there:
 * `useShortcut({ id: 'ticket.reply', keys: 'r', label: 'ticket.reply', scope: 'ticket' }, reply)`.
 * `isOff` keeps it away, for instance while the person may not do it.
 */
export function useShortcut(
  shortcut: Omit<Shortcut<DeskKey>, 'run'> & { readonly isOff?: boolean },
  run: () => void,
): void {
  const runLatest = useEffectEvent(run);
  const { id, keys, label, scope, isOff = false } = shortcut;
  useEffect(() => {
    if (isOff) return undefined;
    return keyboard.register({ id, keys, label, scope, run: () => runLatest() });
  }, [id, keys, label, scope, isOff]);
}

/** Every shortcut that works now; renders again when that changes. */
export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(keyboard.subscribe, keyboard.list, keyboard.list);
}

/** The key a shortcut has for this person; null when they took it away. */
export function useBinding(id: string, keys: string): string | null {
  const read = () => keyboard.bindingOf({ id, keys });
  return useSyncExternalStore(keyboard.subscribe, read, read);
}

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

function focusOf(target: EventTarget | null) {
  if (!(target instanceof HTMLElement)) return { isTyping: false, isInOverlay: false };
  return {
    isTyping: target.isContentEditable || target.matches(typingSelector),
    isInOverlay:
      target.closest('[role=dialog],[role=alertdialog],[role=menu],[role=listbox]') !== null,
  };
}

const typingSelector =
  'input:not([type=checkbox],[type=radio],[type=button],[type=submit]),textarea,select';

function isShortcutSettings(value: unknown): value is ShortcutSettings {
  return (
    typeof value === 'object' &&
    value !== null &&
    'isOn' in value &&
    typeof value.isOn === 'boolean' &&
    'keys' in value &&
    typeof value.keys === 'object' &&
    value.keys !== null
  );
}
