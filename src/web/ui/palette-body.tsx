import { Search } from 'lucide-react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import { type Command, useOfferedCommands } from '../lib/command.ts';
import { foldForSearch } from '../lib/fold.ts';
import { keyboard, useShortcuts } from '../lib/use-shortcut.ts';
import { type DeskKey, useTranslation } from '../lib/use-translation.tsx';
import type { CommandPaletteProps } from './command-palette.tsx';
import { Kbd } from './kbd.tsx';
import { itemClass } from './option.tsx';

/** The palette itself, loaded when it is first opened. */
export function PaletteDialog(props: CommandPaletteProps & { readonly onClose: () => void }) {
  const { onSearch, found = [], onClose } = props;
  const t = useTranslation();
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      isDismissable
      className="fixed inset-0 z-40 flex h-(--visual-viewport-height) animate-fade items-start justify-center bg-scrim p-3 desk:pt-[14vh]"
    >
      <Modal className="w-full max-w-160 outline-none">
        <Dialog
          aria-label={t('common.palette')}
          className="flex max-h-[60vh] animate-appear flex-col overflow-hidden rounded-sheet border border-line bg-raised shadow-floating outline-none"
        >
          <PaletteBody onSearch={onSearch ?? null} found={found} onDone={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PaletteBody(props: {
  readonly onSearch: ((text: string) => void) | null;
  readonly found: readonly Command[];
  readonly onDone: () => void;
}) {
  const { onSearch, found, onDone } = props;
  const t = useTranslation();
  const foundIds = new Set(found.map((command) => command.id));
  const commands = [...usePaletteCommands(), ...found];
  return (
    <Autocomplete
      filter={(text, typed) => isFound(text, typed) || foundIds.has(idIn(text))}
      {...(onSearch && { onInputChange: onSearch })}
    >
      <SearchField
        aria-label={t('common.palette')}
        autoFocus
        className="relative flex items-center"
      >
        <Search aria-hidden className="pointer-events-none absolute start-4 size-4 text-faint" />
        <Input
          dir="auto"
          placeholder={t('common.palette.placeholder')}
          className="h-12 w-full border-b border-line bg-transparent ps-11 pe-4 text-title outline-none placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
        />
      </SearchField>
      <Menu
        aria-label={t('common.palette')}
        items={commands}
        className="min-h-12 overflow-y-auto p-2 outline-none"
        renderEmptyState={() => <p className="p-3 text-muted">{t('common.palette.empty')}</p>}
      >
        {(command) => (
          <MenuItem
            id={command.id}
            textValue={`${command.title} ${command.keywords ?? ''}\u0000${command.id}`}
            onAction={() => {
              onDone();
              command.run();
            }}
            className={`${itemClass} min-h-9`}
          >
            <span aria-hidden className="flex size-4 shrink-0 text-muted [&>svg]:size-4">
              {command.icon}
            </span>
            <span className="min-w-0 grow truncate">
              {command.body ?? <bdi>{command.title}</bdi>}
            </span>
            {command.detail !== undefined && (
              <bdi className="max-w-48 shrink-0 truncate text-small text-muted">
                {command.detail}
              </bdi>
            )}
            {/* The name is what the command is called; the caps beside it are for who sees them. */}
            {command.keys ? (
              <span aria-hidden className="flex shrink-0">
                <Kbd binding={command.keys} />
              </span>
            ) : null}
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
  );
}

/** The commands on offer and the shortcuts that are no command yet, in the order they were offered. */
function usePaletteCommands(): readonly Command[] {
  const t = useTranslation();
  const offered = useOfferedCommands();
  const shortcuts = useShortcuts();
  const byId = new Map(offered.map((command) => [command.id, command]));
  for (const shortcut of shortcuts) {
    if (byId.has(shortcut.id) || shortcut.id === 'palette') continue;
    const title = t(labelOf(t.has, shortcut.label));
    byId.set(shortcut.id, {
      id: shortcut.id,
      title,
      keys: keyboard.bindingOf(shortcut),
      run: shortcut.run,
    });
  }
  return [...byId.values()];
}

/** Labels reach the keyboard as plain text; one that is no key is a bug and is shown as it is. */
function labelOf(has: (key: string) => key is DeskKey, label: string): DeskKey {
  return has(label) ? label : 'common.unknown';
}

function isFound(text: string, typed: string): boolean {
  const folded = foldForSearch(text.split('\u0000')[0] ?? '');
  return foldForSearch(typed)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}

function idIn(text: string): string {
  return text.split('\u0000')[1] ?? '';
}
