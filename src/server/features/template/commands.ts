import { sql } from 'kysely';
import type { FieldProblem } from '#contract/problem.ts';
import {
  requiredPlaceholders,
  templatePlaceholders,
  type TemplateWords,
} from '#contract/template.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import { isLanguage, type Language } from '#locales/languages.ts';
import { checkMessage, type MessageFault, placeholdersOf } from '#locales/message-check.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { recordAudit } from '../audit/public.ts';
import { readTemplate } from './queries.ts';

export type Asked = {
  readonly actor: StaffActor;
  readonly address: string | null;
  readonly now: Instant;
  readonly event: string;
  readonly language: string;
};

/**
 * Keeps the workspace's own words for a message, or that it is switched off. A text that could not
 * be said to a customer is refused at its field: nobody would notice before a customer did.
 */
export async function keepTemplate(
  tx: Tx,
  asked: Asked,
  part: {
    readonly words: TemplateWords;
    readonly isEnabled: boolean;
    readonly version: number | null;
  },
): Promise<void> {
  const { event } = asked;
  const language = languageOf(asked);
  const { subject, body } = part.words;
  const fields = faultsOf(part.words, { event, language });
  if (fields.length > 0) throw new RequestRefused('invalid_request', { fields });
  await requireVersion(tx, asked, part.version);
  await sql`
    insert into template
      (workspace_id, event, language, subject, body, is_enabled, updated_at, updated_by)
    values (
      ${asked.actor.workspaceId}, ${event}, ${language}, ${subject}, ${body}, ${part.isEnabled},
      ${at(asked.now)}, ${asked.actor.agentId}
    )
    on conflict (workspace_id, event, language) do update
    set
      subject = excluded.subject,
      body = excluded.body,
      is_enabled = excluded.is_enabled,
      version = template.version + 1,
      updated_at = excluded.updated_at,
      updated_by = excluded.updated_by
  `.execute(tx);
  await note(tx, asked, 'template.changed', { isEnabled: part.isEnabled });
}

/** Goes back to the built-in text; an event of the workspace's own is then no more. */
export async function dropTemplate(tx: Tx, asked: Asked): Promise<void> {
  const dropped = await sql`
    delete from template
    where workspace_id = ${asked.actor.workspaceId}
      and event = ${asked.event}
      and language = ${languageOf(asked)}
  `.execute(tx);
  if ((dropped.numAffectedRows ?? 0n) === 0n) throw new RequestRefused('not_found');
  await note(tx, asked, 'template.reset', {});
}

function languageOf({ language }: Asked): Language {
  if (isLanguage(language)) return language;
  throw new RequestRefused('not_found');
}

async function requireVersion(tx: Tx, asked: Asked, version: number | null): Promise<void> {
  if (version === null) return;
  const { workspaceId } = asked.actor;
  const current = await readTemplate(tx, { ...asked, workspaceId });
  if (current.version !== version) {
    throw new RequestRefused('version_mismatch', { facts: { version: current.version } });
  }
}

function faultsOf(
  words: TemplateWords,
  of: { readonly event: string; readonly language: Language },
): FieldProblem[] {
  const faults = (['subject', 'body'] as const).flatMap((path) => {
    const fault = checkMessage(words[path], of.language, templatePlaceholders);
    return fault === null ? [] : [{ path, code: fault.code, message: sentenceOf(fault) }];
  });
  const needed = requiredPlaceholders[of.event];
  if (faults.length > 0 || needed === undefined) return faults;
  if (placeholdersOf(words.body, of.language).includes(needed)) return [];
  return [{ path: 'body', code: 'placeholder_missing', message: `must contain {${needed}}` }];
}

function sentenceOf(fault: MessageFault): string {
  switch (fault.code) {
    case 'syntax':
      return 'has a brace that does not close, or a choice without "other"';
    case 'unknown_placeholder':
      return `there is no placeholder {${fault.name}}`;
    case 'unsupported_format':
      return `{${fault.name}} is words already; write it without a format`;
    default:
      return fault satisfies never;
  }
}

async function note(
  tx: Tx,
  asked: Asked,
  action: string,
  details: Readonly<Record<string, boolean>>,
): Promise<void> {
  await recordAudit(tx, {
    workspaceId: asked.actor.workspaceId,
    actor: asked.actor,
    action,
    subject: { kind: 'template', id: `${asked.event}/${asked.language}` },
    details,
    address: asked.address,
    now: asked.now,
  });
}
