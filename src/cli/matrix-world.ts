import { readFile } from 'node:fs/promises';
import type { CalendarVersionId, WorkspaceId } from '#domain/kernel/id.ts';
import type { MatrixContent } from '#domain/matrix/matrix.ts';
import { type MatrixProblem, validateMatrix } from '#domain/matrix/validate.ts';
import { type ProofFinding, proveMatrix } from '#domain/matrix/prove.ts';
import type { Directory } from '#domain/people/directory.ts';
import { createWriteCore, type WriteCore } from '#server/features/ticket/public.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { CommandError } from './command.ts';
import type { CommandWorld } from './open-database.ts';

export type MatrixWorld = {
  readonly core: WriteCore;
  readonly workspaceId: WorkspaceId;
  readonly directory: Directory;
  readonly calendarIds: ReadonlySet<CalendarVersionId>;
  readonly published: MatrixContent & { readonly version: number };
};

/**
 * What a matrix is judged by: the people, teams and calendars of one workspace. The id may be left
 * out where there is only one.
 */
export async function openMatrixWorld(
  { database, clock }: CommandWorld,
  wanted: string | undefined,
): Promise<MatrixWorld> {
  const { db } = database;
  const known = await db
    .selectFrom('workspace')
    .select(['id', 'name'])
    .where('is_set_up', '=', true)
    .orderBy('created_at')
    .execute();
  const found = wanted === undefined ? known[0] : known.find(({ id }) => id === wanted);
  if (found === undefined) {
    throw new CommandError(
      wanted === undefined ? 'No workspace is set up yet.' : `There is no workspace ${wanted}.`,
    );
  }
  if (wanted === undefined && known.length > 1) {
    const list = known.map(({ id, name }) => `\n  ${id}  ${name}`).join('');
    throw new CommandError(`Which workspace? Say --workspace with one of:${list}`, 2);
  }
  const core = createWriteCore({
    db,
    clock,
    listeners: [],
    wordLetters: async () => [],
    onCommit: () => undefined,
  });
  const { declared, directory } = await transaction(db, (tx) => core.context(tx, found.id));
  return {
    core,
    workspaceId: found.id,
    directory,
    calendarIds: new Set(declared.calendars.keys()),
    published: declared.matrix,
  };
}

export type Verdict = {
  readonly problems: readonly MatrixProblem[];
  readonly findings: readonly ProofFinding[];
};

/** Faults, which forbid publishing, and what the proof found. */
export function judge(content: MatrixContent, world: MatrixWorld): Verdict {
  const { directory, calendarIds } = world;
  return {
    problems: validateMatrix(content, { directory, calendarIds }),
    findings: proveMatrix(content, directory),
  };
}

/** The verdict in lines for a terminal. */
export function verdictLines({ problems, findings }: Verdict): readonly string[] {
  return [
    ...problems.map(({ at, code, values }) => {
      const facts = Object.entries(values).map(([name, value]) => `${name} ${value}`);
      return `  fault    ${at}  ${[code, ...facts].join(', ')}`;
    }),
    ...findings.map((finding) => {
      const at = 'at' in finding ? finding.at : '';
      const by = 'byRuleId' in finding ? ` by ${finding.byRuleId}` : '';
      return `  finding  ${at}  ${finding.kind}${by}`;
    }),
  ];
}

/** Reads a file the person named. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${file} cannot be read: ${reason}`, 2);
  }
}
