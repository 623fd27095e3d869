import { BackupError } from '#server/platform/backup/backup-error.ts';
import { ConfigError } from '#server/platform/config.ts';
import { DatabaseUnusableError } from '#server/platform/db/connect.ts';
import { MigrationError } from '#server/platform/migrate.ts';
import { CommandError, print, printJson, type Command } from './command.ts';
import { commands } from './commands.ts';

/*
 * The program `belay`. bin/belay.js starts it under the pinned Node. Run as a file of its
 * own; it is not meant to be imported.
 */

const lingerMsMax = 2_000;

endWithLauncher();
process.exitCode = await run(process.argv.slice(2));
// Nothing should be left open by now; if something is, it must not keep the process.
setTimeout(() => process.exit(), lingerMsMax).unref();

async function run(argv: readonly string[]): Promise<number> {
  const isHelp = argv.length === 0 || argv[0] === 'help' || (argv[0] ?? '').startsWith('-');
  const { name, args } = findCommand(isHelp ? argv.slice(1) : argv);
  if (isHelp) return showHelp(name);
  try {
    if (name === null)
      throw new CommandError(`There is no command "${argv[0]}". See: belay help`, 2);
    if (args.includes('--help') || args.includes('-h')) return await showHelp(name);
    const { command } = await load(name);
    return await command.run(args);
  } catch (error) {
    return explain(error, args.includes('--json'));
  }
}

/** The longest name that the arguments begin with: `mail check` before `mail`. */
function findCommand(argv: readonly string[]): { name: string | null; args: readonly string[] } {
  for (const words of [2, 1]) {
    const name = argv.slice(0, words).join(' ');
    if (Object.hasOwn(commands, name)) return { name, args: argv.slice(words) };
  }
  return { name: null, args: argv };
}

async function load(name: string): Promise<{ command: Command }> {
  const file = commands[name];
  if (file === undefined) throw new Error(`no command ${name}`);
  return file();
}

async function showHelp(name: string | null): Promise<number> {
  if (name !== null) {
    const { command } = await load(name);
    print(`belay ${command.name}: ${command.summary}\n\n${command.usage.trim()}`);
    return 0;
  }
  print('Belay, the escalation desk.\n\nUsage: belay COMMAND [OPTIONS]\n');
  for (const known of Object.keys(commands).sort()) {
    const { command } = await load(known);
    print(`  ${command.name.padEnd(14)} ${command.summary}`);
  }
  print('\nEvery command understands --help and --json.');
  return 0;
}

/** Sentences for what a person can mend; a stack only for a fault of Belay itself. */
function explain(error: unknown, isJson: boolean): number {
  const isExpected =
    error instanceof CommandError ||
    error instanceof ConfigError ||
    error instanceof DatabaseUnusableError ||
    error instanceof MigrationError ||
    error instanceof BackupError;
  const messages =
    error instanceof ConfigError
      ? error.problems
      : [error instanceof Error ? error.message : String(error)];
  if (isJson) printJson({ ok: false, problems: messages });
  else for (const message of messages) process.stderr.write(`${message}\n`);
  if (!isExpected && error instanceof Error && !isJson) process.stderr.write(`${error.stack}\n`);
  return error instanceof CommandError ? error.exitCode : 1;
}

/**
 * When the launcher is killed outright, nobody could stop this process any more and the
 * next start would find its port taken. The channel closes with the launcher, however it
 * ended; dying the same way is what its killer meant.
 */
function endWithLauncher(): void {
  if (process.channel === undefined) return;
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.channel.unref();
}
