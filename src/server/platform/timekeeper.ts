import { type RawBuilder, sql } from 'kysely';
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
 * What is due is taken in batches, the longest due first, each in one transaction: ten thousand
 * marks that fall due together cost some two hundred commits, not ten thousand. A batch takes one
 * row a ticket. When anything in it throws, nothing of it has happened, and its rows fire one by
 * one; the row that throws alone is put off (1 s, 2 s, 4 s … one minute) and the others go on.
 */

export type DueTimer = {
  readonly workspaceId: WorkspaceId;
  readonly key: string;
  readonly kind: string;
  readonly ticketId: string | null;
  readonly dueAt: Instant;
  readonly payload: Readonly<Record<string, unknown>>;
};

/**
 * Does what fell due in a workspace, inside the transaction that marks the rows as fired. The
 * timers are of different tickets, whose locks the transaction holds; one without a ticket comes
 * alone.
 */
export type TimerHandler = (
  tx: Tx,
  due: { readonly workspaceId: WorkspaceId; readonly timers: readonly DueTimer[] },
) => Promise<void>;

export type Timekeeper = Loop & {
  /** Fires all that is due now, as one turn of the loop does. For tests and the command line. */
  fireDue(): Promise<number>;
};

const retryMsMax = 60_000;
/**
 * Rows of one transaction. Measured with `npm run bench -- scale`: from 16 to 64 the rate doubles,
 * from 64 to 256 it gains a tenth, and what an agent's own click may have to wait for quadruples.
 */
const batchSize = 64;
/** Batches under way at once when one is not enough: while one decides, another's rows are written. */
const laneCount = 3;

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
      const fired = await fireRound(options);
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

/** Takes batches until no row is left that could be had, and answers how many rows fired. */
async function fireRound(options: TimekeeperOptions): Promise<number> {
  // Rows whose ticket somebody else works on: they are passed by until the next round.
  const passedBy = new Set<string>();
  let total = 0;
  const lane = async (): Promise<void> => {
    for (;;) {
      const batch = await fireBatch(options, passedBy);
      total += batch.fired;
      if (batch.claimed === 0) return;
    }
  };
  const first = await fireBatch(options, passedBy);
  total += first.fired;
  if (first.claimed === 0) return total;
  const lanes = first.claimed < batchSize ? 1 : laneCount;
  await Promise.all(Array.from({ length: lanes }, lane));
  return total;
}

type TimerRow = {
  workspace_id: WorkspaceId;
  key: string;
  kind: string;
  ticket_id: string | null;
  due_at: Instant;
  payload: Record<string, unknown>;
  /** False when somebody else works on the ticket. */
  is_free: boolean;
};

type Batch = { readonly claimed: number; readonly fired: number };

async function fireBatch(options: TimekeeperOptions, passedBy: Set<string>): Promise<Batch> {
  let claimed: readonly TimerRow[] = [];
  let together: readonly TimerRow[] = [];
  try {
    await transaction(options.db, async (tx) => {
      claimed = await claim(tx, options, {
        which: sql`t.key <> all(${[...passedBy]}::text[])`,
        limit: batchSize,
      });
      together = onePerTicket(claimed);
      if (together.length === 0) return;
      crashPoint('fire.after_claim');
      await fire(tx, options, together);
      crashPoint('fire.before_commit');
    });
  } catch (error) {
    if (together.length === 0) throw error;
    options.log.debug({ err: error }, 'a batch of due things failed and is tried one by one');
    return { claimed: claimed.length, fired: await fireEach(options, together) };
  }
  for (const row of claimed) if (!row.is_free) passedBy.add(row.key);
  if (together.length > 0) report(options, together);
  const alone = claimed.filter(({ ticket_id }) => ticket_id === null);
  return {
    claimed: claimed.length,
    fired: together.length + (await fireEach(options, alone)),
  };
}

/** The first row of every ticket that is free; its others are in a later batch. */
function onePerTicket(rows: readonly TimerRow[]): readonly TimerRow[] {
  const taken = new Set<string>();
  return rows.filter(({ ticket_id, is_free }) => {
    if (ticket_id === null || !is_free || taken.has(ticket_id)) return false;
    taken.add(ticket_id);
    return true;
  });
}

/** Fires rows in transactions of their own, and answers how many were still ours to fire. */
async function fireEach(options: TimekeeperOptions, rows: readonly TimerRow[]): Promise<number> {
  let count = 0;
  for (const row of rows) if (await fireAlone(options, row)) count += 1;
  return count;
}

async function fireAlone(options: TimekeeperOptions, row: TimerRow): Promise<boolean> {
  let claimed: readonly TimerRow[] = [];
  try {
    await transaction(options.db, async (tx) => {
      const found = await claim(tx, options, {
        which: sql`t.workspace_id = ${row.workspace_id} and t.key = ${row.key}`,
        limit: 1,
      });
      claimed = found.filter(({ is_free }) => is_free);
      if (claimed.length === 0) return;
      crashPoint('fire.after_claim');
      await fire(tx, options, claimed);
      crashPoint('fire.before_commit');
    });
  } catch (error) {
    if (claimed.length === 0) throw error;
    await putOff(options, row, error);
    return true;
  }
  if (claimed.length > 0) report(options, claimed);
  return claimed.length > 0;
}

