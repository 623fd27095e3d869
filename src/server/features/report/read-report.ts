import { sql } from 'kysely';
import { type Report, type ReportFilter, type ReportQuery, seriesKeys } from '#contract/report.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import { meetsTierGoal, tierGoals } from '#domain/metrics/definitions.ts';
import { periodBefore } from '#domain/metrics/period.ts';
import { type Bucket, bucketsOf, spanOf } from '#domain/metrics/span.ts';
import { scoreMax } from '#domain/feedback/score.ts';
import { tiers } from '#domain/people/directory.ts';
import { metrics } from '#domain/sla/clock.ts';
import type { Db } from '#server/platform/db/database.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import {
  breachesOf,
  counted,
  type Cut,
  type Filter,
  measured,
  measureFigure,
  measureFigures,
  ratedFilter,
  ratedTickets,
  solvedFilter,
  solvedTickets,
  unitOf,
} from './figures.ts';
import { readChoices, readRows } from './read-rows.ts';

type Asked = { readonly query: ReportQuery; readonly now: Instant };

/** All figures of a period, each with the filter that lists what it counted. */
export async function readReport(db: Db, actor: StaffActor, asked: Asked): Promise<Report> {
  const { query, now } = asked;
  const timeZone = await timeZoneOf(db, actor);
  const span = spanOf(query, timeZone);
  const spanBefore = spanOf(periodBefore(query), timeZone);
  // Both periods are read at once: what is compared was counted at the same moment.
  const whole = { from: spanBefore.from, to: span.to };
  const rows = await readRows(db, actor, { filter: query, span: whole });
  const cut: Cut = { rows, span, base: baseFilter(query), now };
  const buckets = bucketsOf(query, query.bucket, timeZone);
  return {
    timeZone,
    from: toIso(span.from),
    to: toIso(span.to),
    figures: measureFigures(cut, { ...cut, span: spanBefore }),
    buckets: buckets.map(({ start, from, to }) => ({ start, from: toIso(from), to: toIso(to) })),
    series: seriesOf(cut, buckets),
    tiers: tiersOf(cut),
    scores: scoresOf(cut),
    breaches: metrics.map((metric) => {
      const { value, part, of } = breachesOf(cut, metric);
      return { metric, value, part, of };
    }),
    choices: await readChoices(db, actor),
  };
}

/** What every list that the report opens is narrowed to. */
export function baseFilter(filter: ReportFilter): Filter {
  const { teamId, ownerId, channelKind, issueType, segment, language, includesImported } = filter;
  return {
    counted: includesImported ? 'with_imported' : 'own',
    ...(teamId !== undefined && { teamId }),
    ...(ownerId !== undefined && { ownerId }),
    ...(channelKind !== undefined && { channelKind }),
    ...(issueType !== undefined && { issueType }),
    ...(segment !== undefined && { segment }),
    ...(language !== undefined && { language }),
  };
}

function seriesOf(cut: Cut, buckets: readonly Bucket[]): Report['series'] {
  return seriesKeys.map((key) => ({
    key,
    unit: unitOf(key),
    points: buckets.map((span) => {
      const { value, part, of } = measureFigure(key, { ...cut, span });
      return { value, part, of };
    }),
  }));
}

function tiersOf(cut: Cut): Report['tiers'] {
  const tickets = solvedTickets(cut);
  const figure = measured(cut, 'solved_by_tier', { tickets });
  const shares = figure.unit === 'by_tier' ? figure.shares : null;
  return tiers.map((tier) => {
    const share = shares?.[tier] ?? null;
    const solvedBy = tickets.filter(({ solvedTier }) => solvedTier === tier);
    return {
      tier,
      share,
      goal: tierGoals[tier] ?? null,
      meetsGoal: meetsTierGoal(tier, share),
      of: counted(solvedBy, { ...solvedFilter(cut), solvedByTier: tier }),
    };
  });
}

function scoresOf(cut: Cut): Report['scores'] {
  const rated = ratedTickets(cut);
  return Array.from({ length: scoreMax }, (_, index) => {
    const score = index + 1;
    const those = rated.filter((ticket) => ticket.score === score);
    return { score, of: counted(those, { ...ratedFilter(cut), score: String(score) }) };
  });
}

export async function timeZoneOf(db: Db, actor: StaffActor): Promise<string> {
  const { rows } = await sql<{ timeZone: string }>`
    select time_zone as "timeZone" from workspace where id = ${actor.workspaceId}
  `.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error(`no workspace ${actor.workspaceId}`);
  return row.timeZone;
}
