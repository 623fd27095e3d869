import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { resolveLanguage } from '#locales/languages.ts';
import { NewTicket } from '../features/opening/new-ticket.tsx';
import { type Command, useCommands } from '../lib/command.ts';
import { useIsPhone } from '../lib/media.ts';
import { useSignedIn } from '../lib/session.ts';
import { setTheme } from '../lib/theme.ts';
import { useLiveConnection } from '../lib/use-live.ts';
import { keyboard, useShortcut } from '../lib/use-shortcut.ts';
import { useLanguage, useTranslation } from '../lib/use-translation.tsx';
import { ShortcutsSheet } from '../ui/shortcuts-sheet.tsx';
import { Navigation } from './navigation.tsx';
import type { NavigationEntry } from './navigation-entries.ts';
import { OfflineBanner } from './offline-banner.tsx';
import { PhoneBar } from './phone-bar.tsx';
import { SearchingPalette } from './searching-palette.tsx';
import { useNavigationEntries } from './use-navigation.ts';

/** The frame around every screen of a signed-in person. */
export function Shell() {
  const t = useTranslation();
  const isPhone = useIsPhone();
  const entries = useNavigationEntries();
  useOwnSettings();
  useLiveConnection(true);
  usePlaceCommands(entries);
  return (
    <div className="flex h-full min-h-0 flex-col desk:flex-row print:block print:h-auto">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-control focus:bg-raised focus:px-3 focus:py-1.5"
      >
        {t('common.nav.skip')}
      </a>
      {!isPhone && (
        <div className="contents print:hidden">
          <Navigation />
        </div>
      )}
      <main
        id="content"
        tabIndex={-1}
        className="flex min-h-0 min-w-0 grow flex-col bg-surface outline-none"
      >
        <OfflineBanner />
        <div className="min-h-0 grow print:h-auto">
          <Outlet />
        </div>
      </main>
      {isPhone && (
        <div className="contents print:hidden">
          <PhoneBar />
        </div>
      )}
      {entries.map((entry) => (
        <PlaceShortcut key={entry.path} entry={entry} />
      ))}
      <NewTicket />
      <SearchingPalette />
      <ShortcutsSheet />
    </div>
  );
}

/** What the person chose on another device is taken over here. */
function useOwnSettings(): void {
  const { language, theme, shortcuts } = useSignedIn().agent;
  const [current, setLanguage] = useLanguage();
  // Taken over only when the server's answer changes: the person may be switching just now.
  const takeOver = useEffectEvent((wish: string) => {
    if (resolveLanguage(wish) !== current) setLanguage(resolveLanguage(wish));
  });
  useEffect(() => takeOver(language), [language]);
  useEffect(() => setTheme(theme), [theme]);
  useEffect(() => keyboard.configure(shortcuts), [shortcuts]);
}

function usePlaceCommands(entries: readonly NavigationEntry[]): void {
  const t = useTranslation();
  const router = useRouter();
  const commands: Command[] = entries.map((entry) => ({
    id: `go ${entry.path}`,
    title: t('common.palette.go', { name: t(entry.label) }),
    icon: <entry.icon />,
    keys: entry.keys ?? null,
    run: () => void router.navigate({ href: entry.path }),
  }));
  useCommands(commands);
}

function PlaceShortcut({ entry }: { readonly entry: NavigationEntry }) {
  const router = useRouter();
  useShortcut(
    {
      id: `go ${entry.path}`,
      keys: entry.keys ?? '',
      label: entry.label,
      scope: 'everywhere',
      isOff: entry.keys === undefined,
    },
    () => void router.navigate({ href: entry.path }),
  );
  return null;
}
