import { type Direction, directionOf, type Language } from '#locales/languages.ts';

/** Says to the browser which language the page is in, which also turns the page around. */
export function applyLanguage(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

/**
 * The tag React Aria knows the language by. It carries the Gregorian calendar and Latin digits,
 * without which Thai dates would be in the Buddhist year.
 */
export function ariaLocale(language: Language): string {
  const regions: Record<Language, string> = {
    en: 'en-US',
    vi: 'vi-VN',
    th: 'th-TH',
    ar: 'ar-AE',
    'zh-Hant': 'zh-TW',
    'zh-Hans': 'zh-CN',
  };
  return `${regions[language]}-u-ca-gregory-nu-latn`;
}

export type { Direction };
