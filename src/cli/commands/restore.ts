import type { Config } from '#server/platform/config.ts';
import { secretFingerprint } from '#server/platform/backup/manifest.ts';
import { checkBackup, type CheckedBackup } from '#server/platform/backup/read-backup.ts';
import { withSession } from '#server/platform/backup/catalogue.ts';
import {
  readSecret,
  readWaiting,
  restoreBackup,
  type RestoreProgress,
  type Waiting,
} from '#server/platform/backup/restore-backup.ts';
import { verifyBackup } from '#server/platform/backup/verify-backup.ts';
import { filesFolderOf } from '#server/platform/files/files-folder.ts';
import { createFolderStore } from '#server/platform/files/folder-store.ts';
import { holdLoops } from '#server/platform/hold.ts';
import { putSecret } from '#server/platform/secret.ts';
import {
  type Command,
  CommandError,
  inBytes,
  parseCommand,
  print,
  printJson,
  printProgress,
  sayNowAndThen,
} from '../command.ts';
import { type CommandWorld, withDatabase } from '../open-database.ts';

type Secret = 'same' | 'restored' | 'other';

type Report = {
  readonly file: string;
  readonly restored: boolean;
  readonly belayVersion: string;
  readonly createdAt: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly filesMissing: number;
  readonly filesDamaged: number;
  readonly hasSecret: boolean;
  readonly secret: Secret;
  /** What Belay does first when it starts; null when nothing was restored. */
  readonly waiting: Waiting | null;
};

export const command: Command = {
  name: 'restore',
  summary: 'puts a backup back, or tries whether it could be',
  usage: `
Usage: belay restore FILE [--verify] [--json]

Puts a backup back into an empty database, whole or not at all, with its attachments. A
backup of an older Belay is brought up to this one. Nothing is sent and nothing fires
meanwhile; what was waiting to leave leaves when Belay starts.

  --verify   restores into a scratch database beside this one, compares every row, checks
             every key, and drops it again; changes nothing else
`,
  async run(args) {
    const { values, positionals } = parseCommand(args, {
      verify: { type: 'boolean', default: false },
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) {
      throw new CommandError('Name one file: belay restore FILE.', 2);
    }
    const sayRead = sayNowAndThen();
    const backup = await checkBackup(file, (bytes) => sayRead(`  ${inBytes(bytes)} read`));
    const outcome = await withDatabase(
      async (world) => {
        if (!values.verify) return restore(world, file, backup);
        await verifyBackup(requestOf(world, file, backup));
        return { secret: compareSecret(world.config, backup), waiting: null };
      },
      { isDirect: true, writes: false },
    );
    const report = { ...reportOf(file, backup), ...outcome, restored: !values.verify };
    if (values.json) printJson(report);
    else show(report);
    return 0;
  },
};

function requestOf({ database, clock }: CommandWorld, file: string, backup: CheckedBackup) {
  const say = sayNowAndThen();
  return {
    address: database.sessionAddress,
    file,
    backup,
    clock,
    say: printProgress,
    onProgress: (done: RestoreProgress) =>
      say(
        `  ${done.tables} of ${done.tablesInAll} tables, ${inBytes(done.bytes)} of ${inBytes(done.bytesInAll)}, ${done.files} of ${done.filesInAll} files`,
      ),
  };
}

async function restore(
  world: CommandWorld,
  file: string,
  backup: CheckedBackup,
): Promise<{ secret: Secret; waiting: Waiting }> {
  const { database, config, clock } = world;
  const files = await createFolderStore(filesFolderOf(config));
  const given = await readSecret(file, backup.manifest);
  let secret = compareSecret(config, backup);
  const beforeCommit = (): void => {
    if (secret !== 'other' || given === null || process.env['BELAY_SECRET']) return;
    if (putSecret(config.dataFolder, given)) secret = 'restored';
  };
  return holdLoops(database.db, async () => {
    await restoreBackup({ ...requestOf(world, file, backup), files, beforeCommit });
    const waiting = await withSession(database.sessionAddress, (client) =>
      readWaiting(client, clock.now()),
    );
    return { secret, waiting };
  });
}

function compareSecret(config: Config, { manifest }: CheckedBackup): Secret {
  return secretFingerprint(config.secret) === manifest.secret.fingerprint ? 'same' : 'other';
}

function reportOf(file: string, { manifest }: CheckedBackup) {
  return {
    file,
    belayVersion: manifest.belayVersion,
    createdAt: manifest.createdAt,
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.files.count,
    filesMissing: manifest.files.missing.length,
    filesDamaged: manifest.files.damaged.length,
    hasSecret: manifest.secret.isIncluded,
  };
}

function show(report: Report): void {
  const { tables, rows, files, filesMissing, filesDamaged, waiting } = report;
  print(`A backup of ${report.createdAt} by Belay ${report.belayVersion}.`);
  const what = `${tables} tables with ${rows} rows, and ${files} files`;
  print(
    report.restored
      ? `Restored ${what}.`
      : `It can be restored: ${what} were read, every checksum, row, key and constraint is right. Nothing here was changed.`,
  );
  if (filesMissing + filesDamaged > 0) {
    print(
      `${filesMissing} files were missing and ${filesDamaged} damaged already when it was made; restore them from an older one.`,
    );
  }
  print(secretSentence(report));
  if (waiting !== null && waiting.letters + waiting.dueThings > 0) {
    print(
      `${waiting.letters} letters were waiting to leave and ${waiting.dueThings} things have fallen due: Belay takes them up when it starts.`,
    );
  }
}

function secretSentence({ secret, hasSecret, file }: Report): string {
  switch (secret) {
    case 'same':
      return 'The secret here is the one it was made under.';
    case 'restored':
      return 'Its secret is in the data folder now.';
    case 'other':
      return hasSecret
        ? `The secret here is NOT the one it was made under. Before Belay starts, set BELAY_SECRET to that one or put it into the data folder: tar -xzOf ${file} secret`
        : 'The secret here is NOT the one it was made under, and it is not in the backup. Before Belay starts, set BELAY_SECRET to that one or put the old file "secret" into the data folder. Without it, enter the passwords of the channels again; everybody signs in again.';
    default:
      return secret satisfies never;
  }
}
