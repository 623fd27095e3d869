import path from 'node:path';
import { toIso, type Instant } from '#domain/kernel/instant.ts';
import { writeBackup, type WrittenBackup } from '#server/platform/backup/write-backup.ts';
import { filesFolderOf } from '#server/platform/files/files-folder.ts';
import { createFolderStore } from '#server/platform/files/folder-store.ts';
import { versionOf } from '#server/platform/version.ts';
import {
  type Command,
  CommandError,
  inBytes,
  parseCommand,
  print,
  printJson,
  sayNowAndThen,
} from '../command.ts';
import { withDatabase } from '../open-database.ts';

export const command: Command = {
  name: 'backup',
  summary: 'saves database and attachments in one file',
  usage: `
Usage: belay backup [FILE] [--with-secret] [--json]

Saves the whole database as it is at one moment, and the attachments, while Belay runs or
not. Without FILE it goes to <data>/backups, named after the moment. FILE must not exist;
it appears when it is whole, and can be read by its owner only.

The secret is not in it: without BELAY_SECRET (or the file "secret" of the data folder)
whoever has the backup cannot open the passwords of channels, and neither can you. Keep
the secret elsewhere, or put it in:

  --with-secret   puts the secret in; guard the file like a key then
`,
  async run(args) {
    const { values, positionals } = parseCommand(args, {
      'with-secret': { type: 'boolean', default: false },
    });
    if (positionals.length > 1) throw new CommandError('Name one file: belay backup FILE.', 2);
    const [given] = positionals;
    const startedMs = performance.now();
    const say = sayNowAndThen();
    const { file, written } = await withDatabase(async ({ database, config, clock }) => {
      const now = clock.now();
      const target = given === undefined ? fileFor(config.dataFolder, now) : path.resolve(given);
      const outcome = await writeBackup({
        address: database.sessionAddress,
        files: await createFolderStore(filesFolderOf(config)),
        target,
        now,
        version: versionOf(),
        secret: config.secret,
        isSecretIncluded: values['with-secret'],
        onProgress: ({ tables, tablesInAll, rows, files, bytes }) =>
          say(
            `  ${tables} of ${tablesInAll} tables, ${rows} rows, ${files} files, ${inBytes(bytes)}`,
          ),
      });
      return { file: target, written: outcome };
    });
    const seconds = Math.round(performance.now() - startedMs) / 1000;
    const report = reportOf(file, written, seconds);
    if (values.json) printJson(report);
    else show(report);
    return 0;
  },
};

type Report = {
  readonly file: string;
  readonly bytes: number;
  readonly seconds: number;
  readonly createdAt: string;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly filesMissing: readonly string[];
  readonly filesDamaged: readonly string[];
  readonly hasSecret: boolean;
};

function reportOf(file: string, { manifest, bytes }: WrittenBackup, seconds: number): Report {
  return {
    file,
    bytes,
    seconds,
    createdAt: manifest.createdAt,
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.files.count,
    filesMissing: manifest.files.missing,
    filesDamaged: manifest.files.damaged,
    hasSecret: manifest.secret.isIncluded,
  };
}

function show(report: Report): void {
  const { tables, rows, files, filesMissing, filesDamaged } = report;
  print(`${report.file} (${inBytes(report.bytes)}, ${report.seconds} s)`);
  print(`It holds ${tables} tables with ${rows} rows, and ${files} files.`);
  if (filesMissing.length > 0) {
    print(
      `${filesMissing.length} attachments had no file in the store, the first is ${filesMissing[0]}.`,
    );
  }
  if (filesDamaged.length > 0) {
    print(
      `${filesDamaged.length} files were damaged in the store, the first is ${filesDamaged[0]}. Restore them from an older backup.`,
    );
  }
  print(
    report.hasSecret
      ? 'The secret is in it: whoever has the file can open everything. Guard it like a key.'
      : 'The secret is not in it. Keep BELAY_SECRET, or the file "secret" of the data folder, elsewhere: without it the passwords of channels cannot be opened.',
  );
  print(`Try it with: belay restore --verify ${report.file}`);
}

/** A name that sorts by time and is one on every system. */
function fileFor(dataFolder: string, now: Instant): string {
  const moment = toIso(now)
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '');
  return path.join(dataFolder, 'backups', `belay-${moment}.tar.gz`);
}
