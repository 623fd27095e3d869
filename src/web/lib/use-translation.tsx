import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { DeskKey } from '#locales/en/desk.ts';
import { type Language, resolveLanguage } from '#locales/languages.ts';
import { loadDesk, loadDeskFirst } from '#locales/load.ts';
import { createTranslator, type Translator } from '#locales/message-format.ts';
import { applyLanguage, ariaLocale } from './direction.ts';
import { readStored, writeStored } from './storage.ts';

export type Translate = Translator<DeskKey>;
export type { DeskKey, Language };

type Words = { readonly t: Translate; readonly setLanguage: (language: Language) => void };
const WordsContext = createContext<Words | null>(null);

/** Loads the words of a language and makes its translator. */
export async function loadTranslator(language: Language): Promise<Translate> {
  return createTranslator(language, await loadDesk(language));
}

/**
 * The words that a page needs before it can be seen. An inbox begins with its own, because all of
 * them would weigh as much as a third of the script; the provider fetches the others at once.
 */
export async function loadFirstTranslator(
  language: Language,
  path: string,
): Promise<{ t: Translate; isWhole: boolean }> {
  if (path !== '/' && !path.startsWith('/inbox')) {
    return { t: await loadTranslator(language), isWhole: true };
  }
  const first = await loadDeskFirst(language);
  // The keys that are missing belong to screens that cannot be reached in the moment it takes.
  return { t: createTranslator(language, first as Record<DeskKey, string>), isWhole: false };
}

/** The language wished on this device: chosen here before, else the browser's. */
export function deviceLanguage(): Language {
  return resolveLanguage(readStored('language'), ...navigator.languages);
}

/** Gives the words to the page. The first translator is loaded before anything is rendered. */
export function TranslationProvider(props: {
  initial: { readonly t: Translate; readonly isWhole: boolean };
  children: ReactNode;
}) {
  const { initial } = props;
  const [t, setT] = useState(() => initial.t);
  useEffect(() => {
    if (!initial.isWhole) fetchRest(initial.t.language, (whole) => setT(() => whole));
  }, [initial]);
  const words = useMemo<Words>(
    () => ({
      t,
      setLanguage: (language) => {
        writeStored('language', language);
        // The old words stay until the new ones are here; a failed load leaves them.
        loadTranslator(language).then(
          (loaded) => setT(() => loaded),
          (error: unknown) => console.error(`the words of ${language} did not load`, error),
        );
      },
    }),
    [t],
  );
  useEffect(() => applyLanguage(t.language), [t.language]);
  return (
    <I18nProvider locale={ariaLocale(t.language)}>
      <WordsContext value={words}>{props.children}</WordsContext>
    </I18nProvider>
  );
}

function fetchRest(language: Language, use: (whole: Translate) => void): void {
  loadTranslator(language).then(use, (error: unknown) =>
    console.error(`the other words of ${language} did not load`, error),
  );
}

/** `const t = useTranslation()`, then `t('inbox.title')`, `t.parts(…)`, `t.language`. */
export function useTranslation(): Translate {
  return useWords().t;
}

export function useLanguage(): [Language, (language: Language) => void] {
  const { t, setLanguage } = useWords();
  return [t.language, setLanguage];
}

function useWords(): Words {
  const words = use(WordsContext);
  if (!words) throw new Error('a component needs words outside of TranslationProvider');
  return words;
}
