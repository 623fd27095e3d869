import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import {
  dayMs,
  hourMs,
  type Instant,
  instantFromIso,
  minuteMs,
  plusMs,
  toIso,
} from '#domain/kernel/instant.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { type BelayProcess, moveClock, spawnBelay } from '#harness/belay-process.ts';
import { freePort } from '#harness/real-server.ts';
import { copyTicket } from './crowd.ts';
import { type Installation, openInstallation } from './installation.ts';
import { givePast } from './past.ts';
import { openTicket } from './workspace.ts';

/*
 * P13 and P15 at their size: a million clocks run, and some fall due, with Belay as processes of
 * its own, started as an operator starts them. Tickets are opened through the write path at ten
 * moments of a second and then copied in SQL; what is measured, firing, is not touched by that.
 *
 * A ticket of normal priority warns after 80 % of four hours, and at four hours it breaches and
 * escalates by itself. So whoever wrote at nine is due at 12:12 and at 13:00.
 */

export type Phase = {
  readonly what: string;
  readonly processes: number;
  readonly count: number;
  /** From the moment a row fell due to the moment a process took it. */
  readonly latenessMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** From the first due moment until another connection saw the last one committed. */
  readonly allDoneAfterMs: number;
  readonly missed: number;
  readonly doubled: number;
};

export type ScaleFigures = {
  readonly runningClocks: number;
  /** One look of the auditor, which goes by every open ticket four times a minute. */
  readonly auditorLookMs: number;
  readonly phases: readonly Phase[];
};

const nine = instantFromIso('2027-03-01T09:00:00+07:00');
const warnAfterMs = 3.2 * hourMs;
const breachAfterMs = 4 * hourMs;
/** Groups of tickets by when they were opened. */
const few = { openedAt: nine, count: 100 };
const many = { openedAt: plusMs(nine, 2 * minuteMs), count: 10_000 };
const others = { openedAt: plusMs(nine, 10 * minuteMs), count: 10_000 };
/** Tickets that climbed on the Friday before and were dealt with. */
const pastCount = 500;
/** Nothing of the rest falls due while this runs. */
const restOpenedAt = plusMs(nine, 5 * hourMs);

type Group = { readonly openedAt: Instant; readonly count: number };

/** Takes some minutes, most of them for the copies; `BENCH_CLOCKS` makes it smaller. */
export async function measureScale(): Promise<ScaleFigures> {
  const clocksWanted = Number(process.env['BENCH_CLOCKS'] ?? 1_000_000);
  const home = await openInstallation(nine);
  const children: ChildProcess[] = [];
  try {
    await home.clock.set(plusMs(nine, -3 * dayMs));
    await givePast(home, pastCount);
    for (const group of [few, many, others]) await openGroup(home, group);
    const { db } = home.belay;
    const rest = Math.max(0, clocksWanted - (await runningClocks(db)));
    await openGroup(home, { openedAt: restOpenedAt, count: Math.ceil(rest / 2) });
    // What a desk gathered over months has long been vacuumed and written out; this was copied in
    // minutes, and PostgreSQL would do both while we measure.
    await sql`vacuum analyze`.execute(db);
    await sql`checkpoint`.execute(db);
    const clocks = await runningClocks(db);
    const start = () => startProcess(home, children);
    const auditorLookMs = await timed(() => home.belay.auditor.look());
    // From here on it only lends its connections to whoever watches.
    await home.belay.stop();
    return { runningClocks: clocks, auditorLookMs, phases: await runPhases(db, start) };
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await wait(500);
    await home.close();
  }
}

async function runPhases(db: Db, start: () => Promise<BelayProcess>): Promise<Phase[]> {
  const first = await start();
  const phases = [
    await phase(db, [first], { what: 'warning', group: few, afterMs: warnAfterMs }),
    await phase(db, [first], { what: 'warning', group: many, afterMs: warnAfterMs }),
  ];
  const second = await start();
  const both = [first, second];
  phases.push(
    await phase(db, both, { what: 'warning', group: others, afterMs: warnAfterMs }),
    await phase(db, both, { what: 'breach and climb', group: few, afterMs: breachAfterMs }),
    await phase(db, both, { what: 'breach and climb', group: many, afterMs: breachAfterMs }),
    await phase(db, both, {
      what: 'breach and climb, one process killed in the middle',
      group: others,
      afterMs: breachAfterMs,
      killed: second,
    }),
  );
  return phases;
}

