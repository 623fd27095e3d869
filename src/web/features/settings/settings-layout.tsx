import { Outlet, useRouterState } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { Link } from 'react-aria-components/Link';
import { classNames } from '../../lib/class-names.ts';
import { useIsPhone } from '../../lib/media.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import type { SettingsSection } from './sections.ts';
import { useSections } from './use-sections.ts';

/** The frame of all settings: their list at the start, one of them beside it; one at a time on a phone. */
export function SettingsLayout() {
  const isPhone = useIsPhone();
  return isPhone ? <PhoneFrame /> : <DeskFrame />;
}

function DeskFrame() {
  return (
    <div className="flex h-full min-h-0">
      <SectionList />
      <div className="min-h-0 min-w-0 grow">
        <Outlet />
      </div>
    </div>
  );
}

function PhoneFrame() {
  const t = useTranslation();
  const pathname = usePathname();
  const isIndex = pathname === '/settings' || pathname === '/settings/';
  // One step up: from an editor to its list, from a list to all settings.
  const up = pathname.split('/').length > 3 ? pathname.split('/').slice(0, -1).join('/') : null;
  return (
    <div className="flex h-full min-h-0 flex-col">
      {!isIndex && (
        <Link
          href={up ?? '/settings'}
          className="flex h-11 shrink-0 items-center gap-1 border-b border-line px-2 text-accent-ink"
        >
          <ChevronLeft aria-hidden className="size-4 rtl:-scale-x-100" />
          {t(up === null ? 'settings.title' : 'common.back')}
        </Link>
      )}
      <div className="min-h-0 grow">
        <Outlet />
      </div>
    </div>
  );
}

function SectionList() {
  const t = useTranslation();
  return (
    <nav
      aria-label={t('settings.title')}
      className="w-52 shrink-0 overflow-y-auto border-e border-line bg-canvas p-3"
    >
      <p className="px-2 pb-2 text-title font-semibold">
        <Link href="/settings" className="rounded-small">
          {t('settings.title')}
        </Link>
      </p>
      {useSections().map(({ group, sections }) => (
        <div key={group} className="mt-2">
          <p className="px-2 pb-0.5 text-tiny font-medium text-faint">
            {t(`settings.group.${group}`)}
          </p>
          {sections.map((section) => (
            <SectionLink key={section.path} section={section} />
          ))}
        </div>
      ))}
    </nav>
  );
}

function SectionLink({ section }: { readonly section: SettingsSection }) {
  const t = useTranslation();
  const pathname = usePathname();
  const isCurrent = pathname === section.path || pathname.startsWith(`${section.path}/`);
  return (
    <Link
      href={section.path}
      {...(isCurrent && { 'aria-current': 'page' })}
      className={classNames(
        'flex min-h-7 items-center gap-2 rounded-control px-2 py-1 data-hovered:bg-hover',
        isCurrent ? 'bg-selected font-medium text-accent-ink' : 'text-ink',
      )}
    >
      <section.icon aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 truncate">{t(section.label)}</span>
    </Link>
  );
}

function usePathname(): string {
  return useRouterState({ select: (state) => state.location.pathname });
}
