import type { CalendarVersionId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Calendar } from '#domain/sla/calendar.ts';
import type { PolicyVersion } from '#domain/sla/policy.ts';
import type { Db } from '#server/platform/db/database.ts';

/*
 * Versions of calendars and policies never change once they are written (C15), so each is read and
 * parsed once in the life of the process and the same object is given out ever after. That matters
 * because the hours compiled from a calendar are kept by object: a fresh one at each load would
 * compile years of hours again for every ticket. Whether a version counts at all is still asked of
 * the database each time, so a version whose transaction was undone stays here and does no harm.
 */
const calendars = new Map<string, Calendar>();
const policies = new Map<string, PolicyVersion>();

/** The calendars of these versions, from memory as far as they are known. */
export async function calendarsById(
  db: Db,
  workspaceId: WorkspaceId,
  ids: readonly CalendarVersionId[],
): Promise<ReadonlyMap<CalendarVersionId, Calendar>> {
  const missing = ids.filter((id) => !calendars.has(id));
  if (missing.length > 0) {
    const rows = await db
      .selectFrom('calendar_version')
      .select(['id', 'document'])
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', missing)
      .execute();
    for (const { id, document } of rows) calendars.set(id, document as unknown as Calendar);
  }
  return known(ids, calendars);
}

/** The same of policies. */
export async function policiesById(
  db: Db,
  workspaceId: WorkspaceId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PolicyVersion>> {
  const missing = ids.filter((id) => !policies.has(id));
  if (missing.length > 0) {
    const rows = await db
      .selectFrom('sla_policy_version')
      .select(['id', 'document'])
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', missing)
      .execute();
    for (const { id, document } of rows) policies.set(id, document as unknown as PolicyVersion);
  }
  return known(ids, policies);
}

function known<Id extends string, Version>(
  ids: readonly Id[],
  versions: ReadonlyMap<string, Version>,
): ReadonlyMap<Id, Version> {
  const found = new Map<Id, Version>();
  for (const id of ids) {
    const version = versions.get(id);
    if (version !== undefined) found.set(id, version);
  }
  return found;
}
