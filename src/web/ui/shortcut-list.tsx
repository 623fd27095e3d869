import type { Shortcut } from '../lib/keyboard.ts';
import { saveOwnShortcuts } from '../lib/session.ts';
import { keyboard, useShortcuts } from '../lib/use-shortcut.ts';
import { useTranslation } from '../lib/use-translation.tsx';
import { Button } from './button.tsx';
import { Kbd } from './kbd.tsx';
import { Sheet } from './sheet.tsx';
import { ShortcutKey } from './shortcut-key.tsx';
import { Switch } from './switch.tsx';

const scopes = ['everywhere', 'list', 'ticket', 'writing'] as const;

/**
 * Keys that come and go with the ticket in sight: the list is where one learns of them, so they are
 * named before they are needed. Where one works now, it stands for itself.
 */
const passing = [
  { id: 'escalation.accept', keys: 'w', label: 'escalation.accept', scope: 'ticket' },
  { id: 'escalation.handBack', keys: 'Shift+e', label: 'escalation.handBack', scope: 'ticket' },
  { id: 'writing.send', keys: 'Mod+Enter', label: 'ticket.key.send', scope: 'writing' },
  {
    id: 'writing.solve',
    keys: 'Mod+Shift+Enter',
    label: 'ticket.key.sendAndSolve',
    scope: 'writing',
  },
] as const satisfies readonly ListedShortcut[];

type ListedShortcut = Omit<Shortcut, 'run'>;

/** The sheet of all shortcuts, loaded when it is first opened. */
export function ShortcutListSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslation();
  return (
    <Sheet title={t('common.shortcuts')} isOpen onClose={onClose}>
      <ShortcutList />
    </Sheet>
  );
}

/** The same list for the page of personal settings. */
export function ShortcutList() {
  const t = useTranslation();
  const shortcuts = useShortcuts();
  const settings = keyboard.settings();
  return (
    <>
      <Switch
        label={t('common.shortcuts.enabled')}
        isSelected={settings.isOn}
        onChange={(isOn) => saveOwnShortcuts({ ...settings, isOn })}
      />
      {scopes.map((scope) => (
        <ScopeGroup
          key={scope}
          title={t(`common.shortcuts.scope.${scope}`)}
          shortcuts={[...passing, ...shortcuts].filter((shortcut) => shortcut.scope === scope)}
        />
      ))}
      <div>
        <Button size="small" onPress={() => saveOwnShortcuts({ isOn: true, keys: {} })}>
          {t('common.shortcuts.reset')}
        </Button>
      </div>
    </>
  );
}

function ScopeGroup(props: {
  readonly title: string;
  readonly shortcuts: readonly ListedShortcut[];
}) {
  const t = useTranslation();
  const byId = [...new Map(props.shortcuts.map((shortcut) => [shortcut.id, shortcut])).values()];
  if (byId.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 text-small font-medium text-faint">{props.title}</h3>
      <ul className="m-0 list-none divide-y divide-line p-0">
        {byId.map((shortcut) => {
          const name = t.has(shortcut.label) ? t(shortcut.label) : shortcut.label;
          const binding = keyboard.bindingOf(shortcut);
          return (
            <li key={shortcut.id} className="flex min-h-9 items-center gap-2">
              <span className="min-w-0 grow">{name}</span>
              {binding === null ? (
                <span className="text-small text-faint">{t('common.off')}</span>
              ) : (
                <Kbd binding={binding} />
              )}
              <ShortcutKey shortcut={shortcut} name={name} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
