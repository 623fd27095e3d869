import { stat } from 'node:fs/promises';
import { measureFolder, type MailFigures } from '#server/channels/mail/measure.ts';
import { CommandError, parseCommand, print, printJson, type Command } from '../command.ts';

export const command: Command = {
  name: 'mail check',
  summary: 'reads a folder of mail files and says how well each was understood',
  usage: `
Usage: belay mail check FOLDER [--all] [--json]

Reads every mail file (.eml, .mail, .msg) below the folder as the desk would, in worker
threads with limits, and counts what became of them. Where the folder holds expectations
(a .json of the same name beside a mail, bounces.json, reply-stripping.json) it compares.
Nothing is stored and nothing is sent.

  --all   lists every difference, not only the first twenty

Exit code 1 when a mail could not be read.
`,
  async run(args) {
    const { values, positionals } = parseCommand(args, {
      all: { type: 'boolean', default: false },
    });
    const [folder] = positionals;
    if (folder === undefined)
      throw new CommandError('Which folder? See: belay mail check --help', 2);
    const isFolder = await stat(folder).then(
      (entry) => entry.isDirectory(),
      () => false,
    );
    if (!isFolder) throw new CommandError(`There is no folder ${folder}.`, 2);
    const figures = await measureFolder(folder);
    if (values.json) printJson({ ok: figures.parsed === figures.mails, ...figures });
    else show(figures, values.all ? Number.POSITIVE_INFINITY : 20);
    return figures.parsed === figures.mails ? 0 : 1;
  },
};

function show(figures: MailFigures, differencesMax: number): void {
  print(`mails        ${figures.parsed} of ${figures.mails} read`);
  for (const [reason, count] of Object.entries(figures.refused))
    print(`  refused    ${count} ${reason}`);
  for (const [nature, count] of Object.entries(figures.natures))
    print(`  nature     ${count} ${nature}`);
  for (const [problem, count] of Object.entries(figures.problems))
    print(`  problem    ${count} ${problem}`);
  if (figures.slowestFile !== null)
    print(`slowest      ${figures.slowestMs} ms (${figures.slowestFile})`);
  const { agreement, reports, replies } = figures;
  if (agreement !== null) {
    const { compared, ...fields } = agreement;
    for (const [field, right] of Object.entries(fields))
      print(`${field.padEnd(12)} ${right} of ${compared} as expected`);
  }
  if (reports !== null) {
    print(`reports      ${reports.recognised} of ${reports.listed} recognised`);
    print(
      `hard bounces ${reports.hardRecognised} of ${reports.hardListed}, ${reports.hardTooMany} too many`,
    );
  }
  for (const [set, { right, of }] of Object.entries(replies ?? {}))
    print(`replies      ${right} of ${of} in ${set}`);
  for (const difference of figures.differences.slice(0, differencesMax))
    print(`  differs    ${difference}`);
  const hidden = figures.differences.length - differencesMax;
  if (hidden > 0) print(`  … and ${hidden} more; --all lists them`);
}
