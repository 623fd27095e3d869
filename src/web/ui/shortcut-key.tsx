import { Pencil } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { strokeOf } from '../lib/key-binding.ts';
import type { Shortcut } from '../lib/keyboard.ts';
import { saveOwnShortcuts } from '../lib/session.ts';
import { keyboard } from '../lib/use-shortcut.ts';
import { useTranslation } from '../lib/use-translation.tsx';
import { IconButton } from './icon-button.tsx';

/** Gives a shortcut another key: press the button, then the key. Delete takes the key away. */
export function ShortcutKey({
  shortcut,
  name,
}: {
  readonly shortcut: Omit<Shortcut, 'run'>;
  readonly name: string;
}) {
  const t = useTranslation();
  const [phase, setPhase] = useState<'idle' | 'listening' | 'taken'>('idle');
  const take = (event: KeyboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const stroke = strokeOf(event);
    if (stroke === null) return;
    setPhase('taken');
    if (stroke === 'Escape' || stroke === 'Tab') return;
    const settings = keyboard.settings();
    const binding = stroke === 'Delete' || stroke === 'Backspace' ? '' : stroke;
    saveOwnShortcuts({ ...settings, keys: { ...settings.keys, [shortcut.id]: binding } });
  };
  if (phase === 'listening') {
    return (
      <button
        type="button"
        autoFocus
        onKeyDown={take}
        onBlur={() => setPhase('idle')}
        className="h-6 rounded-small bg-accent-soft px-2 text-small text-accent-ink"
      >
        {t('common.shortcuts.press')}
      </button>
    );
  }
  return (
    <IconButton
      size="small"
      label={t('common.shortcuts.change', { name })}
      icon={<Pencil />}
      // The focus comes back to where it was, so that Escape and Tab go on from there.
      autoFocus={phase === 'taken'}
      onPress={() => setPhase('listening')}
    />
  );
}
