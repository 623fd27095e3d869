import { sql } from 'kysely';
import { type Lateness, latenessBoundsMs } from '#contract/health.ts';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { hourMs, type Instant, plusMs, toIso } from '#domain/kernel/instant.ts';
import type { Db } from '../db/database.ts';
import { at } from '../db/parameters.ts';

/** Below this a waiting row is simply next; the target of firing is a second (P13). */
const overdueAfterMs = 1000;

type Asked = {
  readonly workspaceId: WorkspaceId;
  readonly hours: number;
  readonly now: Instant;
};

/**
 * How late the due things of a workspace's tickets were fired in the last hours. It is read from
 * the rows of `timer`, which keep when each was due and when it fired, whichever process did it: a
 * histogram kept in memory would forget what happened before a restart, which is when it is worst.
 * Rows without a ticket are Belay's own steps of long work, which nobody was promised anything by. A week of a million firings takes under two seconds, a day of them (144,000)
 * a quarter of one, by `timer_fired_idx`.
 */
export async function readLateness(db: Db, asked: Asked): Promise<Lateness> {
  const since = plusMs(asked.now, -asked.hours * hourMs);
  const { counts, ...fired } = await readFired(db, asked, since);
  const upTo = [...latenessBoundsMs.map((bound) => bound), null];
  return {
    since: toIso(since),
    until: toIso(asked.now),
    ...fired,
    buckets: upTo.map((upToMs, index) => ({ upToMs, count: counts[index] ?? 0 })),
    overdue: await readOverdue(db, asked),
  };
}

type Fired = Pick<Lateness, 'count' | 'p50Ms' | 'p99Ms' | 'maxMs'> & {
  readonly counts: readonly number[];
};

async function readFired(db: Db, asked: Asked, since: Instant): Promise<Fired> {
  // A step holds its upper end, and `width_bucket` the lower one of each: half a millisecond tells.
  const bounds = latenessBoundsMs.map((bound) => bound + 0.5);
  const steps = latenessBoundsMs.length;
  const { rows } = await sql<Fired>`
    with fired as (
      select greatest(extract(epoch from fired_at - due_at) * 1000, 0)::double precision as ms
      from timer
      where fired_at >= ${at(since)}
        and workspace_id = ${asked.workspaceId}
        and ticket_id is not null
    ),
    stepped as (
      select width_bucket(ms, ${bounds}::double precision[]) as step, count(*)::integer as count
      from fired
      group by 1
    )
    select
      count(*)::integer as count,
      percentile_disc(0.5) within group (order by ms) as "p50Ms",
      percentile_disc(0.99) within group (order by ms) as "p99Ms",
      max(ms) as "maxMs",
      array(
        select coalesce(stepped.count, 0)
        from generate_series(0, ${steps}::integer) as step
        left join stepped using (step)
        order by step
      ) as counts
    from fired
  `.execute(db);
  return rows[0] ?? { count: 0, p50Ms: null, p99Ms: null, maxMs: null, counts: [] };
}

async function readOverdue(db: Db, { workspaceId, now }: Asked): Promise<Lateness['overdue']> {
  const { rows } = await sql<Lateness['overdue']>`
    select
      count(*)::integer as count,
      (extract(epoch from ${at(now)} - min(due_at)) * 1000)::double precision as "longestMs"
    from timer
    where fired_at is null
      and due_at < ${at(plusMs(now, -overdueAfterMs))}
      and workspace_id = ${workspaceId}
      and ticket_id is not null
  `.execute(db);
  return rows[0] ?? { count: 0, longestMs: null };
}
