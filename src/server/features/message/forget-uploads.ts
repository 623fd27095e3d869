import { sql } from 'kysely';
import { dayMs, type Instant, plusMs } from '#domain/kernel/instant.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import type { FileStore } from '#server/platform/files/file-store.ts';

/** Whoever uploads without a draft, a program for instance, sends within this time. */
const keptMs = 2 * dayMs;

/**
 * Forgets files that an agent or a program uploaded and that neither a message nor a draft names,
 * and removes those that nothing else has. Answers how many were forgotten.
 */
export async function forgetUploads(
  parts: { readonly db: Db; readonly files: FileStore },
  now: Instant,
): Promise<number> {
  const { db, files } = parts;
  const { rows } = await sql<{ fileKey: string }>`
    delete from attachment a
    using workspace w
    where a.workspace_id = w.id
      and a.message_id is null
      and a.created_at < ${at(plusMs(now, -keptMs))}
      and not exists (
        select
        from draft d
        where d.workspace_id = a.workspace_id
          and d.ticket_id = a.ticket_id
          and a.id = any(d.attachment_ids)
      )
    returning a.file_key as "fileKey"
  `.execute(db);
  const keys = [...new Set(rows.map(({ fileKey }) => fileKey))];
  if (keys.length === 0) return 0;
  const needed = await sql<{ fileKey: string }>`
    select distinct file_key as "fileKey"
    from attachment
    where file_key = any(${keys})
  `.execute(db);
  const kept = new Set(needed.rows.map(({ fileKey }) => fileKey));
  for (const key of keys) if (!kept.has(key)) await files.removeIdle(key);
  return rows.length;
}
