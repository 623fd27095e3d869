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

export type Wanted = {
  readonly event: string;
  readonly language: string;
  readonly values: TemplateValues;
};

/**
 * Words messages to customers: the workspace's own text for the event and language, else the
 * built-in one. Null when the workspace has switched the message off or knows no such event.
 */
export async function wordTemplates(
  db: Db,
  workspaceId: WorkspaceId,
  wanted: readonly Wanted[],
): Promise<readonly (Words | null)[]> {
  if (wanted.length === 0) return [];
  const own = await db
    .selectFrom('template')
    .select(['event', 'language', 'subject', 'body', 'is_enabled'])
    .where('workspace_id', '=', workspaceId)
    .where('event', 'in', [...new Set(wanted.map(({ event }) => event))])
    .execute();
  const wordsFor = (event: string, language: Language): Words | null => {
    const found = own.find((each) => each.event === event && each.language === language);
    if (found !== undefined) return found.is_enabled ? found : null;
    return builtInWords(event, language);
  };
  // A hundred letters of one batch are a few texts; each is compiled once.
  const fillers = new Map<string, ((values: TemplateValues) => Words) | null>();
  return wanted.map(({ event, language: asked, values }) => {
    const language = resolveLanguage(asked);
    const key = `${event} ${language}`;
    let filler = fillers.get(key);
    if (filler === undefined) {
      const words = wordsFor(event, language);
      filler = words === null ? null : fillerOf(words, language);
      fillers.set(key, filler);
    }
    return filler === null ? null : filler(values);
  });
}

/** The text that Belay comes with, unfilled; null for an event it has none for. */
export function builtInWords(event: string, language: Language): Words | null {
  const messages: Readonly<Record<string, string>> = catalogues[language];
  const subject = messages[`customer.${event}.subject`];
  const body = messages[`customer.${event}.body`];
  return subject === undefined || body === undefined ? null : { subject, body };
}

/** Compiles a text, and answers what puts values in. */
function fillerOf(words: Words, language: Language): (values: TemplateValues) => Words {
  const say = createTranslator(language, { subject: words.subject, body: words.body });
  const momentFormats = new Map<string, Intl.DateTimeFormat>();
  const momentWords = (moment: Instant | null, timeZone: string): string => {
    if (moment === null) return '';
    let format = momentFormats.get(timeZone);
    if (format === undefined) {
      format = new Intl.DateTimeFormat(intlTag(language), {
        dateStyle: 'long',
        timeStyle: 'short',
        timeZone,
      });
      momentFormats.set(timeZone, format);
    }
    return format.format(moment);
  };
  return (values) => {
    const said = {
      contactName: values.contactName,
      ticketNumber: String(values.ticketNumber),
      workspaceName: values.workspaceName,
      surveyUrl: values.surveyUrl ?? '',
      hasNextUpdate: String(values.nextUpdateBy !== null),
      nextUpdateBy: momentWords(values.nextUpdateBy, values.timeZone),
    };
    return { subject: say('subject', said), body: say('body', said) };
  };
}
