import type { WidgetKey } from '#locales/en/widget.ts';
import { directionOf, type Language, matchLanguage } from '#locales/languages.ts';
import { createTranslator, type Translator } from '#locales/message-format.ts';

/** Says the widget's words in the visitor's language. */
export type Words = Translator<WidgetKey>;

/** Each language is a file of its own: a visitor loads one. */
const files: Readonly<
  Record<Language, () => Promise<{ catalogue: Readonly<Record<WidgetKey, string>> }>>
> = {
  en: () => import('#locales/en/widget.ts'),
  vi: () => import('#locales/vi/widget.ts'),
  th: () => import('#locales/th/widget.ts'),
  ar: () => import('#locales/ar/widget.ts'),
  'zh-Hant': () => import('#locales/zh-Hant/widget.ts'),
  'zh-Hans': () => import('#locales/zh-Hans/widget.ts'),
};

/** Loads a language's words and turns the page to its direction. */
export async function speak(language: Language): Promise<Words> {
  const { catalogue } = await files[language]();
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  return createTranslator(language, catalogue);
}

/** The time of day of a message, or its date when that was another day. */
export function sayTime(language: Language, iso: string, now: Date): string {
  const at = new Date(iso);
  const isToday = at.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(ownTag(language), {
    ...(isToday ? {} : { day: 'numeric', month: 'short' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(at);
}

/** When the desk opens again, in the visitor's own time. */
export function sayOpening(language: Language, iso: string, now: Date): string {
  const at = new Date(iso);
  const isToday = at.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(ownTag(language), {
    ...(isToday ? {} : { weekday: 'long' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(at);
}

/** The visitor's own tag where it is of the language, for their hours; always our calendar and digits. */
function ownTag(language: Language): string {
  const own = navigator.languages.find((tag) => matchLanguage(tag) === language);
  return `${own?.split('-u-')[0] ?? language}-u-ca-gregory-nu-latn`;
}
