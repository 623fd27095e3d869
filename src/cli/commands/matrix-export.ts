import { writeFile } from 'node:fs/promises';
import { matrixToText } from '#domain/matrix/text.ts';
import { parseCommand, print, printJson, type Command } from '../command.ts';
import { openMatrixWorld } from '../matrix-world.ts';
import { withDatabase } from '../open-database.ts';

export const command: Command = {
  name: 'matrix export',
  summary: 'writes the published matrix as a text file',
  usage: `
Usage: belay matrix export [FILE] [--workspace ID] [--json]

Writes the published matrix as text that "belay matrix import" and the desk read again, with the
names of teams and people beside their ids. Without a file it goes to standard output.
`,
  async run(args) {
    const { values, positionals } = parseCommand(args, { workspace: { type: 'string' } });
    const [file] = positionals;
    return withDatabase(async (opened) => {
      const { published, directory } = await openMatrixWorld(opened, values.workspace);
      const text = matrixToText(published, directory);
      if (file === undefined) process.stdout.write(text);
      else {
        await writeFile(file, text);
        const { version } = published;
        if (values.json) printJson({ ok: true, file, version });
        else print(`Version ${version} is written to ${file}.`);
      }
      return 0;
    });
  },
};
