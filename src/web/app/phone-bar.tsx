import { Ellipsis, Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link } from 'react-aria-components/Link';
import { classNames } from '../lib/class-names.ts';
import { keyboard } from '../lib/use-shortcut.ts';
import { useTranslation } from '../lib/use-translation.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { AccountMenu } from './account-menu.tsx';
import { NavigationLinks } from './navigation.tsx';
import { useIsCurrent, useNavigationEntries } from './use-navigation.ts';

/** The bottom of a phone: the places one goes to most, search, and the rest behind "More". */
export function PhoneBar() {
  const t = useTranslation();
  const isCurrent = useIsCurrent();
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
          {...(isCurrent(entry.path) && { 'aria-current': 'page' as const })}
          className={barItem(isCurrent(entry.path))}
        >
          <Item icon={<entry.icon aria-hidden />} label={t(entry.label)} />
        </Link>
      ))}
      <Button className={barItem(false)} onPress={openPalette}>
        <Item icon={<Search aria-hidden />} label={t('common.search')} />
      </Button>
      <Button className={barItem(isOpen)} onPress={() => setOpen(true)}>
        <Item icon={<Ellipsis aria-hidden />} label={t('common.nav.more')} />
      </Button>
      <Sheet title={t('common.nav')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <AccountMenu isNarrow={false} />
        {/* Going somewhere closes the sheet. */}
        <div className="flex flex-col" onClick={() => setOpen(false)}>
          <NavigationLinks isNarrow={false} />
        </div>
      </Sheet>
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
