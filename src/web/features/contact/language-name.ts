import type { Language } from '#locales/languages.ts';

/** The name of a language in the reader's own; a tag that is none is said as it stands. */
export function languageName(reader: Language, tag: string): string {
  try {
    return new Intl.DisplayNames(reader, { type: 'language' }).of(tag) ?? tag;
  } catch {
    // Channels hand over what they were given, which may be no language tag.
    return tag;
  }
}
