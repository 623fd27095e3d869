import { z } from 'zod';
import { bucketUnits, type DatePeriod, dayCountOf, reportDaysMax } from '#domain/metrics/period.ts';
import { tiers } from '#domain/people/directory.ts';
import { metrics } from '#domain/sla/clock.ts';
import { channelKinds } from '#domain/ticket/ticket.ts';
import { endpoint } from './endpoint.ts';
import { idText } from './page.ts';
import { segments } from './profile.ts';
import { ticketFilter } from './ticket.ts';

export const dateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'not a date');

/** By what a report may be narrowed; the lists that its figures open are narrowed by the same. */
export const reportFilter = z.object({
  teamId: idText.optional(),
  ownerId: idText.optional(),
  channelKind: z.enum(channelKinds).optional(),
  issueType: z.string().min(1).max(60).optional(),
  segment: z.enum(segments).optional(),
  language: z.string().min(2).max(20).optional(),
  /** Counts imported tickets too. Spam and practice are never counted (C45). */
  includesImported: z.stringbool().default(false),
});
export type ReportFilter = z.infer<typeof reportFilter>;

export function isReportPeriod(period: DatePeriod): boolean {
  return (dayCountOf(period) ?? reportDaysMax + 1) <= reportDaysMax;
}
export const noPeriod = {
  message: `two real dates in their order, at most ${reportDaysMax} days apart`,
  path: ['to'],
};

/** Days are those of the workspace's time zone; `to` is the last day that is counted. */
export const reportQuery = reportFilter
  .extend({ from: dateText, to: dateText, bucket: z.enum(bucketUnits).default('day') })
  .refine(isReportPeriod, noPeriod);
export type ReportQuery = z.infer<typeof reportQuery>;

export const figureKeys = [
  'tickets_created',
  'tickets_solved',
  'tickets_escalated',
  'escalation_rate',
  'first_contact_resolution',
  'first_response_time',
  'next_response_time',
  'resolution_time',
  'acknowledgement_time',
  'transfers_per_escalation',
  'breach_rate',
  'escalations_over_30_days',
  'reopen_rate',
  'csat',
  'csat_escalated',
  'csat_others',
] as const;
export type FigureKey = (typeof figureKeys)[number];

/** Figures that are also drawn over time. */
export const seriesKeys = [
  'tickets_created',
  'tickets_solved',
  'tickets_escalated',
  'escalation_rate',
  'first_contact_resolution',
  'first_response_time',
  'resolution_time',
  'breach_rate',
  'csat',
] as const satisfies readonly FigureKey[];
export type SeriesKey = (typeof seriesKeys)[number];

/**
 * What a figure counted. `count` is in the things the figure is made of (tickets, clock cycles,
 * escalations, answers); `filter` given to `GET /api/v1/tickets` lists exactly `ticketCount` rows.
 */
export const counted = z
  .object({
    count: z.number().int(),
    ticketCount: z.number().int(),
    filter: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Counted' });
export type Counted = z.infer<typeof counted>;

export const figureUnits = ['count', 'share', 'duration', 'mean'] as const;

/** One figure. Null where there was nothing to count, which is not nought. */
export const figure = z
  .object({
    key: z.enum(figureKeys),
    unit: z.enum(figureUnits),
    /** The count; the share from 0 to 1; the median in working milliseconds; the mean. */
    value: z.number().nullable(),
    /** Of durations: the 90th percentile, in working milliseconds. */
    p90: z.number().nullable(),
    /** Of durations: the same two by the clock on the wall, nights and holidays included. */
    wall: z.object({ median: z.number().nullable(), p90: z.number().nullable() }).nullable(),
    /** Of shares: those that the figure is about. */
    part: counted.nullable(),
    of: counted,
    /** The value in as many days before; null too where the figure is of this moment. */
    previous: z.number().nullable(),
    /** Null where neither more nor less is better. */
    isMoreBetter: z.boolean().nullable(),
  })
  .meta({ id: 'Figure' });
export type Figure = z.infer<typeof figure>;

export const seriesPoint = z.object({
  value: z.number().nullable(),
  part: counted.nullable(),
  of: counted,
});
export type SeriesPoint = z.infer<typeof seriesPoint>;

export const report = z
  .object({
    timeZone: z.string(),
    from: z.string(),
    to: z.string(),
    figures: z.array(figure),
    /** The parts of the period in which `series` has one point each. */
    buckets: z.array(z.object({ start: z.string(), from: z.string(), to: z.string() })),
    series: z.array(
      z.object({
        key: z.enum(seriesKeys),
        unit: z.enum(figureUnits),
        points: z.array(seriesPoint),
      }),
    ),
    tiers: z.array(
      z.object({
        tier: z.enum(tiers),
        share: z.number().nullable(),
        goal: z.object({ least: z.number().nullable(), most: z.number().nullable() }).nullable(),
        meetsGoal: z.boolean().nullable(),
        of: counted,
      }),
    ),
    /** How many gave each of the five answers. */
    scores: z.array(z.object({ score: z.number().int(), of: counted })),
    /** The breach rate of each kind of clock. */
    breaches: z.array(
      z.object({
        metric: z.enum(metrics),
        value: z.number().nullable(),
        part: counted,
        of: counted,
      }),
    ),
    /** What the workspace's tickets have, to choose a filter from. */
    choices: z.object({ issueTypes: z.array(z.string()), languages: z.array(z.string()) }),
  })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof report>;

export const readReport = endpoint({
  method: 'GET',
  url: '/api/v1/reports/summary',
  summary: 'The figures of a period, over time, by tier and by answer, each with its tickets.',
  tag: 'reports',
  permission: 'report.read',
  scope: 'reports:read',
  schema: { query: reportQuery, response: report },
});

/** The tickets of a filter as a file: a heading, and one row for each. */
export const downloadTickets = endpoint({
  method: 'GET',
  url: '/api/v1/reports/tickets.csv',
  summary: 'The tickets that a figure counts, as CSV: as many rows as the figure says.',
  tag: 'reports',
  permission: 'report.read',
  scope: 'reports:read',
  schema: { query: ticketFilter },
});

/** The figures themselves as a file. */
export const downloadFigures = endpoint({
  method: 'GET',
  url: '/api/v1/reports/figures.csv',
  summary: 'The figures of a period as CSV: one row for each figure and part of the period.',
  tag: 'reports',
  permission: 'report.read',
  scope: 'reports:read',
  schema: { query: reportQuery },
});
