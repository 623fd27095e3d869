import { lazy, Suspense, useState } from 'react';
import type { Command } from '../lib/command.ts';
import { useShortcut } from '../lib/use-shortcut.ts';

export type CommandPaletteProps = {
  /** What the server finds for the words typed, such as tickets; called as one types. */
  readonly onSearch?: (text: string) => void;
  readonly found?: readonly Command[];
};

const PaletteDialog = lazy(async () => ({
  default: (await import('./palette-body.tsx')).PaletteDialog,
}));

/**
 * Everything that can be done here, by name: the commands on offer and every shortcut with its key.
 * Rendered once, by the shell; `Ctrl-K` opens it.
 */
export function CommandPalette(props: CommandPaletteProps) {
  const [isOpen, setOpen] = useState(false);
  useShortcut({ id: 'palette', keys: 'Mod+k', label: 'common.palette', scope: 'everywhere' }, () =>
    setOpen(true),
  );
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <PaletteDialog
        {...props}
        onClose={() => {
          setOpen(false);
          props.onSearch?.('');
        }}
      />
    </Suspense>
  );
}
