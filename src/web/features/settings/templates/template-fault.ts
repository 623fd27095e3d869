import { requiredPlaceholders, templatePlaceholders } from '#contract/template.ts';
import { type Language, resolveLanguage } from '#locales/languages.ts';
import { checkMessage, placeholdersOf } from '#locales/message-check.ts';
import type { Translate } from '../../../lib/use-translation.tsx';

type Words = { readonly subject: string; readonly body: string };

/** What is wrong with each field while it is being written; the server asks the same on saving. */
export function templateFaults(
  t: Translate,
  words: Words,
  of: { readonly event: string; readonly language: string },
): { readonly subject: string | null; readonly body: string | null } {
  const language = resolveLanguage(of.language);
  const subject = faultText(t, words.subject, language);
  const body = faultText(t, words.body, language);
  const needed = requiredPlaceholders[of.event];
  if (body !== null || needed === undefined) return { subject, body };
  const isThere = placeholdersOf(words.body, language).includes(needed);
  return {
    subject,
    body: isThere ? null : t('template.fault.placeholder_missing', braced(needed)),
  };
}

function faultText(t: Translate, text: string, language: Language): string | null {
  const fault = checkMessage(text, language, templatePlaceholders);
  if (fault === null) return null;
  return fault.code === 'syntax'
    ? t('template.fault.syntax')
    : t(`template.fault.${fault.code}`, braced(fault.name));
}

function braced(name: string) {
  return { name: `{${name}}` };
}
