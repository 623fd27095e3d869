import type { WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { intlTag, resolveLanguage, type Language } from '#locales/languages.ts';
import { createTranslator } from '#locales/message-format.ts';
import { catalogues } from '#locales/translate.ts';
import type { Db } from '#server/platform/db/database.ts';

/** All that a template may say. Internal names, tiers, notes and targets are not here (SPEC G3). */
export type TemplateValues = {
  readonly contactName: string;
  readonly ticketNumber: number;
  readonly workspaceName: string;
  readonly nextUpdateBy: Instant | null;
  readonly timeZone: string;
  readonly surveyUrl: string | null;
};

export type Words = { readonly subject: string; readonly body: string };

/**
 * Words a message to a customer: the workspace's own text for the event and language, else the
 * built-in one. Null when the workspace has switched the message off or knows no such event.
 */
export async function wordTemplate(
  db: Db,
  part: {
    readonly workspaceId: WorkspaceId;
    readonly event: string;
    readonly language: string;
    readonly values: TemplateValues;
  },
): Promise<Words | null> {
  const language = resolveLanguage(part.language);
  const own = await db
    .selectFrom('template')
    .select(['subject', 'body', 'is_enabled'])
    .where('workspace_id', '=', part.workspaceId)
    .where('event', '=', part.event)
    .where('language', '=', language)
    .executeTakeFirst();
  if (own !== undefined && !own.is_enabled) return null;
  const words = own ?? builtInWords(part.event, language);
  return words === null ? null : fill(words, language, part.values);
}

/** The text that Belay comes with, unfilled; null for an event it has none for. */
export function builtInWords(event: string, language: Language): Words | null {
  const messages: Readonly<Record<string, string>> = catalogues[language];
  const subject = messages[`customer.${event}.subject`];
  const body = messages[`customer.${event}.body`];
  return subject === undefined || body === undefined ? null : { subject, body };
}

/** Puts the values in. Throws what ICU throws when the text is none; saving checks by this. */
export function fill(words: Words, language: Language, values: TemplateValues): Words {
  const say = createTranslator(language, words);
  const said = {
    contactName: values.contactName,
    ticketNumber: String(values.ticketNumber),
    workspaceName: values.workspaceName,
    surveyUrl: values.surveyUrl ?? '',
    hasNextUpdate: String(values.nextUpdateBy !== null),
    nextUpdateBy: momentWords(values.nextUpdateBy, language, values.timeZone),
  };
  return { subject: say('subject', said), body: say('body', said) };
}

function momentWords(moment: Instant | null, language: Language, timeZone: string): string {
  if (moment === null) return '';
  return new Intl.DateTimeFormat(intlTag(language), {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone,
  }).format(moment);
}
