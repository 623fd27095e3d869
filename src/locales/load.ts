import type { DeskKey } from './en/desk.ts';
import type { Language } from './languages.ts';

const desk: Readonly<Record<Language, () => Promise<{ catalogue: Record<DeskKey, string> }>>> = {
  en: () => import('./en/desk.ts'),
  vi: () => import('./vi/desk.ts'),
  th: () => import('./th/desk.ts'),
  ar: () => import('./ar/desk.ts'),
  'zh-Hant': () => import('./zh-Hant/desk.ts'),
  'zh-Hans': () => import('./zh-Hans/desk.ts'),
};

/** Fetches the words of the desk in one language; each language is a file of its own. */
export async function loadDesk(language: Language): Promise<Readonly<Record<DeskKey, string>>> {
  return (await desk[language]()).catalogue;
}
