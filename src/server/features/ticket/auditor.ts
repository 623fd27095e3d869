import { type RawBuilder, sql } from 'kysely';
import { Gauge } from 'prom-client';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { plusMs } from '#domain/kernel/instant.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Db, Tx } from '#server/platform/db/database.ts';
import { at, json } from '#server/platform/db/parameters.ts';
import { isDatabaseAway, transaction } from '#server/platform/db/transaction.ts';
import type { FoundIssue, HealthCheck } from '#server/platform/health/health.ts';
import { holdState } from '#server/platform/hold.ts';
import { newId } from '#server/platform/ids.ts';
import type { Logger } from '#server/platform/log.ts';

/*
 * Watches the engine from outside it (P19): a loop of its own, with plain questions to the tables
 * and none of the engine's code. It asks whether anything that should have happened has not, and
 * whether any open climb is left without a next step. What it finds is an alarm: a page to the
 * catch-all owner, a metric, and an issue of the health answer that an outside monitor reads.
 */

/** Real time between two looks; the promise is an alarm within a minute. */
const everyMs = 15_000;
/** A due thing this late is stuck: a thousand fire in a second. */
const stuckMs = 30_000;

const found = new Gauge({
  name: 'belay_auditor_findings',
  help: 'Things that should have happened and have not, at the last look.',
  labelNames: ['kind'],
});

type Finding = {
  readonly kind: 'timer_stuck' | 'letter_stuck' | 'climb_without_step' | 'clock_without_timer';
  readonly workspaceId: WorkspaceId;
  readonly ticketId: TicketId | null;
};

export type Auditor = {
  /** Looks once and raises what is new. Answers everything that is wrong now. */
  look(): Promise<readonly Finding[]>;
  /** What the last look found, for the health answer; also when it has not looked for long. */
  readonly check: HealthCheck;
  stop(): void;
};

export function startAuditor(parts: {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
}): Auditor {
  const { db, clock, log } = parts;
  const raised = new Set<string>();
  let last: readonly Finding[] = [];
  let lookedAtMs = performance.now();
  const isWaiting = followHolds();
  const look = async (): Promise<readonly Finding[]> => {
    const findings = await transaction(db, async (tx) =>
      isWaiting(await isHeld(tx)) ? last : findAll(tx, clock),
    );
    const keys = new Set(findings.map(keyOf));
    const fresh = findings.filter((each) => !raised.has(keyOf(each)));
    for (const key of raised) if (!keys.has(key)) raised.delete(key);
    if (fresh.length > 0) await raise(parts, fresh);
    for (const each of fresh) raised.add(keyOf(each));
    for (const kind of kinds) {
      found.set({ kind }, findings.filter((each) => each.kind === kind).length);
    }
    last = findings;
    lookedAtMs = performance.now();
    return findings;
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => {
      if (!isDatabaseAway(error)) log.error({ err: error }, 'the auditor could not look');
    });
  }, everyMs);
  timer.unref();
  return {
    look,
    check: async () => issuesOf(last, performance.now() - lookedAtMs),
    stop: () => clearInterval(timer),
  };
}

const kinds = ['timer_stuck', 'letter_stuck', 'climb_without_step', 'clock_without_timer'] as const;

function keyOf(finding: Finding): string {
  return `${finding.kind}:${finding.ticketId ?? finding.workspaceId}`;
}

/** A hold this long is itself what keeps things from happening. */
const heldMsMax = 15 * 60_000;

async function isHeld(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ is_free: boolean }>`select is_free from ${holdState}`.execute(tx);
  return rows[0]?.is_free === false;
}

/**
 * Says whether what is due waits on purpose: while the loops are held (`hold.ts`), and for a moment
 * after, in which they catch up.
 */
export function followHolds(nowMs = () => performance.now()): (isHeldNow: boolean) => boolean {
  let hold: { readonly sinceMs: number; readonly seenMs: number } | null = null;
  return (isHeldNow) => {
    const now = nowMs();
    if (isHeldNow) hold = { sinceMs: hold?.sinceMs ?? now, seenMs: now };
    else if (hold !== null && now - hold.seenMs >= stuckMs) hold = null;
    return hold !== null && now - hold.sinceMs < heldMsMax;
  };
}

/** A clock without its timer is found this long before its target at the latest. */
const aheadMs = 60 * 60_000;
const findingsMax = 1000;

async function findAll(tx: Tx, clock: Clock): Promise<readonly Finding[]> {
  const now = clock.now();
  const late = at(plusMs(now, -stuckMs));
  const { rows } = await sql<Finding>`
    select 'timer_stuck' as kind, workspace_id as "workspaceId", ticket_id as "ticketId"
    from timer
    where fired_at is null and due_at < ${late}
    union
    ${stuckLetters(late)}
    union
    ${climbsWithoutStep}
    union
    ${clocksWithoutTimer(at(plusMs(now, aheadMs)))}
    limit ${findingsMax}
  `.execute(tx);
  return rows;
}

/**
 * Letters that nobody has tried to send, and those whose sender has died and had no successor. One
 * that waits for an earlier one of its ticket is in order: that one is being tried again.
 */
