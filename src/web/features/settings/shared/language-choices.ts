import { intlTag, languages, type Language } from '#locales/languages.ts';

/** The languages that Belay speaks, each by its own name. */
export const spokenChoices = languages.map(({ code, nativeName }) => ({
  id: code,
  label: nativeName,
}));

/** Those and whatever else is chosen already, named in the reader's language. */
export function languageChoices(chosen: readonly string[], reader: Language) {
  const names = new Intl.DisplayNames(intlTag(reader), { type: 'language' });
  const spoken: readonly string[] = languages.map(({ code }) => code);
  return [...new Set([...spoken, ...chosen])].map((id) => ({ id, label: names.of(id) ?? id }));
}
