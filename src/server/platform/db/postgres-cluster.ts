import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  preparePostgresBinaries,
  program,
  sharedFolder,
  type PostgresBinaries,
} from './postgres-binaries.ts';
import {
  canEnter,
  choosePostgresUser,
  makePrivateFolder,
  runAs,
  type PostgresUser,
} from './postgres-user.ts';

/**
 * The files of one embedded PostgreSQL: `home` holds `db` (the data), `log` and, when the
 * path is short enough, the socket. Nothing here runs a server; see postgres-process.ts.
 */
export type PostgresCluster = {
  readonly home: string;
  readonly data: string;
  readonly socketFolder: string;
  readonly user: PostgresUser | null;
  readonly binaries: PostgresBinaries;
  readonly password: string;
};

export const databaseUser = 'belay';
export const databasePort = 5432;

/** `sun_path` holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const socketPathBytesMax = 100;

/**
 * Prepares the folder `<dataFolder>/postgres`: on first use picks the user, makes the folders
 * and runs initdb (about 1 s); later only checks them. `say` hears what takes time.
 *
 * When a root process keeps its data where PostgreSQL's user may not go (a home of mode
 * 0700), `postgres` becomes a link to a folder below /var/lib/belay.
 */
export function prepareCluster(options: {
  dataFolder: string;
  say: (line: string) => void;
  /** Tests skip waiting for the disk. */
  sync?: boolean;
}): PostgresCluster {
  const dataFolder = resolve(options.dataFolder);
  makeDataFolder(dataFolder);
  const link = join(dataFolder, 'postgres');
  const existing = findHome(link);
  const user = choosePostgresUser(existing);
  const home = existing ?? makeHome(user, link, options.say);

  const binaries = preparePostgresBinaries(user, user === null ? dataFolder : sharedFolder);
  const password = readOrMakePassword(join(dataFolder, 'postgres-password'));
  const cluster: PostgresCluster = {
    home,
    data: join(home, 'db'),
    socketFolder: chooseSocketFolder(user, home),
    user,
    binaries,
    password,
  };
  if (existsSync(cluster.data)) checkVersion(cluster);
  else initialise(cluster, options);
  return cluster;
}

/** Makes the data folder when absent: private, but PostgreSQL's user may pass through root's. */
export function makeDataFolder(dataFolder: string): void {
  mkdirSync(dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
}

/** The folder behind the link. One that points nowhere must not become a new, empty database. */
function findHome(link: string): string | null {
  if (existsSync(link)) return realpathSync(link);
  if (lstatSync(link, { throwIfNoEntry: false }) === undefined) return null;
  throw new Error(
    `${link} points to ${readlinkSync(link)}, which is gone, and the database with it. ` +
      'Bring that folder back, or remove the link to begin with an empty database or a backup.',
  );
}

function makeHome(user: PostgresUser | null, link: string, say: (line: string) => void): string {
  if (canEnter(user, dirname(link))) {
    makePrivateFolder(user, link);
    return realpathSync(link);
  }
  mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
  const home = join(sharedFolder, randomBytes(6).toString('hex'));
  makePrivateFolder(user, home);
  symlinkSync(home, link);
  say(`PostgreSQL's user may not enter ${dirname(link)}, so the database lives in ${home}.`);
  return home;
}

function readOrMakePassword(path: string): string {
  try {
    writeFileSync(path, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
  return readFileSync(path, 'utf8').trim();
}

function chooseSocketFolder(user: PostgresUser | null, home: string): string {
  const name = `belay-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`;
  for (const folder of [join(home, 'run'), join(tmpdir(), name), join('/tmp', name)]) {
    if (Buffer.byteLength(join(folder, `.s.PGSQL.${databasePort}`)) > socketPathBytesMax) continue;
    if (!canEnter(user, dirname(folder))) continue;
    makePrivateFolder(user, folder);
    return folder;
  }
  throw new Error(`No folder with a path short enough for a socket: tried ${home} and /tmp.`);
}

function checkVersion({ data, binaries }: PostgresCluster): void {
  const made = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (binaries.version.startsWith(`${made}.`)) return;
  throw new Error(
    `The database in ${data} was made by PostgreSQL ${made}, and this Belay brings ${binaries.version}. ` +
      'Make a backup with the Belay that made it, move the folder away, and restore the backup.',
  );
}

/** The locale flags matter: without them trigrams are empty for Thai and Chinese. */
const localeFlags = [
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--lc-ctype=C.UTF-8',
];

/** Works in a folder of its own name until it is whole, so that a kill leaves no half database. */
function initialise(
  cluster: PostgresCluster,
  options: { say: (line: string) => void; sync?: boolean },
): void {
  options.say('Making the database (only the first time).');
  const unfinished = join(cluster.home, 'db.unfinished');
  const passwordFile = join(cluster.home, 'initial-password');
  rmSync(unfinished, { recursive: true, force: true });
  writeFileSync(passwordFile, cluster.password, { mode: 0o644 });
  chmodSync(passwordFile, 0o644);
  const made = spawnSync(
    program(cluster.binaries, 'initdb'),
    ['-D', unfinished, '-U', databaseUser, `--pwfile=${passwordFile}`].concat(
      localeFlags,
      ['--auth=scram-sha-256', '--no-instructions'],
      options.sync === false ? ['--no-sync'] : [],
    ),
    {
      ...runAs(cluster.user),
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', TZ: 'UTC' },
    },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    throw new Error(`initdb failed: ${made.error?.message ?? made.stderr.trim()}`);
  }
  renameSync(unfinished, cluster.data);
}
