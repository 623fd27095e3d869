import { sql } from 'kysely';
import type { Template } from '#contract/template.ts';
import { customerTemplates } from '#domain/ticket/effect.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import { isLanguage, languages } from '#locales/languages.ts';
import type { Db } from '#server/platform/db/database.ts';
import { builtInWords, type Words } from './word-template.ts';

type Row = Words & {
  readonly event: string;
  readonly language: string;
  readonly isEnabled: boolean;
  readonly version: number;
  readonly updatedAt: Instant;
  readonly updatedByName: string | null;
};

/** In the order in which a customer meets them. */
const builtInOrder = [
  'received_receipt',
  'escalation_started',
  'escalation_acknowledged',
  'escalation_moved',
  'escalation_waiting',
  'escalation_solved',
  'feedback_request',
];
const events = customerTemplates.toSorted(
  (a, b) => builtInOrder.indexOf(a) - builtInOrder.indexOf(b),
);

/** Every built-in message in every language, with the workspace's own words and events. */
export async function readTemplates(db: Db, workspaceId: WorkspaceId): Promise<Template[]> {
  const rows = await readRows(db, workspaceId);
  const own = [...new Set(rows.map(({ event }) => event))].filter(
    (event) => !events.some((known) => known === event),
  );
  return [...events, ...own.toSorted()].flatMap((event) =>
    languages.map(({ code }) => {
      const row = rows.find((each) => each.event === event && each.language === code);
      return presentTemplate({ event, language: code, row });
    }),
  );
}

/** One message in one language, changed or not. */
export async function readTemplate(
  db: Db,
  which: { readonly workspaceId: WorkspaceId; readonly event: string; readonly language: string },
): Promise<Template> {
  const rows = await readRows(db, which.workspaceId);
  const row = rows.find(
    ({ event, language }) => event === which.event && language === which.language,
  );
  return presentTemplate({ ...which, row });
}

async function readRows(db: Db, workspaceId: WorkspaceId): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select
      t.event,
      t.language,
      t.subject,
      t.body,
      t.is_enabled as "isEnabled",
      t.version,
      t.updated_at as "updatedAt",
      a.name as "updatedByName"
    from template t
    left join agent a on a.workspace_id = t.workspace_id and a.id = t.updated_by
    where t.workspace_id = ${workspaceId}
    order by t.event, t.language
  `.execute(db);
  return rows;
}

/** Words that were only switched off, and not rewritten, are still the built-in ones. */
function presentTemplate(part: {
  readonly event: string;
  readonly language: string;
  readonly row: Row | undefined;
}): Template {
  const { event, language, row } = part;
  const builtIn = isLanguage(language) ? builtInWords(event, language) : null;
  const isOwn =
    row !== undefined && (row.subject !== builtIn?.subject || row.body !== builtIn.body);
  return {
    event,
    language,
    builtIn,
    own: isOwn ? { subject: row.subject, body: row.body } : null,
    isEnabled: row?.isEnabled ?? true,
    version: row?.version ?? 0,
    updatedAt: row === undefined ? null : toIso(row.updatedAt),
    updatedByName: row?.updatedByName ?? null,
  };
}
