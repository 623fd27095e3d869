import { Command, PanelLeft } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { classNames } from '../lib/class-names.ts';
import { useStored } from '../lib/storage.ts';
import { keyboard, useShortcut } from '../lib/use-shortcut.ts';
import { useTranslation } from '../lib/use-translation.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { AccountFace, accountClass } from './account-face.tsx';
import { NavigationLink } from './navigation-link.tsx';
import { navigationSections } from './navigation-sections.ts';
import { useCurrentPath, useIsCurrent, useNavigationEntries } from './use-navigation.ts';

const NotificationBell = lazy(async () => ({
  default: (await import('../features/notification/notification-bell.tsx')).NotificationBell,
}));
const ViewCount = lazy(async () => ({
  default: (await import('../features/inbox/view-count.tsx')).ViewCount,
}));
const AccountMenu = lazy(async () => ({
  default: (await import('./account-menu.tsx')).AccountMenu,
}));

/** The first pane: who and where I am, where I can go. Folded, its icons remain. */
export function Navigation() {
  const t = useTranslation();
  const [stored, store] = useStored('navigation', window.innerWidth < 1100 ? 'narrow' : 'wide');
  const isNarrow = stored === 'narrow';
  const fold = () => store(isNarrow ? 'wide' : 'narrow');
  useShortcut(
    { id: 'navigation.fold', keys: '[', label: 'common.panes.foldStart', scope: 'everywhere' },
    fold,
  );
  const isCurrent = useIsCurrent();
  const sections = navigationSections.filter((section) => isCurrent(section.path));
  const foldLabel = t(isNarrow ? 'common.panes.unfold' : 'common.panes.fold', {
    name: t('common.nav'),
  });
  return (
    <nav
      aria-label={t('common.nav')}
      className={classNames(
        'flex shrink-0 flex-col gap-0.5 overflow-y-auto border-e border-line bg-canvas p-2',
        isNarrow ? 'w-12 items-center' : 'w-52',
      )}
    >
      <Account isNarrow={isNarrow} />
      <NavigationLinks isNarrow={isNarrow} />
      {!isNarrow &&
        sections.map(({ id, Section }) => (
          <Suspense key={id} fallback={null}>
            <Section />
          </Suspense>
        ))}
      <div className={classNames('mt-auto flex pt-2', isNarrow ? 'flex-col' : 'justify-between')}>
        <IconButton
          label={foldLabel}
          keys="["
          icon={<PanelLeft className="rtl:-scale-x-100" />}
          onPress={fold}
        />
        <Suspense fallback={<span className="size-8" />}>
          <NotificationBell />
        </Suspense>
        <IconButton
          label={t('common.palette')}
          keys="Mod+k"
          icon={<Command />}
          onPress={openPalette}
        />
      </div>
    </nav>
  );
}

function Account({ isNarrow }: { readonly isNarrow: boolean }) {
  const face = (
    <div className={accountClass(isNarrow)}>
      <AccountFace isNarrow={isNarrow} />
    </div>
  );
  return (
    <Suspense fallback={face}>
      <AccountMenu isNarrow={isNarrow} />
    </Suspense>
  );
}

/** The places as lines; the phone's sheet shows the same. */
export function NavigationLinks({ isNarrow }: { readonly isNarrow: boolean }) {
  const t = useTranslation();
  const current = useCurrentPath();
  return useNavigationEntries().map((entry) => (
    <NavigationLink
      key={entry.path}
      href={entry.path}
      label={t(entry.label)}
      icon={<entry.icon aria-hidden />}
      keys={entry.keys ?? null}
      isCurrent={entry.path === current}
      isNarrow={isNarrow}
      end={
        entry.counts && (
          <Suspense fallback={null}>
            <ViewCount view={entry.counts} />
          </Suspense>
        )
      }
    />
  ));
}

function openPalette(): void {
  keyboard
    .list()
    .find((shortcut) => shortcut.id === 'palette')
    ?.run();
}
