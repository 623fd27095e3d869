import { sql } from 'kysely';
import type { CalendarVersionId } from '#domain/kernel/id.ts';
import type { MatrixContent } from '#domain/matrix/matrix.ts';
import { withCalendarVersion } from '#domain/matrix/names.ts';
import type { PolicyVersion } from '#domain/sla/policy.ts';
import { changeMatrixDraft } from '#server/features/matrix/public.ts';
import { addPolicyVersionIn, lockPolicies } from '#server/features/policy/public.ts';
import type { WriteCore } from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { By } from './commands.ts';

/**
 * Points the chosen policies to the current version of the calendar, each by a version of its own,
 * and the hours in the draft of the matrix. Running clocks stay as they are: applying is a change
 * of its own with a preview before it (C15, C16).
 */
export async function adoptCurrentVersion(
  core: WriteCore,
  by: By,
  asked: {
    readonly calendarId: string;
    readonly policyIds: readonly string[];
    readonly isForMatrix: boolean;
  },
): Promise<void> {
  const { workspaceId } = by.actor;
  await core.commit(async (tx) => {
    const { versionIds, currentId } = await readVersionIds(tx, by, asked.calendarId);
    const rows = await lockPolicies(tx, workspaceId);
    for (const policyId of new Set(asked.policyIds)) {
      const row = rows.find(({ id }) => id === policyId);
      if (row === undefined) throw new RequestRefused('reference_not_found');
      const { calendarVersionId } = row.document;
      const isOwn = calendarVersionId !== null && versionIds.includes(calendarVersionId);
      if (!isOwn || calendarVersionId === currentId) continue;
      const document: PolicyVersion = { ...row.document, calendarVersionId: currentId };
      await addPolicyVersionIn(tx, core, { by, row, document });
    }
    if (!asked.isForMatrix) return;
    await changeMatrixDraft(tx, core, {
      by,
      change: (content: MatrixContent) =>
        withCalendarVersion(content, { from: versionIds, to: currentId }),
    });
  });
  core.forget(workspaceId);
}

async function readVersionIds(
  tx: Tx,
  by: By,
  calendarId: string,
): Promise<{ versionIds: CalendarVersionId[]; currentId: CalendarVersionId }> {
  const { rows } = await sql<{ id: CalendarVersionId; isCurrent: boolean }>`
    select v.id, v.id = c.current_version_id as "isCurrent"
    from calendar c
    join calendar_version v on v.workspace_id = c.workspace_id and v.calendar_id = c.id
    where c.workspace_id = ${by.actor.workspaceId}
      and c.id = ${calendarId}
    for share of c
  `.execute(tx);
  const current = rows.find(({ isCurrent }) => isCurrent);
  if (current === undefined) throw new RequestRefused('not_found');
  return { versionIds: rows.map(({ id }) => id), currentId: current.id };
}
