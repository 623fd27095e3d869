import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { DeskKey } from '#locales/en/desk.ts';
import { type Language, resolveLanguage } from '#locales/languages.ts';
import { loadDesk } from '#locales/load.ts';
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

/** The language wished on this device: chosen here before, else the browser's. */
export function deviceLanguage(): Language {
  return resolveLanguage(readStored('language'), ...navigator.languages);
}

/** Gives the words to the page. The first translator is loaded before anything is rendered. */
export function TranslationProvider(props: { initial: Translate; children: ReactNode }) {
  const [t, setT] = useState(() => props.initial);
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
