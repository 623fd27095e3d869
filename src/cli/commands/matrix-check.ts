import { parseMatrixText } from '#domain/matrix/text.ts';
import { CommandError, parseCommand, print, printJson, type Command } from '../command.ts';
import { judge, openMatrixWorld, readText, verdictLines } from '../matrix-world.ts';
import { withDatabase } from '../open-database.ts';

export const command: Command = {
  name: 'matrix check',
  summary: 'proves a matrix file, or the published matrix',
  usage: `
Usage: belay matrix check [FILE] [--workspace ID] [--json]

Looks for faults, for steps and paths that reach nobody, and for rules that can never match, by
the people and teams of the workspace. Without a file it proves what is published.

Exit code 1 when there is a fault, or a step or path that reaches nobody.
`,
  async run(args) {
    const { values, positionals } = parseCommand(args, { workspace: { type: 'string' } });
    const [file] = positionals;
    const text = file === undefined ? null : await readText(file);
    return withDatabase(async (opened) => {
      const world = await openMatrixWorld(opened, values.workspace);
      const read = text === null ? null : parseMatrixText(text, world.directory);
      if (read !== null && !read.ok) {
        const { at, expected } = read.facts ?? {};
        throw new CommandError(`The file is no matrix: at ${at || '/'} expected ${expected}.`);
      }
      const verdict = judge(read === null ? world.published : read.value, world);
      const isDead = verdict.findings.some(
        ({ kind }) => kind === 'dead_step' || kind === 'dead_path',
      );
      const isGood = verdict.problems.length === 0 && !isDead;
      if (values.json) printJson({ ok: isGood, ...verdict });
      else {
        const count = verdict.problems.length + verdict.findings.length;
        print(count === 0 ? 'Nothing to mend.' : `${count} found:`);
        for (const line of verdictLines(verdict)) print(line);
      }
      return isGood ? 0 : 1;
    });
  },
};
