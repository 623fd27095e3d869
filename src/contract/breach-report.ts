import { z } from 'zod';
import { timeParts } from '#domain/metrics/time-part.ts';
import { metrics } from '#domain/sla/clock.ts';
import { endpoint } from './endpoint.ts';
import { idText, pageOf, pageQuery } from './page.ts';
import { counted, dateText, isReportPeriod, noPeriod, reportFilter } from './report.ts';
import { clockEnders } from './ticket.ts';

/** Whose cycles are counted: of tickets created, or of tickets solved, in the period (C46). */
export const breachSets = ['created', 'solved'] as const;
export type BreachSet = (typeof breachSets)[number];

/** Up to when a cycle's time is split: to its deadline, or to its end (this moment while open). */
export const breachUntils = ['breach', 'end'] as const;
export type BreachUntil = (typeof breachUntils)[number];

const breachAsk = reportFilter.extend({
  from: dateText,
  to: dateText,
  set: z.enum(breachSets).default('created'),
  until: z.enum(breachUntils).default('breach'),
  /** Cycles that an automatic message ended are counted apart (C46). */
  endedBy: z.enum(clockEnders).default('people'),
  metric: z.enum(metrics).optional(),
});

/** Days are those of the workspace's time zone; `to` is the last day that is counted. */
export const breachQuery = breachAsk.refine(isReportPeriod, noPeriod);
export type BreachQuery = z.infer<typeof breachQuery>;

/** Only cycles that have time of this kind: the `filter` of a figure, as it is. */
const timeFilter = z.object({
  part: z.enum(timeParts).optional(),
  /** `none` is time that was no team's. */
  partTeamId: z.union([idText, z.literal('none')]).optional(),
  hop: z.coerce.number().int().min(1).optional(),
});
export type TimeFilter = z.infer<typeof timeFilter>;

const cyclesAsk = breachAsk.extend(timeFilter.shape);
const cyclesQuery = cyclesAsk.extend(pageQuery.shape).refine(isReportPeriod, noPeriod);
const cyclesFileQuery = cyclesAsk.refine(isReportPeriod, noPeriod);

/**
 * Time of one kind over all cycles. `filter` beside the query of the report lists exactly
 * `cycleCount` cycles. Median and 90th percentile are over the cycles that had any of it.
 */
export const timeFigure = z
  .object({
    cycleCount: z.number().int(),
    ticketCount: z.number().int(),
    totalMs: z.number().int(),
    /** Of the time of all cycles, 0 to 1. */
    share: z.number().nullable(),
    medianMs: z.number().nullable(),
    p90Ms: z.number().nullable(),
    filter: z.record(z.string(), z.string()),
  })
  .meta({ id: 'TimeFigure' });
export type TimeFigure = z.infer<typeof timeFigure>;

const teamName = { teamId: idText.nullable(), teamName: z.string().nullable() };

export const breachReport = z
  .object({
    timeZone: z.string(),
    from: z.string(),
    to: z.string(),
    /** The breached cycles, and the list of their tickets. */
    cycles: counted,
    /** Those that `endedBy` leaves out: ended by an automatic message, or by people. */
    apart: counted,
    /** The whole time of the cycles, which the parts add up to. */
    wall: timeFigure,
    /** Every part, in a fixed order. */
    parts: z.array(z.object({ part: z.enum(timeParts), figure: timeFigure })),
    /** Time with a team, most first: in its hands, offered to it, in its queue, and all three. */
    teams: z.array(
      z.object({
        ...teamName,
        handled: timeFigure,
        offered: timeFigure,
        queued: timeFigure,
        whole: timeFigure,
      }),
    ),
    /** Time in the first, second … hop of an escalation: waiting to be acknowledged, and handled. */
    hops: z.array(
      z.object({
        hop: z.number().int(),
        offered: timeFigure,
        handled: timeFigure,
        whole: timeFigure,
      }),
    ),
    /** The kinds of clock that breached, with their whole time. */
    metrics: z.array(z.object({ metric: z.enum(metrics), figure: timeFigure })),
  })
  .meta({ id: 'BreachReport' });
export type BreachReport = z.infer<typeof breachReport>;

export const breachedCycle = z
  .object({
    ticketId: idText,
    number: z.number().int(),
    subject: z.string(),
    metric: z.enum(metrics),
    cycle: z.number().int(),
    startedAt: z.string(),
    breachedAt: z.string(),
    detectedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    endedBy: z.enum(clockEnders),
    /** Up to when the time is split. */
    until: z.string(),
    /** `until` − `startedAt`: what `slices` add up to. */
    wallMs: z.number().int(),
    /** How much of it is of the kind that was asked for. */
    askedMs: z.number().int(),
    slices: z.array(
      z.object({
        part: z.enum(timeParts),
        ...teamName,
        hop: z.number().int().nullable(),
        ms: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'BreachedCycle' });
export type BreachedCycle = z.infer<typeof breachedCycle>;

export const readBreaches = endpoint({
  method: 'GET',
  url: '/api/v1/reports/breaches',
  summary: 'Where the time of the breached clock cycles of a period went, by part, team and hop.',
  tag: 'reports',
  permission: 'report.read',
  scope: 'reports:read',
  schema: { query: breachQuery, response: breachReport },
});

export const listBreachedCycles = endpoint({
  method: 'GET',
  url: '/api/v1/reports/breaches/cycles',
  summary: 'The cycles behind a figure of the breaches, those with most of that time first.',
  tag: 'reports',
  permission: 'report.read',
  scope: 'reports:read',
  schema: { query: cyclesQuery, response: pageOf(breachedCycle) },
});

export const downloadBreaches = endpoint({
  method: 'GET',
  url: '/api/v1/reports/breaches.csv',
  summary: 'The same cycles as CSV: one row for each, with the milliseconds of every part.',
  tag: 'reports',
  permission: 'report.read',
  scope: 'reports:read',
  schema: { query: cyclesFileQuery },
});
