import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync, statSync } from 'node:fs';

/** The user PostgreSQL runs as, when that is not the user of this process. */
export type PostgresUser = { readonly uid: number; readonly gid: number };

/**
 * Chooses who runs PostgreSQL. PostgreSQL refuses root, so a root process lends it another
 * existing user: the one who already owns the folder, else `postgres`, else `nobody`.
 * Answers null when the present user will do.
 */
export function choosePostgresUser(existingFolder: string | null): PostgresUser | null {
  if (process.getuid?.() !== 0) return null;
  if (existingFolder !== null) {
    const owner = statSync(existingFolder);
    if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const entry = users.find(([name]) => name === wanted);
    if (entry !== undefined) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and neither user "postgres" nor user "nobody" exists. ' +
      'Start Belay as an ordinary user, or create one of the two.',
  );
}

/** The options that make `spawn` run a program as that user, from a folder everybody may enter. */
export function runAs(user: PostgresUser | null): { cwd: string; uid?: number; gid?: number } {
  return user === null ? { cwd: '/' } : { cwd: '/', uid: user.uid, gid: user.gid };
}

/** Whether that user can enter the folder; every folder above it counts. */
export function canEnter(user: PostgresUser | null, folder: string): boolean {
  if (user === null) return true;
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], runAs(user)).status === 0;
}

/** Makes the folder when absent, private to that user. */
export function makePrivateFolder(user: PostgresUser | null, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user !== null) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
}
