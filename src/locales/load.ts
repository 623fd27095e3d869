import type { DeskKey } from './en/desk.ts';
import type { Language } from './languages.ts';
import type { PortalKey } from './en/customer-pages.ts';

const desk: Readonly<Record<Language, () => Promise<{ catalogue: Record<DeskKey, string> }>>> = {
  en: () => import('./en/desk.ts'),
  vi: () => import('./vi/desk.ts'),
  th: () => import('./th/desk.ts'),
  ar: () => import('./ar/desk.ts'),
  'zh-Hant': () => import('./zh-Hant/desk.ts'),
  'zh-Hans': () => import('./zh-Hans/desk.ts'),
};

const customerPages: Readonly<
  Record<Language, () => Promise<{ catalogue: Record<PortalKey, string> }>>
> = {
  en: () => import('./en/customer-pages.ts'),
  vi: () => import('./vi/customer-pages.ts'),
  th: () => import('./th/customer-pages.ts'),
  ar: () => import('./ar/customer-pages.ts'),
  'zh-Hant': () => import('./zh-Hant/customer-pages.ts'),
  'zh-Hans': () => import('./zh-Hans/customer-pages.ts'),
};

/** Fetches the words of the desk in one language; each language is a file of its own. */
export async function loadDesk(language: Language): Promise<Readonly<Record<DeskKey, string>>> {
  return (await desk[language]()).catalogue;
}

/** Fetches the words of the portal and the other pages that customers see. */
export async function loadCustomerPages(
  language: Language,
): Promise<Readonly<Record<PortalKey, string>>> {
  return (await customerPages[language]()).catalogue;
}
