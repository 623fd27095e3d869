import { importDraftFrom } from '#server/features/matrix/public.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { CommandError, parseCommand, print, printJson, type Command } from '../command.ts';
import { judge, openMatrixWorld, readText, verdictLines } from '../matrix-world.ts';
import { withDatabase } from '../open-database.ts';

export const command: Command = {
  name: 'matrix import',
  summary: 'takes a matrix file as the draft; publishing stays in the desk',
  usage: `
Usage: belay matrix import FILE [--replace] [--workspace ID] [--json]

Puts the matrix of the file into the draft, where a person looks at it, tries it and publishes
it. Teams and people whose ids are not known are found by their names.

  --replace   overwrites a draft that is there

Exit code 1 when the file is no matrix, or a draft is there.
`,
  async run(args) {
    const { values, positionals } = parseCommand(args, {
      workspace: { type: 'string' },
      replace: { type: 'boolean', default: false },
    });
    const [file] = positionals;
    if (file === undefined)
      throw new CommandError('Which file? See: belay matrix import --help', 2);
    const text = await readText(file);
    return withDatabase(async (opened) => {
      const world = await openMatrixWorld(opened, values.workspace);
      const { core, workspaceId } = world;
      const wish = { workspaceId, text, isReplacing: values.replace };
      const draft = await importDraftFrom(core, wish).catch(explained);
      const verdict = judge(draft.content, world);
      if (values.json) printJson({ ok: true, version: draft.version, ...verdict });
      else {
        print(`The file is the draft of version ${draft.version} now. Publish it in the desk.`);
        for (const line of verdictLines(verdict)) print(line);
      }
      return 0;
    });
  },
};

function explained(error: unknown): never {
  if (!(error instanceof RequestRefused)) throw error;
  if (error.code === 'version_mismatch') {
    throw new CommandError('A draft is there already. Publish or discard it, or say --replace.');
  }
  const { at, expected } = error.facts ?? {};
  throw new CommandError(`The file is no matrix: at ${at || '/'} expected ${expected}.`);
}
