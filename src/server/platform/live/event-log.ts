import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { LiveEvent } from '#contract/live.ts';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import { beforeAll, type EventCursor, formatCursor } from './cursor.ts';

/*
 * A sequence alone skips: a transaction that took position 7 may commit after one that took 8, and
 * a reader who has seen 8 never looks back. So events are read in the order of their transactions,
 * and only those below the horizon: the oldest transaction that still runs in this database. Below
 * it nothing can appear any more.
 *
 * `pg_snapshot_xmin` would be simpler and counts the transactions of every database on the server:
 * a neighbour's nightly load of ten minutes would keep every screen of ours still for ten minutes.
 */

/** A committed event, with the workspace that the contract's form leaves out. */
export type LoggedEvent = {
  readonly workspaceId: WorkspaceId;
  readonly ticketId: TicketId | null;
  readonly cursor: EventCursor;
  readonly event: LiveEvent;
};

type Row = {
  workspace_id: WorkspaceId;
  position: string;
  txid: string;
  ticket_id: TicketId | null;
  type: string;
  payload: Record<string, unknown>;
  at: Instant;
  actor_kind: LiveEvent['actor']['kind'];
  actor_id: string | null;
};

const columns = sql`
  event.workspace_id,
  event.position::text as position,
  event.txid::text as txid,
  event.ticket_id,
  event.type,
  event.payload,
  event.at,
  event.actor_kind,
  event.actor_id
`;

type Horizon = {
  /** The oldest transaction that still runs in this database, or the next to begin when none does. */
  readonly horizon: string;
  /** Some transaction runs, so that something committed may lie beyond. */
  readonly isHeld: boolean;
};

/**
 * Up to where nothing can appear any more.
 *
 * Must be a statement of its own, before the one that reads events. A transaction that began before
 * this statement's snapshot is either seen running here, and holds the horizon, or has ended, and
 * then the later statement sees what it wrote. Sessions of Belay's own role are seen; no other role
 * writes events. `backend_xid` has 32 bits: its distance from the snapshot's end gives the rest, and
 * a distance beyond half of them means that it began after the snapshot.
 */
async function readHorizon(db: QueryExecutorProvider): Promise<Horizon> {
  const found = await sql<Horizon>`
    select
      (ceiling - coalesce(max(age), 0))::text as horizon,
      max(age) is not null as "isHeld"
    from (
      select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as ceiling
    ) as snapshot
    left join lateral (
      select (ceiling % 4294967296 - backend_xid::text::bigint + 4294967296) % 4294967296 as age
      from pg_stat_activity
      where datname = current_database()
        and backend_xid is not null
    ) as running on age < 2147483648
    group by ceiling
  `.execute(db);
  return found.rows[0] ?? { horizon: '0', isHeld: false };
}

export type Look = {
  readonly events: readonly LoggedEvent[];
  /** A transaction that still ran may have held back more: look again soon, no hint will come. */
  readonly isHeld: boolean;
};

/** Events of every workspace after the cursor, in order. For the one follower of a process. */
export async function readEventsAfter(
  db: QueryExecutorProvider,
  after: EventCursor,
  limit: number,
): Promise<Look> {
  const { horizon, isHeld } = await readHorizon(db);
  const found = await sql<Row>`
    select ${columns}
    from event
    where (event.txid, event.position) > (${after.txid}::xid8, ${after.position}::bigint)
      and event.txid < ${horizon}::xid8
    order by event.txid, event.position
    limit ${limit}
  `.execute(db);
  return { events: found.rows.map(loggedEvent), isHeld };
}

export type FeedFilter = {
  readonly workspaceId: WorkspaceId;
  readonly ticketId: TicketId | null;
  /** The gate's condition on `ticket`, for events that belong to one. */
  readonly ticketIsVisible: RawBuilder<boolean>;
};

/** Events of one workspace that an actor may see after the cursor, in order. */
export async function readFeedAfter(
  db: QueryExecutorProvider,
  after: EventCursor,
  options: { readonly limit: number; readonly filter: FeedFilter },
): Promise<readonly LoggedEvent[]> {
  const { filter, limit } = options;
  const { horizon } = await readHorizon(db);
  const ofTicket = filter.ticketId === null ? sql`true` : sql`event.ticket_id = ${filter.ticketId}`;
  const found = await sql<Row>`
    select ${columns}
    from event
    left join ticket
      on ticket.workspace_id = event.workspace_id
      and ticket.id = event.ticket_id
    where event.workspace_id = ${filter.workspaceId}
      and ${ofTicket}
      and (event.txid, event.position) > (${after.txid}::xid8, ${after.position}::bigint)
      and event.txid < ${horizon}::xid8
      and (event.ticket_id is null or ${filter.ticketIsVisible})
    order by event.txid, event.position
    limit ${limit}
  `.execute(db);
  return found.rows.map(loggedEvent);
}

/** Where a reader stands who wants only what comes from now on. */
export async function readHead(db: QueryExecutorProvider): Promise<EventCursor> {
  const { horizon } = await readHorizon(db);
  const found = await sql<{ txid: string; position: string }>`
    select event.txid::text as txid, event.position::text as position
    from event
    where event.txid < ${horizon}::xid8
    order by event.txid desc, event.position desc
    limit 1
  `.execute(db);
  return found.rows[0] ?? beforeAll;
}

function loggedEvent(row: Row): LoggedEvent {
  const cursor = { txid: row.txid, position: row.position };
  return {
    workspaceId: row.workspace_id,
    ticketId: row.ticket_id,
    cursor,
    event: {
      cursor: formatCursor(cursor),
      type: row.type,
      at: toIso(row.at),
      ticketId: row.ticket_id,
      actor: { kind: row.actor_kind, id: row.actor_id },
      payload: row.payload,
    },
  };
}
