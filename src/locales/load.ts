import type { DeskKey } from './en/desk.ts';
import type { FirstKey } from './en/desk-first.ts';
import type { Language } from './languages.ts';

const desk: Readonly<Record<Language, () => Promise<{ catalogue: Record<DeskKey, string> }>>> = {
  en: () => import('./en/desk.ts'),
  vi: () => import('./vi/desk.ts'),
  th: () => import('./th/desk.ts'),
  ar: () => import('./ar/desk.ts'),
  'zh-Hant': () => import('./zh-Hant/desk.ts'),
  'zh-Hans': () => import('./zh-Hans/desk.ts'),
};

const deskFirst: Readonly<
  Record<Language, () => Promise<{ catalogue: Record<FirstKey, string> }>>
> = {
  en: () => import('./en/desk-first.ts'),
  vi: () => import('./vi/desk-first.ts'),
  th: () => import('./th/desk-first.ts'),
  ar: () => import('./ar/desk-first.ts'),
  'zh-Hant': () => import('./zh-Hant/desk-first.ts'),
  'zh-Hans': () => import('./zh-Hans/desk-first.ts'),
};

/** Fetches the words of the inbox and the ticket in one language; those of other screens follow. */
export async function loadDeskFirst(
  language: Language,
): Promise<Readonly<Record<FirstKey, string>>> {
  return (await deskFirst[language]()).catalogue;
}

/** Fetches the words of the desk in one language; each language is a file of its own. */
export async function loadDesk(language: Language): Promise<Readonly<Record<DeskKey, string>>> {
  return (await desk[language]()).catalogue;
}
