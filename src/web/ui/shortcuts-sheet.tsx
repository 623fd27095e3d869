import { lazy, Suspense, useState } from 'react';
import { useShortcut } from '../lib/use-shortcut.ts';

const ShortcutListSheet = lazy(async () => ({
  default: (await import('./shortcut-list.tsx')).ShortcutListSheet,
}));

/** All shortcuts that work here, on `?`; they can be switched off and given other keys. */
export function ShortcutsSheet() {
  const [isOpen, setOpen] = useState(false);
  useShortcut(
    { id: 'shortcuts', keys: '?', label: 'common.shortcuts.show', scope: 'everywhere' },
    () => setOpen(true),
  );
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <ShortcutListSheet onClose={() => setOpen(false)} />
    </Suspense>
  );
}
