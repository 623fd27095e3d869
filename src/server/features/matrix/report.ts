import { sql } from 'kysely';
import type { MatrixReport, PathCoverage, ProofFinding } from '#contract/matrix.ts';
import type { AgentId, TeamId, WorkspaceId } from '#domain/kernel/id.ts';
import { dayMs, hourMs, type Instant, instant, plusMs, toIso } from '#domain/kernel/instant.ts';
import { openCalendarIds } from '#domain/matrix/facts.ts';
import { weekTimeOf } from '#domain/matrix/match.ts';
import type { MatrixContent } from '#domain/matrix/matrix.ts';
import {
  type CoverageCell,
  coverageOf,
  type ProofFinding as Proof,
  proveMatrix,
} from '#domain/matrix/prove.ts';
import { validateMatrix } from '#domain/matrix/validate.ts';
import type { Directory } from '#domain/people/directory.ts';
import { fromLocalMs, toLocalMs } from '#domain/sla/zone.ts';
import { receiverName, type WriteCore } from '#server/features/ticket/public.ts';
import type { Db } from '#server/platform/db/database.ts';
import { at } from '#server/platform/db/parameters.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { coded } from './coded.ts';

const hoursPerWeek = 168;

/** Everything a matrix can be told of itself: faults, dead ends, and who is reached when (P1). */
export async function readReport(
  core: WriteCore,
  actor: StaffActor,
  asked: { readonly content: MatrixContent | null; readonly teamId: TeamId | null },
): Promise<MatrixReport> {
  return transaction(core.db, async (tx) => {
    const { workspaceId } = actor;
    const { declared, directory } = await core.context(tx, workspaceId);
    const content = asked.content ?? declared.matrix;
    const calendarIds = new Set(declared.calendars.keys());
    const zone = await readZone(tx, workspaceId);
    const from = mondayOf(core.clock.now(), zone);
    const shifts = await readShifts(tx, workspaceId, from);
    const coverage = coverageOf(content, {
      directory,
      from,
      hours: hoursPerWeek,
      teamId: asked.teamId,
      openAt: (moment) => openCalendarIds(declared, moment),
      directoryAt: rota(directory, shifts),
    });
    const names = new Names();
    return {
      problems: validateMatrix(content, { directory, calendarIds }).map((problem) => ({
        ...problem,
        values: { ...problem.values },
      })),
      findings: proveMatrix(content, directory).map((finding) => present(finding, directory)),
      coverage: {
        from: toIso(from),
        zone,
        paths: coverage.map(({ ruleId, cells }) =>
          presentPath({ ruleId, cells }, (cell) =>
            names.indexOf(receiverName(directory, cell.first.receiver)),
          ),
        ),
        names: names.list,
      },
    };
  });
}

function presentPath(
  path: { readonly ruleId: string | null; readonly cells: readonly CoverageCell[] },
  whoOf: (cell: CoverageCell) => number,
): PathCoverage {
  const { cells } = path;
  return {
    ruleId: path.ruleId,
    minutesToHuman: cells.map((_, hour) => minutesToHuman(cells, hour)),
    who: cells.map(whoOf),
    isCovered: cells.map(({ isUncovered }) => !isUncovered),
    worstMinutes: Math.max(0, ...cells.map(({ worstMinutes }) => worstMinutes)),
  };
}

/** The wait until somebody is on duty, the week going round, and then their time to acknowledge. */
function minutesToHuman(cells: readonly CoverageCell[], hour: number): number | null {
  for (let waited = 0; waited < cells.length; waited += 1) {
    const cell = cells[(hour + waited) % cells.length];
    if (cell !== undefined && !cell.isUncovered) {
      return waited * 60 + cell.first.acknowledgeMinutes;
    }
  }
  return null;
}

function present(finding: Proof, directory: Directory): ProofFinding {
  const empty = { at: null, ruleId: null, byRuleId: null, why: [] };
  switch (finding.kind) {
    case 'dead_step': {
      const why = finding.why.flatMap((text) => coded(text, directory));
      return { ...empty, kind: finding.kind, at: finding.at, why };
    }
    case 'dead_path':
    case 'rule_never_holds':
    case 'rule_shadowed':
    case 'fallback_unreachable':
      return { ...empty, ...finding };
    default:
      return finding satisfies never;
  }
}

class Names {
  readonly list: string[] = [];

  indexOf(name: string): number {
    const known = this.list.indexOf(name);
    return known === -1 ? this.list.push(name) - 1 : known;
  }
}

async function readZone(db: Db, workspaceId: WorkspaceId): Promise<string> {
  const { time_zone } = await db
    .selectFrom('workspace')
    .select('time_zone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  return time_zone;
}

/** The midnight with which the week of the moment began, in the zone. */
function mondayOf(now: Instant, zone: string): Instant {
  const { weekday } = weekTimeOf(zone, now);
  const day = Math.floor(toLocalMs(zone, now) / dayMs) - (weekday - 1);
  return instant(fromLocalMs(zone, day * dayMs, 'first'));
}

type Shift = {
  readonly teamId: TeamId;
  readonly agentId: AgentId;
  readonly from: Instant;
  readonly to: Instant;
};

/** Shifts that touch the week; where several do, the one that wins comes first. */
async function readShifts(
  db: Db,
  workspaceId: WorkspaceId,
  from: Instant,
): Promise<readonly Shift[]> {
  const { rows } = await sql<Shift>`
    select s.team_id as "teamId", s.agent_id as "agentId", s.from_at as "from", s.to_at as "to"
    from on_call_shift s
    where s.workspace_id = ${workspaceId}
      and s.from_at < ${at(plusMs(from, hoursPerWeek * hourMs))}
      and s.to_at > ${at(from)}
    order by s.is_override desc, s.from_at desc
  `.execute(db);
  return rows;
}

/** The directory with whoever is on call at a moment. The same people give the same object. */
function rota(directory: Directory, shifts: readonly Shift[]): (moment: Instant) => Directory {
  const known = new Map<string, Directory>();
  return (moment) => {
    const onCall = new Map<TeamId, AgentId>();
    for (const shift of shifts) {
      const isNow = shift.from <= moment && shift.to > moment;
      if (isNow && !onCall.has(shift.teamId)) onCall.set(shift.teamId, shift.agentId);
    }
    const key = [...onCall].flat().join();
    const then = known.get(key) ?? withOnCall(directory, onCall);
    known.set(key, then);
    return then;
  };
}

function withOnCall(directory: Directory, onCall: ReadonlyMap<TeamId, AgentId>): Directory {
  const teams = new Map(
    [...directory.teams].map(([id, team]) => [id, { ...team, onCallId: onCall.get(id) ?? null }]),
  );
  return { ...directory, teams };
}
