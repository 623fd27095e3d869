import { Ellipsis, Search } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link } from 'react-aria-components/Link';
import { classNames } from '../lib/class-names.ts';
import { keyboard } from '../lib/use-shortcut.ts';
import { useTranslation } from '../lib/use-translation.tsx';
import { useCurrentPath, useNavigationEntries } from './use-navigation.ts';

const NotificationBell = lazy(async () => ({
  default: (await import('../features/notification/notification-bell.tsx')).NotificationBell,
}));
const PhoneSheet = lazy(async () => ({ default: (await import('./phone-sheet.tsx')).PhoneSheet }));

/** The bottom of a phone: the places one goes to most, search, and the rest behind "More". */
export function PhoneBar() {
  const t = useTranslation();
  const current = useCurrentPath();
  const [isOpen, setOpen] = useState(false);
  const entries = useNavigationEntries().filter((entry) => entry.isOnPhone);
  return (
    <nav
      aria-label={t('common.nav')}
      className="flex shrink-0 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]"
    >
      {entries.map((entry) => (
        <Link
          key={entry.path}
          href={entry.path}
          {...(entry.path === current && { 'aria-current': 'page' as const })}
          className={barItem(entry.path === current)}
        >
          <Item icon={<entry.icon aria-hidden />} label={t(entry.label)} />
        </Link>
      ))}
      <Button className={barItem(false)} onPress={openPalette}>
        <Item icon={<Search aria-hidden />} label={t('common.search')} />
      </Button>
      <Suspense fallback={<span className={barItem(false)} />}>
        <NotificationBell look="bar" className={barItem(false)} />
      </Suspense>
      <Button className={barItem(isOpen)} onPress={() => setOpen(true)}>
        <Item icon={<Ellipsis aria-hidden />} label={t('common.nav.more')} />
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <PhoneSheet onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </nav>
  );
}

function Item({ icon, label }: { readonly icon: ReactNode; readonly label: string }) {
  return (
    <>
      {icon}
      <span className="w-full truncate text-center">{label}</span>
    </>
  );
}

function barItem(isCurrent: boolean): string {
  return classNames(
    'flex h-14 min-w-0 flex-1 basis-0 cursor-default flex-col items-center justify-center gap-0.5 px-1 text-tiny -outline-offset-2 [&>svg]:size-5',
    isCurrent ? 'font-medium text-accent-ink' : 'text-muted',
  );
}

function openPalette(): void {
  keyboard
    .list()
    .find((shortcut) => shortcut.id === 'palette')
    ?.run();
}
