import { existsSync } from 'node:fs';
import { importConversations, type ImportReport } from '#server/features/import/public.ts';
import {
  type Command,
  CommandError,
  parseCommand,
  print,
  printJson,
  printProgress,
} from '../command.ts';
import { findWorkspace } from '../find-workspace.ts';
import { withDatabase } from '../open-database.ts';

const formats = ['conversations'];

export const command: Command = {
  name: 'import',
  summary: 'takes over history as closed tickets',
  usage: `
Usage: belay import conversations FILE [--dry-run] [--workspace NAME] [--json]

FILE holds one conversation a line (JSON), gzipped when its name ends in .gz:
  {"id", "source", "channel", "messages": [{"author": "customer" | "agent", "name", "at", "text"}]}

Nothing is sent to anyone and no clock runs. A run that was stopped goes on where it was when it
is started again; what is there already is left as it is.
`,
  async run(args) {
    const { values, positionals } = parseCommand(args, {
      'dry-run': { type: 'boolean', default: false },
      workspace: { type: 'string' },
    });
    const [format, file] = positionals;
    if (format === undefined || !formats.includes(format)) {
      throw new CommandError(`Say what to import: belay import ${formats.join(' | ')} FILE.`, 2);
    }
    if (file === undefined) throw new CommandError('Name the file to import.', 2);
    if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`);
    const report = await withDatabase(async ({ database, clock }) =>
      importConversations({
        db: database.db,
        clock,
        workspaceId: await findWorkspace(database.db, values.workspace),
        file,
        isDryRun: values['dry-run'],
        onProgress: ({ conversations, messages, alreadyThere }) =>
          printProgress(
            `  ${conversations} conversations, ${messages} messages, ${alreadyThere} there already`,
          ),
      }),
    );
    if (values.json) printJson(report);
    else say(report);
    return report.unreadable > 0 ? 1 : 0;
  },
};

function say(report: ImportReport): void {
  const verb = report.isDryRun ? 'Would import' : 'Imported';
  print(
    `${verb} ${report.conversations} conversations with ${report.messages} messages in ${report.seconds} s.`,
  );
  if (report.withoutMessages > 0) {
    print(`${report.withoutMessages} of them had no messages.`);
  }
  if (report.alreadyThere > 0) print(`${report.alreadyThere} were there already.`);
  if (report.unreadable > 0) print(`${report.unreadable} lines could not be read:`);
  for (const { line, problem } of report.problems) print(`  line ${line}: ${problem}`);
}
