import { sql } from 'kysely';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at, json } from '#server/platform/db/parameters.ts';
import { newId } from '#server/platform/ids.ts';
import { type Conversation, readConversations } from './read-conversations.ts';
import { knownConversations, writeConversations } from './write-conversations.ts';

/** Small enough to lose little when killed, large enough to be quick. */
const batchSize = 250;
const problemsShown = 20;

export type ImportCounts = {
  readonly conversations: number;
  readonly messages: number;
  /** Of the conversations, those in which nothing was said. */
  readonly withoutMessages: number;
  /** Taken over by an earlier run; left as they are. */
  readonly alreadyThere: number;
  readonly unreadable: number;
};

export type ImportReport = ImportCounts & {
  readonly isDryRun: boolean;
  readonly problems: readonly { readonly line: number; readonly problem: string }[];
  readonly seconds: number;
};

export type ImportRequest = {
  readonly db: Db;
  readonly clock: Clock;
  readonly workspaceId: WorkspaceId;
  readonly file: string;
  readonly isDryRun: boolean;
  readonly onProgress: (counts: ImportCounts) => void;
};

/**
 * Takes over a file of conversations as closed, imported tickets: no clock runs on them, nobody is
 * told, nothing is sent. Each batch is one transaction, and what it took over is remembered by
 * source and id: a run that was killed goes on where it stopped, and a second one changes nothing.
 */
export async function importConversations(request: ImportRequest): Promise<ImportReport> {
  const begunAt = performance.now();
  const problems: { line: number; problem: string }[] = [];
  const counts = {
    conversations: 0,
    messages: 0,
    withoutMessages: 0,
    alreadyThere: 0,
    unreadable: 0,
  };
  const runId = request.isDryRun ? null : await beginRun(request);
  let batch: Conversation[] = [];
  const flush = async (): Promise<void> => {
    const fresh = await freshOf(request, batch);
    counts.alreadyThere += batch.length - fresh.length;
    counts.conversations += fresh.length;
    counts.messages += fresh.reduce((sum, each) => sum + each.messages.length, 0);
    counts.withoutMessages += fresh.filter((each) => each.messages.length === 0).length;
    if (!request.isDryRun) await writeConversations(request, fresh);
    if (runId !== null) await noteRun(request, runId, { counts, state: 'running' });
    request.onProgress(counts);
    batch = [];
  };
  for await (const read of readConversations(request.file)) {
    if (read.ok) batch.push(read.conversation);
    else {
      counts.unreadable += 1;
      if (problems.length < problemsShown) {
        problems.push({ line: read.line, problem: read.problem });
      }
    }
    if (batch.length >= batchSize) await flush();
  }
  if (batch.length > 0) await flush();
  if (runId !== null) {
    await noteRun(request, runId, { counts, state: 'finished' });
    // The planner must know of the new rows before the next agent opens a list.
    await sql`analyze ticket, message, event, contact`.execute(request.db);
  }
  const seconds = Math.round((performance.now() - begunAt) / 100) / 10;
  return { ...counts, isDryRun: request.isDryRun, problems, seconds };
}

/** Leaves out what is there already, and what stands twice in the batch itself. */
async function freshOf(request: ImportRequest, batch: readonly Conversation[]) {
  const known = await knownConversations(request.db, request.workspaceId, batch);
  const fresh = new Map<string, Conversation>();
  for (const each of batch) {
    const key = JSON.stringify([each.source, each.id]);
    if (!known.has(key) && !fresh.has(key)) fresh.set(key, each);
  }
  return [...fresh.values()];
}

async function beginRun(request: ImportRequest): Promise<string> {
  const id = newId();
  const now = at(request.clock.now());
  await sql`
    insert into import_run (workspace_id, id, format, file_name, state, started_at, updated_at)
    values (${request.workspaceId}, ${id}, 'conversations', ${request.file}, 'running', ${now}, ${now})
  `.execute(request.db);
  return id;
}

async function noteRun(
  request: ImportRequest,
  runId: string,
  part: { readonly counts: ImportCounts; readonly state: 'running' | 'finished' },
): Promise<void> {
  const now = request.clock.now();
  await sql`
    update import_run
    set
      counts = ${json(part.counts)},
      state = ${part.state},
      updated_at = ${at(now)},
      finished_at = ${at(part.state === 'finished' ? now : null)}
    where workspace_id = ${request.workspaceId}
      and id = ${runId}
  `.execute(request.db);
}
