import { parseArgs, type ParseArgsConfig } from 'node:util';

/** One command of `belay`, in a file of its own below commands/. */
export type Command = {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** Everything `belay <name> --help` shows after the summary. */
  readonly usage: string;
  /** Does it and answers the exit code. Throws a CommandError for what the user can mend. */
  run(args: readonly string[]): Promise<number>;
};

/** Something the person in front of the terminal can mend: shown as it is, without a stack. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** 1: it could not be done. 2: it was asked for wrongly. */
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

type Options = NonNullable<ParseArgsConfig['options']>;

const commonOptions = { json: { type: 'boolean', default: false } } as const;

/**
 * Reads the arguments of a command. `--json` is understood everywhere and comes back in
 * `values.json`. Throws a CommandError in a sentence for anything unknown.
 */
export function parseCommand<const Given extends Options>(args: readonly string[], options: Given) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...commonOptions, ...options },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    if (error instanceof TypeError) throw new CommandError(firstSentence(error.message), 2);
    throw error;
  }
}

/** Writes a line for people. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Writes the one JSON document that `--json` promises. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Says how things go without disturbing what is read from standard output. */
export function printProgress(line: string): void {
  process.stderr.write(`${line}\n`);
}

const progressEachMs = 2_000;

/** Says how long work goes on: the first time after two seconds, then as often. */
export function sayNowAndThen(): (line: string) => void {
  let saidAtMs = performance.now();
  return (line) => {
    if (performance.now() - saidAtMs < progressEachMs) return;
    saidAtMs = performance.now();
    printProgress(line);
  };
}

/** An amount of bytes for people. */
export function inBytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function firstSentence(text: string): string {
  return `${text.split('. ')[0]?.replace(/\.$/, '')}.`;
}
