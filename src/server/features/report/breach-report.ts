import { sql } from 'kysely';
import type {
  BreachedCycle as Presented,
  BreachQuery,
  BreachReport,
  TimeFigure,
  TimeFilter,
} from '#contract/breach-report.ts';
import type { TeamId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import { type Span, spanOf } from '#domain/metrics/span.ts';
import { share } from '#domain/metrics/statistics.ts';
import { keysOf, msIn, timeFigure } from '#domain/metrics/time-figures.ts';
import { type TimeSlice, timeParts } from '#domain/metrics/time-part.ts';
import { metrics } from '#domain/sla/clock.ts';
import type { Db } from '#server/platform/db/database.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { counted, type Filter } from './figures.ts';
import { type BreachedCycle, readBreachedCycles } from './read-breaches.ts';
import { baseFilter, timeZoneOf } from './read-report.ts';

/*
 * Where the time of breached cycles went. Each figure is measured over slices that a `TimeFilter`
 * picks, and carries that filter: the list and the file of the figure are cut by the very same.
 */

type Asked = { readonly query: BreachQuery; readonly now: Instant };
type Names = ReadonlyMap<string, string>;

/** All figures of the breached cycles of a period. */
export async function readBreachReport(
  db: Db,
  actor: StaffActor,
  asked: Asked,
): Promise<BreachReport> {
  const { query, now } = asked;
  const timeZone = await timeZoneOf(db, actor);
  const span = spanOf(query, timeZone);
  const all = await readBreachedCycles(db, actor, { query, span, now });
  const cycles = all.filter(({ endedBy }) => endedBy === query.endedBy);
  const others = all.filter(({ endedBy }) => endedBy !== query.endedBy);
  const otherEnd = query.endedBy === 'people' ? 'automatic' : 'people';
  const figure = (filter: TimeFilter) => figureOf(cycles, filter);
  return {
    timeZone,
    from: toIso(span.from),
    to: toIso(span.to),
    cycles: counted(cycles, ticketsFilter(query, span, query.endedBy)),
    apart: counted(others, ticketsFilter(query, span, otherEnd)),
    wall: figure({}),
    parts: timeParts.map((part) => ({ part, figure: figure({ part }) })),
    teams: teamsOf(cycles, await readTeamNames(db, actor)),
    hops: keysOf(cycles, ({ hop }) => hop)
      .toSorted((a, b) => a - b)
      .map((hop) => ({
        hop,
        offered: figure({ hop, part: 'offered' }),
        handled: figure({ hop, part: 'handled' }),
        whole: figure({ hop }),
      })),
    metrics: metricsOf(cycles),
  };
}

/** The cycles that have time of the kind asked for, most of it first, as they are presented. */
export async function readPresentedCycles(
  db: Db,
  actor: StaffActor,
  asked: { readonly query: BreachQuery & TimeFilter; readonly now: Instant },
): Promise<readonly Presented[]> {
  const { query, now } = asked;
  const span = spanOf(query, await timeZoneOf(db, actor));
  const all = await readBreachedCycles(db, actor, { query, span, now });
  const names = await readTeamNames(db, actor);
  const isAsked = pickedBy(query);
  return all
    .filter(({ endedBy }) => endedBy === query.endedBy)
    .map((cycle) => ({ cycle, askedMs: msIn(cycle, isAsked) }))
    .filter(({ askedMs }) => isAsked === undefined || askedMs > 0)
    .toSorted((a, b) => b.askedMs - a.askedMs)
    .map(({ cycle, askedMs }) => present(cycle, askedMs, names));
}

function present(cycle: BreachedCycle, askedMs: number, names: Names): Presented {
  const { ticketId, number, subject, metric, endedBy, startedAt, until, detectedAt } = cycle;
  return {
    ticketId,
    number,
    subject,
    metric,
    cycle: cycle.cycle,
    startedAt: toIso(startedAt),
    breachedAt: toIso(cycle.breachedAt),
    detectedAt: detectedAt === null ? null : toIso(detectedAt),
    endedAt: cycle.endedAt === null ? null : toIso(cycle.endedAt),
    endedBy,
    until: toIso(until),
    wallMs: until - startedAt,
    askedMs,
    slices: cycle.slices
      .toSorted((a, b) => timeParts.indexOf(a.part) - timeParts.indexOf(b.part) || b.ms - a.ms)
      .map((slice) => ({ ...slice, teamName: nameOf(slice.teamId, names) })),
  };
}

function teamsOf(cycles: readonly BreachedCycle[], names: Names): BreachReport['teams'] {
  const ids = keysOf(cycles, (slice) => (isWithTeam(slice) ? (slice.teamId ?? 'none') : null));
  return ids
    .map((partTeamId) => {
      const figure = (filter: TimeFilter) => figureOf(cycles, { ...filter, partTeamId });
      const teamId = partTeamId === 'none' ? null : partTeamId;
      return {
        teamId,
        teamName: nameOf(teamId, names),
        handled: figure({ part: 'handled' }),
        offered: figure({ part: 'offered' }),
        queued: figure({ part: 'queued' }),
        whole: figure({}),
      };
    })
    .toSorted((a, b) => b.whole.totalMs - a.whole.totalMs);
}

function metricsOf(cycles: readonly BreachedCycle[]): BreachReport['metrics'] {
  const { totalMs } = timeFigure(cycles);
  return metrics.flatMap((metric) => {
    const those = cycles.filter((cycle) => cycle.metric === metric);
    if (those.length === 0) return [];
    const figure = timeFigure(those);
    return [
      { metric, figure: { ...figure, share: share(figure.totalMs, totalMs), filter: { metric } } },
    ];
  });
}

function figureOf(cycles: readonly BreachedCycle[], asked: TimeFilter): TimeFigure {
  const { part, partTeamId, hop } = asked;
  return {
    ...timeFigure(cycles, pickedBy(asked)),
    filter: {
      ...(part !== undefined && { part }),
      ...(partTeamId !== undefined && { partTeamId }),
      ...(hop !== undefined && { hop: String(hop) }),
    },
  };
}

/** Which slices a filter picks; undefined where it asks for none in particular. */
function pickedBy(filter: TimeFilter): ((slice: TimeSlice) => boolean) | undefined {
  const { part, partTeamId, hop } = filter;
  if (part === undefined && partTeamId === undefined && hop === undefined) return undefined;
  return (slice) =>
    (part === undefined || slice.part === part) &&
    (hop === undefined || slice.hop === hop) &&
    (partTeamId === undefined || (isWithTeam(slice) && (slice.teamId ?? 'none') === partTeamId));
}

/** Waiting for others and closed hours are no team's, not even "none's". */
function isWithTeam({ part }: TimeSlice): boolean {
  return part === 'handled' || part === 'offered' || part === 'queued';
}

/** The list of the tickets behind the cycles, for `GET /api/v1/tickets`. */
function ticketsFilter(query: BreachQuery, span: Span, endedBy: BreachQuery['endedBy']): Filter {
  const [from, to] = [toIso(span.from), toIso(span.to)];
  const period =
    query.set === 'created'
      ? { createdFrom: from, createdTo: to }
      : { solvedFrom: from, solvedTo: to };
  return {
    ...baseFilter(query),
    ...period,
    clockOutcome: 'breached',
    clockEndedBy: endedBy,
    ...(query.metric !== undefined && { clockMetric: query.metric }),
  };
}

function nameOf(teamId: TeamId | string | null, names: Names): string | null {
  return teamId === null ? null : (names.get(teamId) ?? null);
}

async function readTeamNames(db: Db, actor: StaffActor): Promise<Names> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from team where workspace_id = ${actor.workspaceId}
  `.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
