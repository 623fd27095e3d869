import { setTimeout as wait } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { MessageId, TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { plusMs, type Instant } from '#domain/kernel/instant.ts';
import type { Clock } from './clock.ts';
import { crashPoint } from './crash-point.ts';
import type { Db, Tx } from './db/database.ts';
import { insertRows } from './db/insert-rows.ts';
import { at, isoOf } from './db/parameters.ts';
import { transaction } from './db/transaction.ts';
import { holdState } from './hold.ts';
import { newId } from './ids.ts';
import type { Logger } from './log.ts';
import { allIdle, startLoop, type Loop } from './loop.ts';
import { observeDelivery } from './work-metrics.ts';

/*
 * What must leave Belay is a row of `outbox`, written in the transaction that decided it. A row
 * goes pending → sending (under a lease) → sent or failed, or back to pending for a later try.
 * Rows of one order key leave one after the other. A process that dies while sending lets its
 * lease run out; the next one sends again under the same id, from which Message-ID and idempotency
 * key derive, so that the far side can tell.
 */

const leaseMs = 60_000;
/** A delivery may take longer than a lease, so its process says in real time that it still sends. */
const renewMs = 20_000;
const claimMax = 20;
/** While something hangs, what was posted meanwhile is looked for this often. */
const lookMs = 250;

export type OutboxRow = {
  readonly workspaceId: WorkspaceId;
  readonly id: string;
  readonly kind: string;
  readonly ticketId: TicketId | null;
  readonly messageId: MessageId | null;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Counts from 1. */
  readonly attempt: number;
  readonly createdAt: Instant;
};

export type Delivery =
  | { readonly outcome: 'sent'; readonly detail?: string }
  /** Tried again when the handler says; `reason` is in plain words for the agent. */
  | { readonly outcome: 'retry'; readonly afterMs: number; readonly reason: string }
  | {
      readonly outcome: 'failed';
      /** For operators, in English. */
      readonly reason: string;
      /** The same for the handler's own record: a code, and what the far side answered. */
      readonly problem?: { readonly code: string; readonly detail: string };
    };

export type OutboxHandler = {
  /** Sends. Runs outside any transaction; must bear being called twice for one row. */
  readonly deliver: (row: OutboxRow) => Promise<Delivery>;
  /**
   * The far side may keep us waiting: its rows go in a lane of their own, so that an address that
   * hangs cannot hold up a mail to a customer.
   */
  readonly isSlow?: boolean;
  /** Records what became of it, in the transaction that marks the row. */
  readonly settle?: (tx: Tx, row: OutboxRow, delivery: Delivery) => Promise<void>;
};

export type OutboxOptions = {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly handlers: ReadonlyMap<string, OutboxHandler>;
  /** Names this process in leases. */
  readonly owner: string;
};

/** Starts the loop that delivers, and one more for what may hang. */
export function startOutbox(options: OutboxOptions): Loop {
  const slow = [...options.handlers].filter(([, { isSlow }]) => isSlow).map(([kind]) => kind);
  const lanes = [startLane(options, sql`o.kind <> all(${slow}::text[])`)];
  if (slow.length > 0) lanes.push(startLane(options, sql`o.kind = any(${slow}::text[])`));
  return {
    wake: () => {
      for (const lane of lanes) lane.wake();
    },
    isIdle: () => lanes.every((lane) => lane.isIdle()),
    whenIdle: () => allIdle(lanes),
    stop: async () => {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
  };
}

/** Which kinds of rows a loop delivers. Rows of one order key are all of one lane. */
type Lane = RawBuilder<unknown>;

function startLane(options: OutboxOptions, lane: Lane): Loop {
  let isStopping = false;
  const loop = startLoop({
    clock: options.clock,
    onError: (error) => options.log.error({ err: error }, 'the outbox could not look at its rows'),
    turn: async () => {
      await deliverAll(options, lane, () => isStopping);
      return nextReadyAt(options.db, lane);
    },
  });
  return {
    ...loop,
    stop: async () => {
      isStopping = true;
      await loop.stop();
    },
  };
}

/**
 * Delivers until nothing is ready and nothing is under way. A place that comes free is given away
 * at once: one far side that hangs costs one of `claimMax` places, not the time of all others.
 */
async function deliverAll(
  options: OutboxOptions,
  lane: Lane,
  isStopping: () => boolean,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  let failure: unknown = null;
  for (;;) {
    const isOver = failure !== null || isStopping();
    const room = isOver ? 0 : claimMax - underWay.size;
    const rows = room > 0 ? await claim(options, lane, room) : [];
    for (const row of rows) {
      const delivery: Promise<void> = deliver(options, row)
        .catch((error: unknown) => {
          failure ??= error;
        })
        .finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    }
    if (underWay.size === 0) break;
    await roomIn(underWay);
  }
  if (failure !== null) throw failure;
}

/** Waits until half of the places are free, which is worth a look, or for `lookMs`. */
async function roomIn(underWay: ReadonlySet<Promise<void>>): Promise<void> {
  const patience = new AbortController();
  let isOver = false;
  const over = wait(lookMs, undefined, { signal: patience.signal }).then(
    () => (isOver = true),
    () => undefined,
  );
  do await Promise.race([...underWay, over]);
  while (!isOver && underWay.size > claimMax / 2);
  patience.abort();
}

export type Letter = {
  readonly id?: string;
  readonly workspaceId: WorkspaceId;
  readonly kind: string;
  readonly orderKey: string;
  readonly ticketId?: TicketId | null;
  readonly messageId?: MessageId | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly notBefore: Instant;
  readonly createdAt: Instant;
};

/** Puts a row into the outbox and answers its id. It leaves only if the transaction commits. */
export async function post(tx: Tx, letter: Letter): Promise<string> {
  const id = letter.id ?? newId();
  await postAll(tx, [{ ...letter, id }]);
  return id;
}

/** Puts rows into the outbox; those of one order key leave in this order. */
export async function postAll(tx: Tx, letters: readonly Letter[]): Promise<void> {
  await insertRows(
    tx,
    'outbox',
    letters.map((letter) => ({
      workspace_id: letter.workspaceId,
      id: letter.id ?? newId(),
      kind: letter.kind,
      order_key: letter.orderKey,
      ticket_id: letter.ticketId ?? null,
      message_id: letter.messageId ?? null,
      payload: letter.payload,
      state: 'pending',
      not_before: isoOf(letter.notBefore),
      attempts: 0,
      created_at: isoOf(letter.createdAt),
    })),
  );
}

/** Takes a message's rows back. False when one has left already, or is leaving right now. */
export async function withdraw(
  tx: Tx,
  letter: {
    readonly workspaceId: WorkspaceId;
    readonly messageId: MessageId;
    readonly now: Instant;
  },
): Promise<boolean> {
  const { rows } = await sql<{ state: string }>`
    select state
    from outbox
    where workspace_id = ${letter.workspaceId}
      and message_id = ${letter.messageId}
    for update
  `.execute(tx);
  if (rows.some(({ state }) => state !== 'pending')) return false;
  await sql`
    update outbox
    set
      state = 'cancelled',
      finished_at = ${at(letter.now)}
    where workspace_id = ${letter.workspaceId}
      and message_id = ${letter.messageId}
  `.execute(tx);
  return true;
}

async function claim(options: OutboxOptions, lane: Lane, limit: number): Promise<OutboxRow[]> {
  const now = options.clock.now();
  const { rows } = await sql<OutboxRow>`
    update outbox
    set
      state = 'sending',
      lease_until = ${at(plusMs(now, leaseMs))},
      lease_owner = ${options.owner},
      attempts = attempts + 1
    where (workspace_id, id) in (
      select o.workspace_id, o.id
      from outbox o
      cross join ${holdState}
      where hold.is_free
        and ${lane}
        and o.state in ('pending', 'sending')
        and o.not_before <= ${at(now)}
        and (o.state = 'pending' or o.lease_until <= ${at(now)})
        and not exists (
          select
          from outbox earlier
          where earlier.workspace_id = o.workspace_id
            and earlier.order_key = o.order_key
            and earlier.sequence < o.sequence
            and earlier.state in ('pending', 'sending')
        )
      order by o.not_before, o.sequence
      limit ${limit}
      for update of o skip locked
    )
    returning
      workspace_id as "workspaceId",
      id,
      kind,
      ticket_id as "ticketId",
      message_id as "messageId",
      payload,
      attempts as attempt,
      created_at as "createdAt"
  `.execute(options.db);
  return rows;
}

async function deliver(options: OutboxOptions, row: OutboxRow): Promise<void> {
  crashPoint('deliver.after_claim');
  const handler = options.handlers.get(row.kind);
  const delivery = await underLease(options, row, () => attempt(options, handler, row));
  crashPoint('deliver.after_send');
  const isOurs = await transaction(options.db, async (tx) => {
    if (!(await mark(tx, options, row, delivery))) return false;
    await handler?.settle?.(tx, row, delivery);
    return true;
  });
  crashPoint('deliver.after_commit');
  if (isOurs) observeDelivery(row.kind, delivery.outcome);
  else options.log.warn({ outbox: row.id, kind: row.kind }, 'a delivery outlived its lease');
}

/** Keeps the lease for as long as the work takes; a process that is gone keeps nothing. */
async function underLease<T>(
  options: OutboxOptions,
  row: OutboxRow,
  work: () => Promise<T>,
): Promise<T> {
  const timer = setInterval(() => {
    renew(options, row).catch((error: unknown) =>
      options.log.warn({ err: error, outbox: row.id }, 'a lease was not renewed'),
    );
  }, renewMs);
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

async function renew(options: OutboxOptions, row: OutboxRow): Promise<void> {
  await sql`
    update outbox
    set lease_until = ${at(plusMs(options.clock.now(), leaseMs))}
    where ${isHeld(options, row)}
  `.execute(options.db);
}

/** Nobody has taken the row since: each taking counts its attempts up. */
function isHeld(options: OutboxOptions, row: OutboxRow): RawBuilder<boolean> {
  return sql`(
    workspace_id = ${row.workspaceId}
    and id = ${row.id}
    and state = 'sending'
    and lease_owner = ${options.owner}
    and attempts = ${row.attempt}
  )`;
}

/** A handler that throws is a bug of ours, not of the far side: it is logged and tried again. */
async function attempt(
  options: OutboxOptions,
  handler: OutboxHandler | undefined,
  row: OutboxRow,
): Promise<Delivery> {
  if (handler === undefined) {
    return { outcome: 'failed', reason: `nothing delivers rows of kind ${row.kind}` };
  }
  try {
    return await handler.deliver(row);
  } catch (error) {
    options.log.error({ err: error, outbox: row.id, kind: row.kind }, 'a delivery threw');
    const words = error instanceof Error ? error.message : String(error);
    return { outcome: 'retry', afterMs: Math.min(2 ** row.attempt * 1000, 300_000), reason: words };
  }
}

/** Writes down what became of it. False when another process has taken the row meanwhile. */
async function mark(
  tx: Tx,
  options: OutboxOptions,
  row: OutboxRow,
  delivery: Delivery,
): Promise<boolean> {
  const now = options.clock.now();
  const isRetry = delivery.outcome === 'retry';
  const { numAffectedRows } = await sql`
    update outbox
    set
      state = ${isRetry ? 'pending' : delivery.outcome},
      not_before = ${at(isRetry ? plusMs(now, delivery.afterMs) : now)},
      lease_until = null,
      last_error = ${delivery.outcome === 'sent' ? null : delivery.reason},
      finished_at = ${at(isRetry ? null : now)}
    where ${isHeld(options, row)}
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

async function nextReadyAt(db: Db, lane: Lane): Promise<Instant | null> {
  const { rows } = await sql<{ ready_at: Instant | null }>`
    select min(greatest(o.not_before, coalesce(o.lease_until, o.not_before))) as ready_at
    from outbox o
    where o.state in ('pending', 'sending')
      and ${lane}
      and not exists (
        select
        from outbox earlier
        where earlier.workspace_id = o.workspace_id
          and earlier.order_key = o.order_key
          and earlier.sequence < o.sequence
          and earlier.state in ('pending', 'sending')
      )
  `.execute(db);
  return rows[0]?.ready_at ?? null;
}
