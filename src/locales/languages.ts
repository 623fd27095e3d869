/**
 * The languages Belay speaks, in the order they are offered. Adding one is a folder beside this
 * file, a line here, a line in `translate.ts` and one in `load.ts`.
 */
export const languages = [
  { code: 'en', nativeName: 'English', direction: 'ltr' },
  { code: 'vi', nativeName: 'Tiếng Việt', direction: 'ltr' },
  { code: 'th', nativeName: 'ไทย', direction: 'ltr' },
  { code: 'ar', nativeName: 'العربية', direction: 'rtl' },
  { code: 'zh-Hant', nativeName: '繁體中文', direction: 'ltr' },
  { code: 'zh-Hans', nativeName: '简体中文', direction: 'ltr' },
] as const;

export type Language = (typeof languages)[number]['code'];
export type Direction = (typeof languages)[number]['direction'];

export const defaultLanguage: Language = 'en';

export function isLanguage(tag: string): tag is Language {
  return languages.some((language) => language.code === tag);
}

/**
 * Finds the language to speak for a BCP 47 tag, falling back along region and script:
 * `vi-VN` → `vi`, `zh-TW`, `zh-HK`, `zh-MO` → `zh-Hant`, any other `zh` → `zh-Hans`.
 * Yields null when Belay does not speak it; case and underscores do not matter.
 */
export function matchLanguage(tag: string): Language | null {
  const parts = tag.trim().replaceAll('_', '-').toLowerCase().split('-');
  const [primary] = parts;
  if (primary === 'zh' || primary === 'yue' || primary === 'cmn') return chineseScript(parts);
  return languages.find((language) => language.code === primary)?.code ?? null;
}

/** The first language of the wishes that Belay speaks, else English. */
export function resolveLanguage(...wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const found = wish ? matchLanguage(wish) : null;
    if (found) return found;
  }
  return defaultLanguage;
}

export function directionOf(language: Language): Direction {
  return languages.find((each) => each.code === language)?.direction ?? 'ltr';
}

export function nativeNameOf(language: Language): string {
  return languages.find((each) => each.code === language)?.nativeName ?? language;
}

/**
 * The tag for `Intl`: Gregorian calendar and Latin digits in every language. Without it `th`
 * dates default to the Buddhist year and `ar-EG` to Arabic digits.
 */
export function intlTag(language: Language): string {
  return `${language}-u-ca-gregory-nu-latn`;
}

function chineseScript(parts: readonly string[]): Language {
  if (parts.includes('hant')) return 'zh-Hant';
  if (parts.includes('hans')) return 'zh-Hans';
  const traditional = ['tw', 'hk', 'mo'];
  return parts[0] === 'yue' || parts.some((part) => traditional.includes(part))
    ? 'zh-Hant'
    : 'zh-Hans';
}
