import { type QueryExecutorProvider, sql } from 'kysely';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { dayMs, type Instant, plusMs } from '#domain/kernel/instant.ts';
import { at, json } from '../db/parameters.ts';

/*
 * A key is a row with one of these states:
 *   begun      status null: a request runs, or its process died before anything was committed;
 *   committed  status 0: its transaction committed (see `stampCommitted`), the answer is not stored;
 *   answered   status ≥ 200: the answer can be given again.
 * A begun row may be taken over when its lease ran out, since nothing of it was committed. A
 * committed row is never run again: its effect stands and only its answer was lost.
 */

export type IdempotencyRequest = {
  readonly workspaceId: WorkspaceId;
  readonly actor: string;
  readonly key: string;
  readonly route: string;
  readonly requestHash: string;
};

export type IdempotencyRecord = {
  readonly route: string;
  readonly requestHash: string;
  /** Null while begun, 0 when committed without its answer. */
  readonly status: number | null;
  readonly body: unknown;
};

export type IdempotencyStore = {
  /** How long a repeated request waits for the first one before it is told to come again. */
  readonly waitMsMax: number;
  /** Takes the key, or yields what is recorded under it. */
  begin(asked: IdempotencyRequest): Promise<'taken' | IdempotencyRecord>;
  /** Keeps the answer, so that it can be given again. */
  finish(asked: IdempotencyRequest, answer: { status: number; body: object | null }): Promise<void>;
  /** Frees the key of a request that was refused, and so changed nothing. */
  release(asked: IdempotencyRequest): Promise<void>;
  /** Frees the key after a fault, unless something of the request had been committed. */
  abandon(asked: IdempotencyRequest): Promise<void>;
};

/** The status of a key whose effect is committed and whose answer is not kept. */
export const committed = 0;
/** After this long without an answer, the process that began it is taken for dead. */
export const leaseMs = 60_000;
/** How long a key is remembered; long enough for any retry of a client. */
export const keptMs = dayMs;

type Row = { route: string; request_hash: string; status: number | null; body: unknown };

export function createIdempotencyStore(
  db: QueryExecutorProvider,
  now: () => Instant,
  waitMsMax = 3000,
): IdempotencyStore {
  return {
    waitMsMax,
    begin: async (asked) => {
      const moment = now();
      const taken = await sql<{ key: string }>`
        insert into idempotency_key
          (workspace_id, actor, key, route, request_hash, created_at)
        values
          (${asked.workspaceId}, ${asked.actor}, ${asked.key}, ${asked.route},
           ${asked.requestHash}, ${at(moment)})
        on conflict (workspace_id, actor, key) do update
          set created_at = excluded.created_at
          where idempotency_key.status is null
            and idempotency_key.route = excluded.route
            and idempotency_key.request_hash = excluded.request_hash
            and idempotency_key.created_at < ${at(plusMs(moment, -leaseMs))}
        returning key
      `.execute(db);
      if (taken.rows.length > 0) return 'taken';
      return (await read(db, asked)) ?? { ...asked, status: null, body: null };
    },
    finish: async (asked, answer) => {
      await sql`
        update idempotency_key
        set status = ${answer.status}, body = ${json(answer.body)}
        where workspace_id = ${asked.workspaceId}
          and actor = ${asked.actor}
          and key = ${asked.key}
      `.execute(db);
    },
    release: async (asked) => {
      await sql`
        delete from idempotency_key
        where workspace_id = ${asked.workspaceId}
          and actor = ${asked.actor}
          and key = ${asked.key}
      `.execute(db);
    },
    abandon: async (asked) => {
      await sql`
        delete from idempotency_key
        where workspace_id = ${asked.workspaceId}
          and actor = ${asked.actor}
          and key = ${asked.key}
          and status is null
      `.execute(db);
    },
  };
}

async function read(
  db: QueryExecutorProvider,
  asked: IdempotencyRequest,
): Promise<IdempotencyRecord | null> {
  const found = await sql<Row>`
    select route, request_hash, status, body
    from idempotency_key
    where workspace_id = ${asked.workspaceId}
      and actor = ${asked.actor}
      and key = ${asked.key}
  `.execute(db);
  const row = found.rows[0];
  if (row === undefined) return null;
  return { route: row.route, requestHash: row.request_hash, status: row.status, body: row.body };
}

/** Forgets keys that no client will repeat any more. Yields how many; called now and then. */
export async function forgetOldKeys(db: QueryExecutorProvider, now: Instant): Promise<number> {
  const gone = await sql`
    delete from idempotency_key
    where created_at < ${at(plusMs(now, -keptMs))}
  `.execute(db);
  return Number(gone.numAffectedRows ?? 0n);
}
