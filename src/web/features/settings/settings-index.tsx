import { ChevronRight } from 'lucide-react';
import { Link } from 'react-aria-components/Link';
import { useTranslation } from '../../lib/use-translation.tsx';
import { useSections } from './use-sections.ts';

/** All settings with a sentence each; what a phone shows first. */
export function SettingsIndex() {
  const t = useTranslation();
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-220 flex-col gap-6 px-4 py-6 desk:px-8">
        <h1 className="text-head font-semibold">{t('settings.title')}</h1>
        {useSections().map(({ group, sections }) => (
          <section key={group} className="flex flex-col gap-2">
            <h2 className="text-small font-medium text-muted">{t(`settings.group.${group}`)}</h2>
            <ul className="divide-y divide-line rounded-card border border-line bg-raised">
              {sections.map((section) => (
                <li key={section.path}>
                  <Link
                    href={section.path}
                    className="flex items-center gap-3 px-4 py-3 -outline-offset-2 data-hovered:bg-hover"
                  >
                    <section.icon aria-hidden className="size-5 shrink-0 text-muted" />
                    <span className="min-w-0 grow">
                      <span className="block font-medium">{t(section.label)}</span>
                      <span className="block text-pretty text-muted">{t(section.hint)}</span>
                    </span>
                    <ChevronRight
                      aria-hidden
                      className="size-4 shrink-0 text-faint rtl:-scale-x-100"
                    />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}
