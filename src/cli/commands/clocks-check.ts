import { readFile } from 'node:fs/promises';
import { runVectors, type VectorOutcome } from '#domain/sla/vectors.ts';
import { CommandError, parseCommand, print, printJson, type Command } from '../command.ts';

export const command: Command = {
  name: 'clocks check',
  summary: 'works out a file of working-time vectors and says which hold',
  usage: `
Usage: belay clocks check FILE [--all] [--json]

Reads a list of vectors (deadlines, elapsed times, open or closed, each with its hours, zone,
holidays and pauses), works each out as a clock would, and compares with what the file expects.
A vector that expects no result is to be refused.

  --all   lists every vector, not only those that differ

Exit code 1 when a graded vector does not hold.
`,
  async run(args) {
    const { values, positionals } = parseCommand(args, {
      all: { type: 'boolean', default: false },
    });
    const [file] = positionals;
    if (file === undefined) throw new CommandError('Which file? See: belay clocks check --help', 2);
    const outcomes = runVectors(await readVectors(file));
    const counts = countsOf(outcomes);
    const isGood = !outcomes.some(fails);
    if (values.json) printJson({ ok: isGood, counts, outcomes });
    else show(outcomes, counts, values.all === true);
    return isGood ? 0 : 1;
  },
};

async function readVectors(file: string): Promise<readonly unknown[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${reasonOf(error)}`, 2);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${file} is no JSON: ${reasonOf(error)}`, 2);
  }
  if (!Array.isArray(content)) throw new CommandError(`${file} holds no list of vectors.`, 2);
  return content;
}

type Counts = Readonly<Record<VectorOutcome['outcome'], number>>;

function countsOf(outcomes: readonly VectorOutcome[]): Counts {
  const counts = { right: 0, wrong: 0, not_graded: 0, refused: 0, answered: 0 };
  for (const { outcome } of outcomes) counts[outcome] += 1;
  return counts;
}

/** A wrong result, one where a refusal was expected, or a refusal where a result was. */
function fails({ outcome, expected }: VectorOutcome): boolean {
  if (outcome === 'refused') return expected.length > 0;
  return outcome === 'wrong' || outcome === 'answered';
}

function show(outcomes: readonly VectorOutcome[], counts: Counts, isAll: boolean): void {
  print(`vectors      ${outcomes.length}`);
  print(`hold         ${counts.right}`);
  print(`refused      ${counts.refused}`);
  print(`not graded   ${counts.not_graded}`);
  const failed = outcomes.filter(fails).length;
  print(`do not hold  ${failed}`);
  for (const each of outcomes) {
    if (!isAll && !fails(each)) continue;
    print(`  ${each.outcome.padEnd(10)} ${each.id}  ${explanationOf(each)}`);
  }
}

function explanationOf({ actual, expected, problems }: VectorOutcome): string {
  const got = problems.length > 0 ? problems.join(', ') : (actual ?? 'nothing');
  return expected.length === 0 ? got : `${got}; expected ${expected.join(' or ')}`;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