/** Opens ten tickets within a second, and copies each. */
async function openGroup(home: Installation, group: Group): Promise<void> {
  const { belay, clock, workspaceId } = home;
  for (let tenth = 0; tenth < 10; tenth += 1) {
    await clock.set(plusMs(group.openedAt, tenth * 100));
    const ticketId = await openTicket(belay, workspaceId, `${group.openedAt}-${tenth}`);
    await copyTicket(belay.db, ticketId, Math.ceil(group.count / 10) - 1);
  }
}

async function startProcess(home: Installation, children: ChildProcess[]): Promise<BelayProcess> {
  const { dataFolder, secret } = home;
  return spawnBelay({ dataFolder, secret, port: await freePort() }, (child) => {
    children.push(child);
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return Math.round(performance.now() - begun);
}

async function runningClocks(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from clock where status = 'running'
  `.execute(db);
  return rows[0]?.count ?? 0;
}

type Asked = {
  readonly what: string;
  readonly group: Group;
  readonly afterMs: number;
  readonly killed?: BelayProcess;
};

/** Lets one group fall due, and watches from a connection of its own until all is done. */
async function phase(db: Db, processes: readonly BelayProcess[], asked: Asked): Promise<Phase> {
  const { what, group, afterMs, killed } = asked;
  const firstDue = plusMs(group.openedAt, afterMs);
  const leadMs = 4000;
  // Counting ten thousand rows takes its share of the machine: it must not be done all the time.
  const lookMs = group.count > 1000 ? 100 : 20;
  await Promise.all(
    processes.map(({ origin }) => moveClock(origin, { set: toIso(plusMs(firstDue, -leadMs)) })),
  );
  const dueAtMs = performance.now() + leadMs;
  await wait(leadMs - 20);
  for (;;) {
    const fired = await firedCount(db, firstDue);
    if (killed !== undefined && fired >= group.count / 3) killed.child.kill('SIGKILL');
    if (fired >= group.count || performance.now() - dueAtMs > 120_000) break;
    await wait(lookMs);
  }
  const allDoneAfterMs = Math.round(performance.now() - dueAtMs);
  // Whatever would fire a second time has had its chance by then.
  await wait(3000);
  const eventType = afterMs === breachAfterMs ? 'clock.breached' : 'clock.mark_reached';
  return {
    what,
    processes: processes.length,
    count: group.count,
    latenessMs: await lateness(db, firstDue),
    allDoneAfterMs,
    ...(await faults(db, group, eventType)),
  };
}

async function firedCount(db: Db, firstDue: Instant): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count
    from timer
    where kind = 'clock_mark'
      and due_at >= ${at(firstDue)}
      and due_at < ${at(plusMs(firstDue, 1000))}
      and fired_at is not null
      and fired_at < ${at(plusMs(firstDue, hourMs))}
      and fired_at >= ${at(firstDue)}
  `.execute(db);
  return rows[0]?.count ?? 0;
}

async function lateness(db: Db, firstDue: Instant): Promise<Phase['latenessMs']> {
  const { rows } = await sql<{ p50: number; p99: number; max: number }>`
    select
      percentile_disc(0.5) within group (order by late) as p50,
      percentile_disc(0.99) within group (order by late) as p99,
      max(late) as max
    from (
      select round(extract(epoch from fired_at - due_at) * 1000)::float8 as late
      from timer
      where kind = 'clock_mark'
        and due_at >= ${at(firstDue)}
        and due_at < ${at(plusMs(firstDue, 1000))}
        and fired_at is not null
    ) fired
  `.execute(db);
  return rows[0] ?? { p50: 0, p99: 0, max: 0 };
}

async function faults(db: Db, group: Group, eventType: string) {
  const { rows } = await sql<{ missed: number; doubled: number }>`
    select
      count(*) filter (where times = 0)::integer as missed,
      count(*) filter (where times > 1)::integer as doubled
    from (
      select
        (
          select count(*)
          from event e
          where e.workspace_id = t.workspace_id
            and e.ticket_id = t.id
            and e.type = ${eventType}
            and e.payload ->> 'metric' = 'first_response'
        ) as times
      from ticket t
      where t.created_at >= ${at(group.openedAt)}
        and t.created_at < ${at(plusMs(group.openedAt, 1000))}
    ) told
  `.execute(db);
  return rows[0] ?? { missed: -1, doubled: -1 };
}
