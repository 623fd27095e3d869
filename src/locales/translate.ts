import { catalogue as ar } from './ar/all.ts';
import type { Catalogue, Key } from './catalogue.ts';
import { catalogue as en } from './en/all.ts';
import type { Language } from './languages.ts';
import { createTranslator, type Translator } from './message-format.ts';
import { catalogue as th } from './th/all.ts';
import { catalogue as vi } from './vi/all.ts';
import { catalogue as zhHans } from './zh-Hans/all.ts';
import { catalogue as zhHant } from './zh-Hant/all.ts';

/** All words in all languages, for the server and the command line; the browser loads its own. */
export const catalogues: Readonly<Record<Language, Catalogue>> = {
  en,
  vi,
  th,
  ar,
  'zh-Hant': zhHant,
  'zh-Hans': zhHans,
};

const made = new Map<Language, Translator<Key>>();

/** Gives `t(key, values)` for a language. Translators are made once and kept. */
export function translator(language: Language): Translator<Key> {
  const known = made.get(language);
  if (known) return known;
  const fresh = createTranslator(language, catalogues[language]);
  made.set(language, fresh);
  return fresh;
}
