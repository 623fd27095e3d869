import { DatabaseSync } from 'node:sqlite';

export type FileLock = { release(): void };

/** SQLITE_BUSY: somebody else holds the lock. https://sqlite.org/rescode.html */
const busy = 5;

/**
 * Takes an exclusive lock on a file, or answers null at once when another process (or
 * another part of this one) has it. The kernel drops the lock when its holder dies, however
 * it dies, so there is never a stale one to judge.
 *
 * Node has no `flock`. An exclusive SQLite transaction is one in disguise, on every system,
 * without an addon; a file that holds a pid leaves a race between judging it stale and
 * taking it over.
 */
export function tryLockFile(path: string): FileLock | null {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return null;
    throw error;
  }
  return { release: () => database.close() };
}
