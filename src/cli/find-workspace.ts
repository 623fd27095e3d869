import type { WorkspaceId } from '#domain/kernel/id.ts';
import type { Db } from '#server/platform/db/database.ts';
import { CommandError } from './command.ts';

/**
 * Finds the workspace a command means: the one named, else the only one there is. Throws a
 * CommandError when there is none, or when several are and none was named.
 */
export async function findWorkspace(db: Db, wanted: string | undefined): Promise<WorkspaceId> {
  const all = await db
    .selectFrom('workspace')
    .select(['id', 'name', 'is_set_up'])
    .orderBy('created_at')
    .execute();
  const ready = all.filter(({ is_set_up }) => is_set_up);
  const named = all.find(({ id, name }) => id === wanted || name === wanted);
  if (wanted !== undefined) {
    if (named === undefined) throw new CommandError(`There is no workspace "${wanted}".`);
    return named.id;
  }
  const [only, other] = ready;
  if (only === undefined) {
    throw new CommandError(
      'No workspace is set up yet. Run "belay start" and open the link it prints, or "belay seed --sample".',
    );
  }
  if (other !== undefined) {
    const names = ready.map(({ name }) => `"${name}"`).join(', ');
    throw new CommandError(
      `There are several workspaces (${names}). Name one with --workspace.`,
      2,
    );
  }
  return only.id;
}
