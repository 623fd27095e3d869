import { type RawBuilder, sql } from 'kysely';
import type { ContactId } from '#domain/kernel/id.ts';
import { type AccessGate, visibleToAllStaff } from '#server/platform/access/access.ts';
import type { Db } from '#server/platform/db/database.ts';

/** Tells the gate who sees customers: all staff, and each customer themself. */
export function guardContacts(gate: AccessGate, db: Db): void {
  const isThere = async (query: RawBuilder<unknown>): Promise<boolean> =>
    (await query.execute(db)).rows.length > 0;
  gate.register('contact', async (workspaceId, id) => {
    const found = await isThere(sql`
      select from contact
      where workspace_id = ${workspaceId}
        and id = ${id}
        and erased_at is null
    `);
    return found ? { ...visibleToAllStaff, contactId: id as ContactId } : null;
  });
  gate.register('organization', async (workspaceId, id) => {
    const found = await isThere(sql`
      select from organization
      where workspace_id = ${workspaceId}
        and id = ${id}
    `);
    return found ? visibleToAllStaff : null;
  });
}