function stuckLetters(late: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select 'letter_stuck', o.workspace_id, o.ticket_id
    from outbox o
    where (
        (o.state = 'pending' and o.attempts = 0 and o.not_before < ${late})
        or (o.state = 'sending' and o.lease_until < ${late})
      )
      and not exists (
        select from outbox earlier
        where earlier.workspace_id = o.workspace_id
          and earlier.order_key = o.order_key
          and earlier.sequence < o.sequence
          and earlier.state in ('pending', 'sending')
      )
  `;
}

/**
 * Climbs of which nothing would ever speak again. Only timers of the climb count, and the last net
 * for tickets without any. History, exercises and spam alarm nobody (C45).
 */
const climbsWithoutStep = sql`
  select 'climb_without_step', e.workspace_id, e.ticket_id
  from escalation e
  join ticket t on t.workspace_id = e.workspace_id and t.id = e.ticket_id
  where e.state = 'active'
    and not (t.is_imported or t.is_practice or t.is_spam)
    and not exists (
      select from timer w
      left join clock c
        on c.workspace_id = w.workspace_id
        and c.id = (w.payload ->> 'clockId')::uuid
      where w.workspace_id = e.workspace_id
        and w.ticket_id = e.ticket_id
        and w.fired_at is null
        and (
          w.kind in ('idle', 'hop_acknowledge', 'close_by')
          or c.metric in ('acknowledge', 'handle', 'close')
        )
    )
`;

/** Each running clock has a timer of its own: that of another one would never fire it. */
function clocksWithoutTimer(ahead: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select 'clock_without_timer', c.workspace_id, c.ticket_id
    from clock c
    where c.status = 'running'
      and c.due_at < ${ahead}
      and not exists (
        select from timer w
        where w.workspace_id = c.workspace_id
          and w.ticket_id = c.ticket_id
          and w.fired_at is null
          and w.payload ->> 'clockId' = c.id::text
      )
  `;
}

/**
 * One page for each workspace, however much is wrong in it: the details are on the health page. Of
 * several processes that find the same, the first pages.
 */
async function raise(
  parts: { readonly db: Db; readonly clock: Clock; readonly log: Logger },
  fresh: readonly Finding[],
): Promise<void> {
  parts.log.error(
    { findings: fresh.slice(0, 20), count: fresh.length },
    'the auditor raises an alarm',
  );
  const byWorkspace = Map.groupBy(fresh, ({ workspaceId }) => workspaceId);
  for (const [workspaceId, findings] of byWorkspace) {
    const payload = { kinds: [...new Set(findings.map(({ kind }) => kind))].toSorted() };
    await transaction(parts.db, (tx) => page(tx, parts.clock, { workspaceId, findings, payload }));
  }
}

/** Two processes look at most one interval apart. */
const sameAlarmMs = 2 * everyMs;

async function page(
  tx: Tx,
  clock: Clock,
  alarm: {
    readonly workspaceId: WorkspaceId;
    readonly findings: readonly Finding[];
    readonly payload: { readonly kinds: readonly string[] };
  },
): Promise<void> {
  const { workspaceId, findings } = alarm;
  const now = clock.now();
  const payload = json({ ...alarm.payload, count: findings.length });
  await sql`select from workspace where id = ${workspaceId} for update`.execute(tx);
  await sql`
    insert into notification
      (workspace_id, id, agent_id, ticket_id, about, urgency, payload, created_at)
    select
      w.id,
      ${newId()},
      w.catch_all_agent_id,
      ${findings[0]?.ticketId ?? null},
      'engine_stuck',
      'page',
      ${payload},
      ${at(now)}
    from workspace w
    where w.id = ${workspaceId}
      and w.catch_all_agent_id is not null
      and not exists (
        select from notification told
        where told.workspace_id = w.id
          and told.about = 'engine_stuck'
          and told.payload = ${payload}
          and told.created_at > ${at(plusMs(now, -sameAlarmMs))}
      )
  `.execute(tx);
}

function issuesOf(findings: readonly Finding[], sinceLookMs: number): readonly FoundIssue[] {
  const issues: FoundIssue[] = [];
  if (sinceLookMs > 4 * everyMs) {
    issues.push({
      code: 'auditor_silent',
      severity: 'critical',
      sentence: `The auditor has not looked for ${Math.round(sinceLookMs / 1000)} seconds.`,
      mend: 'See the log for what keeps it from the database, then restart Belay.',
      facts: { seconds: Math.round(sinceLookMs / 1000) },
    });
  }
  for (const kind of kinds) {
    const count = findings.filter((each) => each.kind === kind).length;
    if (count === 0) continue;
    issues.push({ code: kind, severity: 'critical', ...words[kind](count), facts: { count } });
  }
  return issues;
}

const words: Record<Finding['kind'], (count: number) => Pick<FoundIssue, 'sentence' | 'mend'>> = {
  timer_stuck: (count) => ({
    sentence: `${count} due things have not fired although their time has passed.`,
    mend: 'See the log for the timers that fail; restart Belay if there is nothing.',
  }),
  letter_stuck: (count) => ({
    sentence: `${count} messages wait in the outbox and nobody has tried to send them.`,
    mend: 'See the log for the outbox; restart Belay if there is nothing.',
  }),
  climb_without_step: (count) => ({
    sentence: `${count} tickets are escalated and nothing is planned for them.`,
    mend: 'Open them from the view "All", escalated, and act; then report this as a fault of Belay.',
  }),
  clock_without_timer: (count) => ({
    sentence: `${count} tickets have a running clock that nothing will fire.`,
    mend: 'Change any field of the ticket to plan it anew; then report this as a fault of Belay.',
  }),
};
