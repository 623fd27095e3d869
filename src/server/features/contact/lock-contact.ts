import { sql } from 'kysely';
import type { Tx } from '#server/platform/db/database.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';

/** Locks a customer that is neither merged nor erased, at the version that was read. */
export async function lockContact(
  tx: Tx,
  actor: StaffActor,
  which: { readonly contactId: string; readonly version?: number | undefined },
): Promise<void> {
  const { rows } = await sql<{ version: number }>`
    select version
    from contact
    where workspace_id = ${actor.workspaceId}
      and id = ${which.contactId}
      and merged_into_id is null
      and erased_at is null
    for update
  `.execute(tx);
  const row = rows[0];
  if (row === undefined) throw new RequestRefused('not_found');
  if (which.version !== undefined && which.version !== row.version) {
    throw new RequestRefused('version_mismatch', { facts: { version: row.version } });
  }
}
