/**
 * What a key press means, whatever the layout. A binding is one or more strokes with spaces
 * between them: `j`, `Shift+e`, `g i`, `Mod+k` (Ctrl, or ⌘ on a Mac), `Mod+Shift+Enter`, `?`, `[`.
 * Letters name Shift; signs such as `?` do not, since where they sit differs by layout.
 */
export type KeyPress = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
};

const signsByCode: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Slash: ['/', '?'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Period: ['.', '>'],
  Comma: [',', '<'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Backslash: ['\\', '|'],
  Backquote: ['`', '~'],
};

const modifierKeys = new Set(['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'CapsLock']);

/** The stroke of a press in the form bindings are written in; null for a bare modifier. */
export function strokeOf(press: KeyPress): string | null {
  if (modifierKeys.has(press.key)) return null;
  const key = keyOf(press);
  const hasMod = press.ctrlKey || press.metaKey;
  // AltGr types characters on many layouts and arrives as Ctrl+Alt: then it is no modifier.
  const isTyping = press.altKey && press.ctrlKey && key.length === 1;
  const namesShift = press.shiftKey && (key.length > 1 || /[a-z0-9]/.test(key));
  return [
    hasMod && !isTyping ? 'Mod' : '',
    press.altKey && !isTyping ? 'Alt' : '',
    namesShift ? 'Shift' : '',
    key,
  ]
    .filter((part) => part !== '')
    .join('+');
}

/** Whether a binding may be used while typing: it holds Ctrl, ⌘ or is a named key such as Escape. */
export function worksWhileTyping(binding: string): boolean {
  return binding.startsWith('Mod+') || /^(Shift\+)?(Escape|F\d+)$/.test(binding);
}

/** Whether pressing it in single-key mode is a plain character, which people may switch off. */
export function isSingleKey(binding: string): boolean {
  return !/^(Mod|Alt)\+/.test(binding) && !worksWhileTyping(binding);
}

/** The strokes as caps to draw: `Mod+Enter` → `['Ctrl', 'Enter']`, one list per stroke. */
export function capsOf(binding: string, isMac: boolean): string[][] {
  return binding.split(' ').map((stroke) =>
    splitStroke(stroke).map((part) => {
      if (part === 'Mod') return isMac ? '⌘' : 'Ctrl';
      if (part === 'Shift') return '⇧';
      if (part === 'Alt') return isMac ? '⌥' : 'Alt';
      if (part === 'Enter') return '↵';
      return part.length === 1 ? part.toUpperCase() : part;
    }),
  );
}

/** For `aria-keyshortcuts`, which wants `Control+K`. Sequences have no such form. */
export function ariaKeysOf(binding: string, isMac: boolean): string | undefined {
  if (binding.includes(' ')) return undefined;
  return splitStroke(binding)
    .map((part) => (part === 'Mod' ? (isMac ? 'Meta' : 'Control') : part))
    .join('+');
}

function splitStroke(stroke: string): string[] {
  return stroke.endsWith('++') ? [...stroke.slice(0, -2).split('+'), '+'] : stroke.split('+');
}

/** On Arabic, Thai and other layouts the character is not Latin: the place of the key counts then. */
function keyOf(press: KeyPress): string {
  const isLatin = press.key.length > 1 || /^[\u0020-\u007e]$/.test(press.key);
  if (isLatin) return press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const letter = /^Key([A-Z])$/.exec(press.code)?.[1];
  if (letter) return letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  if (digit) return digit;
  return signsByCode[press.code]?.[press.shiftKey ? 1 : 0] ?? press.key;
}
