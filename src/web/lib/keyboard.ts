import { isSingleKey, type KeyPress, strokeOf, worksWhileTyping } from './key-binding.ts';

/**
 * The shortcuts of the page. A press runs at most one: the one registered last wins, so that an
 * open ticket takes `r` before the list does. Sequences (`g i`) wait a second for their next stroke.
 * Nothing runs while an input method composes, nor, for plain keys, while somebody types or a
 * dialog or menu holds the focus.
 */
export type Shortcut<LabelKey extends string = string> = {
  /** Stable name under which a person may have given it another key: `ticket.reply`. */
  readonly id: string;
  /** The default binding. */
  readonly keys: string;
  readonly label: LabelKey;
  readonly scope: 'everywhere' | 'list' | 'ticket' | 'writing';
  readonly run: () => void;
};

/** As the session keeps it (`#contract/session.ts`). */
export type ShortcutSettings = {
  /** Plain keys can be switched off as a whole (WCAG 2.1.4); Ctrl combinations stay. */
  readonly isOn: boolean;
  /** Other keys by shortcut id; an empty text takes its key away. */
  readonly keys: Readonly<Record<string, string>>;
};

export type Press = KeyPress & { readonly isComposing: boolean; readonly keyCode: number };
export type Focus = { readonly isTyping: boolean; readonly isInOverlay: boolean };

const sequencePauseMs = 1000;

export function createKeyboard(initial: ShortcutSettings, now: () => number) {
  const shortcuts: Shortcut[] = [];
  const listeners = new Set<() => void>();
  let settings = initial;
  let pending = '';
  let pendingAt = 0;
  let snapshot: readonly Shortcut[] = [];

  const changed = () => {
    snapshot = [...shortcuts];
    for (const listener of listeners) listener();
  };
  const bindingOf = (shortcut: Pick<Shortcut, 'id' | 'keys'>): string | null => {
    const own = settings.keys[shortcut.id] ?? shortcut.keys;
    return own === '' ? null : own;
  };
  const isAllowed = (binding: string, focus: Focus): boolean => {
    if (worksWhileTyping(binding)) return true;
    if (focus.isTyping || focus.isInOverlay) return false;
    return settings.isOn || !isSingleKey(binding);
  };

  return {
    /** Adds a shortcut until the returned function is called. */
    register(shortcut: Shortcut): () => void {
      shortcuts.push(shortcut);
      changed();
      return () => {
        shortcuts.splice(shortcuts.indexOf(shortcut), 1);
        changed();
      };
    },

    /** Runs what the press means. True when something ran or a sequence began. */
    press(press: Press, focus: Focus): boolean {
      // 229 is what browsers send for keys that an input method swallowed.
      if (press.isComposing || press.keyCode === 229) return false;
      const stroke = strokeOf(press);
      if (stroke === null) return false;
      const isFresh = now() - pendingAt <= sequencePauseMs;
      const typed = pending !== '' && isFresh ? `${pending} ${stroke}` : stroke;
      pending = '';
      const usable = shortcuts
        .map((shortcut) => ({ shortcut, binding: bindingOf(shortcut) }))
        .filter(({ binding }) => binding !== null && isAllowed(binding, focus));
      const hit = usable.findLast(({ binding }) => binding === typed);
      if (hit) {
        hit.shortcut.run();
        return true;
      }
      if (usable.some(({ binding }) => binding?.startsWith(`${typed} `))) {
        pending = typed;
        pendingAt = now();
        return true;
      }
      return false;
    },

    bindingOf,
    settings: () => settings,
    configure(next: ShortcutSettings): void {
      settings = next;
      changed();
    },
    /** All shortcuts that work now, for the sheet and the palette. The same array until it changes. */
    list: () => snapshot,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type Keyboard = ReturnType<typeof createKeyboard>;
