import { existsSync } from 'node:fs';
import { access, constants, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError, loadConfig, type Config } from '#server/platform/config.ts';
import { connectDatabase } from '#server/platform/db/connect.ts';
import { silentLogger } from '#server/platform/log.ts';
import { migrationStatus } from '#server/platform/migrate.ts';
import { parseCommand, print, printJson, type Command } from '../command.ts';

type Finding = {
  readonly about: 'settings' | 'node' | 'data folder' | 'disk' | 'database' | 'mail' | 'address';
  readonly state: 'ok' | 'warning' | 'problem';
  readonly sentence: string;
};

const mark = { ok: 'ok      ', warning: 'warning ', problem: 'PROBLEM ' } as const;

const diskFreeBytesMin = 256 * 1024 ** 2;
const diskFreeBytesWanted = 2 * 1024 ** 3;
const nodeMajorMin = 24;

export const command: Command = {
  name: 'doctor',
  summary: 'checks the installation and says how to mend it',
  usage: `
Usage: belay doctor [--json]

Checks the settings, the versions, the data folder, the disk and the database, and says in
sentences what is wrong and what to do. Changes nothing. Exit code 1 when something is a
problem.
`,
  async run(args) {
    const { values } = parseCommand(args, {});
    const findings = await examine();
    const isHealthy = findings.every(({ state }) => state !== 'problem');
    if (values.json) printJson({ ok: isHealthy, findings });
    else
      for (const { about, state, sentence } of findings)
        print(`${mark[state]}${about}: ${sentence}`);
    return isHealthy ? 0 : 1;
  },
};

async function examine(): Promise<readonly Finding[]> {
  const node = examineNode();
  let config: Config;
  try {
    config = loadConfig(process.env, { writes: false });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [
      node,
      ...error.problems.map(
        (sentence) => ({ about: 'settings', state: 'problem', sentence }) as const,
      ),
    ];
  }
  return [
    { about: 'settings', state: 'ok', sentence: 'Every setting is understood.' },
    node,
    ...(await examineDataFolder(config)),
    await examineDatabase(config),
    examineMail(config),
    examineAddress(config),
  ];
}

function examineNode(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  return major >= nodeMajorMin
    ? { about: 'node', state: 'ok', sentence: `Node.js ${process.version}.` }
    : {
        about: 'node',
        state: 'problem',
        sentence: `Node.js ${process.version} is too old. Start Belay through bin/belay.js, which brings its own.`,
      };
}

async function examineDataFolder({ dataFolder }: Config): Promise<readonly Finding[]> {
  if (!existsSync(dataFolder)) {
    return [
      {
        about: 'data folder',
        state: 'ok',
        sentence: `${dataFolder} will be made at the first start.`,
      },
    ];
  }
  const isWritable = await access(dataFolder, constants.W_OK).then(
    () => true,
    () => false,
  );
  return [
    isWritable
      ? { about: 'data folder', state: 'ok', sentence: `${dataFolder} can be written.` }
      : {
          about: 'data folder',
          state: 'problem',
          sentence: `${dataFolder} cannot be written by this user. Give it to the user that runs Belay, or set BELAY_DATA_DIR.`,
        },
    ...(await examineSecret(dataFolder)),
    await examineDisk(dataFolder),
  ];
}

async function examineSecret(dataFolder: string): Promise<readonly Finding[]> {
  const path = join(dataFolder, 'secret');
  if (process.platform === 'win32' || !existsSync(path)) return [];
  const isOpen = ((await stat(path)).mode & 0o077) !== 0;
  return isOpen
    ? [
        {
          about: 'data folder',
          state: 'problem',
          sentence: `${path} can be read by other users. Run: chmod 600 ${path}`,
        },
      ]
    : [];
}

async function examineDisk(dataFolder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataFolder);
  const freeBytes = bavail * bsize;
  const amount = `${(freeBytes / 1024 ** 3).toFixed(1)} GB free for ${dataFolder}`;
  if (freeBytes < diskFreeBytesMin) {
    return {
      about: 'disk',
      state: 'problem',
      sentence: `Only ${amount}: new mail will be left on its server until there is room. Free some, or move the folder.`,
    };
  }
  return freeBytes < diskFreeBytesWanted
    ? { about: 'disk', state: 'warning', sentence: `Only ${amount}. Plan for more.` }
    : { about: 'disk', state: 'ok', sentence: `${amount}.` };
}

async function examineDatabase(config: Config): Promise<Finding> {
  const { database } = config;
  if (database.kind === 'embedded' && !existsSync(join(database.dataFolder, 'postgres', 'db'))) {
    return {
      about: 'database',
      state: 'ok',
      sentence: 'The embedded database will be made at the first start.',
    };
  }
  try {
    const connected = await connectDatabase(database, {
      log: silentLogger(),
      say: () => undefined,
      poolSize: 1,
    });
    try {
      const found = await connected.pool.query<{ version: string }>(
        "select current_setting('server_version') as version",
      );
      const { pending } = await migrationStatus(connected.pool);
      const server = `PostgreSQL ${found.rows[0]?.version} (${database.kind}) answers`;
      return pending.length === 0
        ? { about: 'database', state: 'ok', sentence: `${server} and is up to date.` }
        : {
            about: 'database',
            state: 'warning',
            sentence: `${server}; ${pending.length} migrations are missing. The next start applies them, or: belay migrate`,
          };
    } finally {
      await connected.stop();
    }
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    return { about: 'database', state: 'problem', sentence };
  }
}

function examineMail({ smtpUrl }: Config): Finding {
  return smtpUrl === null
    ? {
        about: 'mail',
        state: 'warning',
        sentence: 'BELAY_SMTP_URL is not set: invitations and notices are shown, not mailed.',
      }
    : { about: 'mail', state: 'ok', sentence: 'A mail server is set for invitations and notices.' };
}

function examineAddress({ baseUrl, host }: Config): Finding {
  const { protocol, hostname } = new URL(baseUrl);
  const isLocal = hostname === 'localhost' || hostname.startsWith('127.');
  return protocol === 'http:' && !isLocal
    ? {
        about: 'address',
        state: 'warning',
        sentence: `People reach Belay at ${baseUrl} without encryption, and browsers then keep no session. Put a proxy with a certificate before ${host} and set BELAY_BASE_URL to https://…`,
      }
    : { about: 'address', state: 'ok', sentence: `People reach Belay at ${baseUrl}.` };
}