function report(options: TimekeeperOptions, fired: readonly TimerRow[]): void {
  crashPoint('fire.after_commit');
  const now = options.clock.now();
  for (const { kind, due_at } of fired) observeTimer(kind, now - due_at);
  options.onFired();
}

/**
 * Takes rows that are due, the longest due first, and their tickets with them. A ticket that
 * somebody else works on is passed by, because waiting for it while holding its timer could lock
 * both for ever.
 */
async function claim(
  tx: Tx,
  options: TimekeeperOptions,
  wanted: { readonly which: RawBuilder<unknown>; readonly limit: number },
): Promise<readonly TimerRow[]> {
  const now = at(options.clock.now());
  const { rows } = await sql<TimerRow>`
    with mine as materialized (
      select t.workspace_id, t.key, t.kind, t.ticket_id, t.due_at, t.payload
      from timer t
      cross join ${options.isHolder === true ? sql`(select true as is_free) hold` : holdState}
      where hold.is_free
        and t.fired_at is null
        and t.due_at <= ${now}
        and (t.retry_at is null or t.retry_at <= ${now})
        and ${wanted.which}
      order by t.due_at
      limit ${wanted.limit}
      for update of t skip locked
    ),
    their_tickets as materialized (
      select id
      from ticket
      where (workspace_id, id) in (select workspace_id, ticket_id from mine)
      for update skip locked
    )
    select
      mine.*,
      ticket_id is null or ticket_id in (select id from their_tickets) as is_free
    from mine
    order by due_at, key
  `.execute(tx);
  return rows;
}

async function fire(tx: Tx, options: TimekeeperOptions, rows: readonly TimerRow[]): Promise<void> {
  // Marked first: the handler brings the tickets' timers in line and must find these spent.
  await sql`
    update timer
    set fired_at = ${at(options.clock.now())}
    where (workspace_id, key) in (
      select *
      from unnest(
        ${rows.map(({ workspace_id }) => workspace_id)}::uuid[],
        ${rows.map(({ key }) => key)}::text[]
      )
    )
  `.execute(tx);
  for (const { handler, workspaceId, timers } of byHandler(options, rows)) {
    await handler(tx, { workspaceId, timers });
  }
}

type Group = {
  readonly handler: TimerHandler;
  readonly workspaceId: WorkspaceId;
  readonly timers: DueTimer[];
};

function byHandler(options: TimekeeperOptions, rows: readonly TimerRow[]): readonly Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    const handler = options.handlers.get(row.kind);
    if (handler === undefined) throw new Error(`no handler for timers of kind ${row.kind}`);
    let group = groups.find(
      (each) => each.handler === handler && each.workspaceId === row.workspace_id,
    );
    if (group === undefined) {
      group = { handler, workspaceId: row.workspace_id, timers: [] };
      groups.push(group);
    }
    group.timers.push({
      workspaceId: row.workspace_id,
      key: row.key,
      kind: row.kind,
      ticketId: row.ticket_id,
      dueAt: row.due_at,
      payload: row.payload,
    });
  }
  return groups;
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
 * Brings the waiting timers of tickets in line with what the core says falls due: inserts, moves
 * and removes. A key that has fired stays spent whatever the core says, so that no mark fires twice.
 */
export async function syncTimers(
  tx: Tx,
  workspaceId: WorkspaceId,
  tickets: readonly { readonly ticketId: string; readonly planned: readonly PlannedTimer[] }[],
): Promise<void> {
  const planned = tickets.flatMap((ticket) =>
    ticket.planned.map((timer) => ({ ...timer, ticketId: ticket.ticketId })),
  );
  await sql`
    with planned as (
      select *
      from unnest(
        ${planned.map(({ key }) => key)}::text[],
        ${planned.map(({ kind }) => kind)}::text[],
        ${planned.map(({ ticketId }) => ticketId)}::uuid[],
        ${atEach(planned.map(({ dueAt }) => dueAt))},
        ${jsonEach(planned.map(({ payload }) => payload))}
      ) as p (key, kind, ticket_id, due_at, payload)
    ),
    standing as (
      select key, due_at
      from timer
      where workspace_id = ${workspaceId}
        and ticket_id = any(${tickets.map(({ ticketId }) => ticketId)}::uuid[])
        and fired_at is null
    ),
    dropped as (
      delete from timer
      where workspace_id = ${workspaceId}
        and key in (
          select key
          from standing
          where key not in (select key from planned)
        )
    )
    insert into timer (workspace_id, key, kind, ticket_id, due_at, payload)
    select ${workspaceId}::uuid, key, kind, ticket_id, due_at, payload
    from planned
    where not exists (
      select
      from standing
      where standing.key = planned.key
        and standing.due_at = planned.due_at
    )
    on conflict (workspace_id, key) do update
    set
      due_at = excluded.due_at,
      payload = excluded.payload
    where timer.fired_at is null
  `.execute(tx);
}

/** Fired rows keep their key spent for as long as a late duplicate could come; then they go. */
export async function forgetFiredTimers(db: Db, now: Instant): Promise<void> {
  const keepMs = 400 * 24 * 60 * 60 * 1000;
  await sql`delete from timer where fired_at < ${at(plusMs(now, -keepMs))}`.execute(db);
}
