import { Languages } from 'lucide-react';
import type { ReactNode } from 'react';
import { languages } from '#locales/languages.ts';
import { useLanguage, useTranslation } from '../../lib/use-translation.tsx';
import { Select } from '../../ui/select.tsx';
import { Rungs } from './rungs.tsx';

export type EntryFrameProps = {
  readonly title: string;
  /** One or two sentences under the title. */
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  /** Wider than a sign-in form, for the first-run questions. */
  readonly isWide?: boolean;
};

const choices = languages.map((each) => ({ id: each.code, label: each.nativeName }));

/** The frame of the pages before the desk: a brand, one card, and the language in reach. */
export function EntryFrame({ title, lead, children, isWide = false }: EntryFrameProps) {
  const t = useTranslation();
  const [language, setLanguage] = useLanguage();
  return (
    <div className="flex min-h-full bg-canvas">
      <Rungs />
      <div className="flex min-w-0 grow flex-col items-center px-4 pt-8 pb-4 desk:pt-16">
        <header className="flex items-center gap-2 wide:hidden">
          <img src="/belay.svg" alt="" className="size-8" />
          <span className="text-head font-semibold tracking-tight">{t('common.brand')}</span>
        </header>
        <main className={isWide ? 'mt-8 w-full max-w-150' : 'mt-8 w-full max-w-96'}>
          <div className="rounded-sheet border border-line bg-raised p-6 shadow-raised desk:p-8">
            <h1 className="text-head font-semibold text-balance" dir="auto">
              {title}
            </h1>
            {lead !== undefined && <p className="mt-1 text-pretty text-muted">{lead}</p>}
            <div className="mt-6 flex flex-col gap-4">{children}</div>
          </div>
        </main>
        <footer className="mt-auto flex w-full max-w-96 justify-center pt-8">
          <div className="flex items-center gap-2 text-muted">
            <Languages aria-hidden className="size-4" />
            <Select
              label={t('common.language')}
              isLabelHidden
              options={choices}
              value={language}
              onChange={setLanguage}
              className="w-40"
            />
          </div>
        </footer>
      </div>
    </div>
  );
}
