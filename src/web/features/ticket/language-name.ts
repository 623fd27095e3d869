import { intlTag, type Language, matchLanguage, nativeNameOf } from '#locales/languages.ts';

/** A language as its own people call it, where Belay speaks it; else in the reader's language. */
export function languageName(tag: string, reader: Language): string {
  const known = matchLanguage(tag);
  if (known !== null) return nativeNameOf(known);
  try {
    return new Intl.DisplayNames([intlTag(reader)], { type: 'language' }).of(tag) ?? tag;
  } catch (error) {
    // A tag from outside may be malformed; then it is shown as it came.
    console.warn(`${tag} names no language`, error);
    return tag;
  }
}
