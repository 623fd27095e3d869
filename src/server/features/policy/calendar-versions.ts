import { sql } from 'kysely';
import type { CalendarVersionId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Db } from '#server/platform/db/database.ts';

/** The current version of a calendar and those before it; null when there is no such calendar. */
export async function readCalendarVersions(
  db: Db,
  workspaceId: WorkspaceId,
  calendarId: string,
): Promise<{ currentId: CalendarVersionId; olderIds: readonly CalendarVersionId[] } | null> {
  const { rows } = await sql<{ id: CalendarVersionId; isCurrent: boolean }>`
    select v.id, v.id = c.current_version_id as "isCurrent"
    from calendar c
    join calendar_version v on v.workspace_id = c.workspace_id and v.calendar_id = c.id
    where c.workspace_id = ${workspaceId}
      and c.id = ${calendarId}
    order by v.version
  `.execute(db);
  const current = rows.find(({ isCurrent }) => isCurrent);
  if (current === undefined) return null;
  const olderIds = rows.filter(({ isCurrent }) => !isCurrent).map(({ id }) => id);
  return { currentId: current.id, olderIds };
}
