import { sql } from 'kysely';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { plusMs, type Instant } from '#domain/kernel/instant.ts';
import type { Clock } from './clock.ts';
import { crashPoint } from './crash-point.ts';
import type { Db, Tx } from './db/database.ts';
import { at, atEach, jsonEach } from './db/parameters.ts';
import { transaction } from './db/transaction.ts';
import { holdState } from './hold.ts';
import type { Logger } from './log.ts';
import { startLoop, type Loop } from './loop.ts';
import { observeTimer } from './work-metrics.ts';

/*
 * Every due thing is a row of `timer`. A row goes waiting → fired, in the same transaction as
 * everything that its firing does; a process that dies in between has fired nothing. `for update
 * skip locked` lets any number of processes work side by side: what one holds, the others pass by.
 *
 * A handler that throws puts its row off (1 s, 2 s, 4 s … one minute) and the others go on.
 */

export type DueTimer = {
  readonly workspaceId: WorkspaceId;
  readonly key: string;
  readonly kind: string;
  readonly ticketId: string | null;
  readonly dueAt: Instant;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** Does what fell due, inside the transaction that marks the row as fired. */
export type TimerHandler = (tx: Tx, timer: DueTimer) => Promise<void>;

export type Timekeeper = Loop & {
  /** Fires all that is due now, as one turn of the loop does. For tests and the command line. */
  fireDue(): Promise<number>;
};

const retryMsMax = 60_000;
/** So many are read at a time; what falls due meanwhile is in the next look. */
const queueMax = 200;
/** A short queue fires strictly one after the other, a longer one in several lanes at once. */
const aloneMost = 16;
const laneCount = 4;

export type TimekeeperOptions = {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly handlers: ReadonlyMap<string, TimerHandler>;
  /** Works although the loops are held (see `hold.ts`), because it is the one who holds them. */
  readonly isHolder?: boolean;
  /** Called after each commit, so that the outbox wakes. */
  readonly onFired: () => void;
};

/** Starts the loop that fires timers. Lateness is measured against `due_at` (C37). */
export function startTimekeeper(options: TimekeeperOptions): Timekeeper {
  const fireDue = async (): Promise<number> => {
    let total = 0;
    for (;;) {
      const fired = await fireQueue(options, await readDue(options));
      total += fired;
      // Nothing is due, or all that is due is held by others: they fire it, or it is due again soon.
      if (fired === 0) return total;
    }
  };
  const loop = startLoop({
    clock: options.clock,
    onError: (error) =>
      options.log.error({ err: error }, 'the timekeeper could not look at its rows'),
    turn: async () => {
      await fireDue();
      return nextDueAt(options.db);
    },
  });
  return { ...loop, fireDue };
}

type TimerRow = {
  workspace_id: string;
  key: string;
  kind: string;
  ticket_id: string | null;
  due_at: Instant;
  payload: Record<string, unknown>;
};

type DueKey = { readonly workspaceId: string; readonly key: string };

/** What is due now, the longest due first. Nothing is held by reading it. */
async function readDue(options: TimekeeperOptions): Promise<readonly DueKey[]> {
  const now = at(options.clock.now());
  const { rows } = await sql<DueKey>`
    select workspace_id as "workspaceId", key
    from timer
    where fired_at is null
      and due_at <= ${now}
      and (retry_at is null or retry_at <= ${now})
    order by due_at
    limit ${queueMax}
  `.execute(options.db);
  return rows;
}

/** Fires the queue in its order and answers how many did; the others were somebody else's. */
async function fireQueue(options: TimekeeperOptions, queue: readonly DueKey[]): Promise<number> {
  const waiting = [...queue];
  const lane = async (): Promise<number> => {
    let count = 0;
    for (let due = waiting.shift(); due !== undefined; due = waiting.shift()) {
      if (await fireOne(options, due)) count += 1;
    }
    return count;
  };
  const lanes = queue.length > aloneMost ? laneCount : 1;
  const counts = await Promise.all(Array.from({ length: lanes }, lane));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Claims one row and fires it. False when it is not ours to fire. */
async function fireOne(options: TimekeeperOptions, due: DueKey): Promise<boolean> {
  let claimed: TimerRow | null = null;
  try {
    await transaction(options.db, async (tx) => {
      claimed = await claim(tx, options, due);
      if (claimed === null) return;
      crashPoint('fire.after_claim');
      await fire(tx, options, claimed);
      crashPoint('fire.before_commit');
    });
  } catch (error) {
    if (claimed === null) throw error;
    await putOff(options, claimed, error);
    return true;
  }
  if (claimed === null) return false;
  crashPoint('fire.after_commit');
  observeTimer((claimed as TimerRow).kind, options.clock.now() - (claimed as TimerRow).due_at);
  options.onFired();
  return true;
}

/**
 * Takes the row, and its ticket with it: a ticket that somebody else works on is passed by, because
 * waiting for it while holding its timer could lock both for ever.
 */
async function claim(tx: Tx, options: TimekeeperOptions, due: DueKey): Promise<TimerRow | null> {
  const now = at(options.clock.now());
  const { rows } = await sql<TimerRow>`
    with mine as (
      select t.workspace_id, t.key, t.kind, t.ticket_id, t.due_at, t.payload
      from timer t
      cross join ${options.isHolder === true ? sql`(select true as is_free) hold` : holdState}
      where hold.is_free
        and t.workspace_id = ${due.workspaceId}
        and t.key = ${due.key}
        and t.fired_at is null
        and t.due_at <= ${now}
        and (t.retry_at is null or t.retry_at <= ${now})
      for update of t skip locked
    ),
    its_ticket as (
      select id
      from ticket
      where (workspace_id, id) in (select workspace_id, ticket_id from mine)
      for update skip locked
    )
    select *
    from mine
    where ticket_id is null
      or exists (select from its_ticket)
  `.execute(tx);
  return rows[0] ?? null;
}

async function fire(tx: Tx, options: TimekeeperOptions, row: TimerRow): Promise<void> {
  const handler = options.handlers.get(row.kind);
  if (handler === undefined) throw new Error(`no handler for timers of kind ${row.kind}`);
  // Marked first: the handler brings the ticket's timers in line and must find this one spent.
  await sql`
    update timer
    set fired_at = ${at(options.clock.now())}
    where workspace_id = ${row.workspace_id}
      and key = ${row.key}
  `.execute(tx);
  await handler(tx, {
    workspaceId: row.workspace_id as WorkspaceId,
    key: row.key,
    kind: row.kind,
    ticketId: row.ticket_id,
    dueAt: row.due_at,
    payload: row.payload,
  });
}

async function putOff(options: TimekeeperOptions, row: TimerRow, error: unknown): Promise<void> {
  const words = error instanceof Error ? error.message : String(error);
  options.log.error({ err: error, timer: row.key }, 'a due thing failed and is tried again');
  const now = options.clock.now();
  await sql`
    update timer
    set
      attempts = attempts + 1,
      retry_at = ${at(now)} + least(power(2, attempts) * 1000, ${retryMsMax}) * interval '1 ms',
      last_error = ${words.slice(0, 1000)}
    where workspace_id = ${row.workspace_id}
      and key = ${row.key}
      and fired_at is null
  `.execute(options.db);
}

async function nextDueAt(db: Db): Promise<Instant | null> {
  const { rows } = await sql<{ due_at: Instant | null }>`
    select min(greatest(due_at, coalesce(retry_at, due_at))) as due_at
    from (
      select due_at, retry_at
      from timer
      where fired_at is null
      order by due_at
      limit 50
    ) nearest
  `.execute(db);
  return rows[0]?.due_at ?? null;
}

export type PlannedTimer = {
  readonly key: string;
  readonly kind: string;
  readonly dueAt: Instant;
  readonly payload: Readonly<Record<string, unknown>>;
};

/**
 * Brings a ticket's waiting timers in line with what the core says falls due: inserts, moves and
 * removes. A key that has fired stays spent whatever the core says, so that no mark fires twice.
 */
export async function syncTimers(
  tx: Tx,
  owner: { readonly workspaceId: WorkspaceId; readonly ticketId: string },
  planned: readonly PlannedTimer[],
): Promise<void> {
  const { workspaceId, ticketId } = owner;
  await sql`
    with planned as (
      select *
      from unnest(
        ${planned.map(({ key }) => key)}::text[],
        ${planned.map(({ kind }) => kind)}::text[],
        ${atEach(planned.map(({ dueAt }) => dueAt))},
        ${jsonEach(planned.map(({ payload }) => payload))}
      ) as p (key, kind, due_at, payload)
    ),
    dropped as (
      delete from timer
      where workspace_id = ${workspaceId}
        and ticket_id = ${ticketId}
        and fired_at is null
        and key not in (select key from planned)
    )
    insert into timer (workspace_id, key, kind, ticket_id, due_at, payload)
    select ${workspaceId}::uuid, key, kind, ${ticketId}::uuid, due_at, payload
    from planned
    on conflict (workspace_id, key) do update
    set
      due_at = excluded.due_at,
      payload = excluded.payload
    where timer.fired_at is null
      and timer.due_at <> excluded.due_at
  `.execute(tx);
}

/** Fired rows keep their key spent for as long as a late duplicate could come; then they go. */
export async function forgetFiredTimers(db: Db, now: Instant): Promise<void> {
  const keepMs = 400 * 24 * 60 * 60 * 1000;
  await sql`delete from timer where fired_at < ${at(plusMs(now, -keepMs))}`.execute(db);
}
