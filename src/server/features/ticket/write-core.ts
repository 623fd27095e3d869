import type { AgentId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Instant } from '#domain/kernel/instant.ts';
import type { Refusal, Result } from '#domain/kernel/result.ts';
import { type Directory, withLoadMoved } from '#domain/people/directory.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import type { ChangeListener, WordLetters } from './change-listener.ts';
import { type Declared, loadDeclared, loadDirectory } from './load-context.ts';

/** How long what a workspace declared may be used before it is read again. */
const declaredKeptMs = 1000;

type Kept = {
  readonly readAt: Instant;
  readonly declared: Declared;
  readonly directory: Directory;
};

/** What every write of the ticket feature needs. Made once, in `main.ts`. */
export type WriteCore = {
  readonly db: Db;
  readonly clock: Clock;
  readonly listeners: readonly ChangeListener[];
  readonly wordLetters: WordLetters;
  /**
   * Runs a transaction and, when it commits, wakes the loops that deliver and fire. Every write
   * that appends events, sets timers or posts letters goes through here.
   */
  commit<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same for work that may be refused: a refusal rolls back whatever was written before it. */
  attempt<T, Reason extends string>(
    work: (tx: Tx) => Promise<Result<T, Reason>>,
  ): Promise<Result<T, Reason>>;
  /**
   * Policies, calendars, matrix and people. Kept for a second: ten thousand clocks that fall due
   * together must not read them ten thousand times. Another process's change is seen within it.
   */
  context(tx: Tx, workspaceId: WorkspaceId): Promise<{ declared: Declared; directory: Directory }>;
  /**
   * Counts a ticket that found, changed or lost its owner, so that of a hundred assigned together
   * not all go to whoever had the fewest before. Without a commit it is off for that second.
   */
  noteOwner(
    workspaceId: WorkspaceId,
    change: { readonly before: TicketAggregate | null; readonly after: TicketAggregate },
  ): void;
  /** Called by whatever changes people or settings, so that this process sees it at once. */
  forget(workspaceId: WorkspaceId): void;
};

export type WriteCoreOptions = {
  readonly db: Db;
  readonly clock: Clock;
  readonly listeners: readonly ChangeListener[];
  readonly wordLetters: WordLetters;
  readonly onCommit: () => void;
};

export function createWriteCore(options: WriteCoreOptions): WriteCore {
  const { db, clock, listeners, wordLetters, onCommit } = options;
  const kept = new Map<WorkspaceId, Kept>();
  let forgottenCount = 0;
  const commit: WriteCore['commit'] = async (work) => {
    const result = await transaction(db, work);
    onCommit();
    return result;
  };
  return {
    db,
    clock,
    listeners,
    wordLetters,
    commit,
    attempt: (work) => attempt(commit, work),
    context: async (tx, workspaceId) => {
      const now = clock.now();
      const known = kept.get(workspaceId);
      if (known !== undefined && Math.abs(now - known.readAt) < declaredKeptMs) return known;
      const before = forgottenCount;
      const fresh: Kept = {
        readAt: now,
        declared: await loadDeclared(tx, workspaceId),
        directory: await loadDirectory(tx, workspaceId, now),
      };
      // What was changed while it was read may be in it or not: good for now, not for keeping.
      if (before === forgottenCount) kept.set(workspaceId, fresh);
      return fresh;
    },
    noteOwner: (workspaceId, { before, after }) => {
      const known = kept.get(workspaceId);
      if (known === undefined) return;
      const directory = withLoadMoved(known.directory, {
        from: before === null ? null : heldBy(before),
        to: heldBy(after),
      });
      if (directory !== known.directory) kept.set(workspaceId, { ...known, directory });
    },
    forget: (workspaceId) => {
      forgottenCount += 1;
      kept.delete(workspaceId);
    },
  };
}

function heldBy({ ticket }: TicketAggregate): AgentId | null {
  return ticket.state === 'solved' || ticket.state === 'closed' ? null : ticket.ownerId;
}

async function attempt<T, Reason extends string>(
  commit: WriteCore['commit'],
  work: (tx: Tx) => Promise<Result<T, Reason>>,
): Promise<Result<T, Reason>> {
  let refused: Refusal<Reason> | null = null;
  try {
    return await commit(async (tx) => {
      const result = await work(tx);
      if (result.ok) return result;
      refused = result;
      throw new RollBack();
    });
  } catch (error) {
    if (error instanceof RollBack && refused !== null) return refused;
    throw error;
  }
}

/** Ends a transaction without effect; never leaves this file. */
class RollBack extends Error {}
