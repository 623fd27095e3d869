import { type Counted, type Figure, type FigureKey, figureKeys } from '#contract/report.ts';
import { type Instant, plusMs, toIso, dayMs } from '#domain/kernel/instant.ts';
import {
  type DefinitionKey,
  definitions,
  escalationDaysMax,
  type Figure as Measured,
} from '#domain/metrics/definitions.ts';
import type { Span } from '#domain/metrics/span.ts';
import type { RowSet } from '#domain/metrics/row.ts';
import { percentile } from '#domain/metrics/statistics.ts';
import type { Metric } from '#domain/sla/clock.ts';
import { isSatisfied } from '#domain/feedback/score.ts';
import type { ReportClock, ReportRows, ReportTicket } from './read-rows.ts';

/*
 * Figures are measured by the domain's definitions over rows cut to a span here. Each cut stands
 * beside the filter that lists the same tickets; `report.test.ts` opens every one of them.
 */

export type Filter = Readonly<Record<string, string>>;

export type Cut = {
  readonly rows: ReportRows;
  readonly span: Span;
  /** What every list of the report is narrowed to. */
  readonly base: Filter;
  readonly now: Instant;
};

type Sizes = Pick<Figure, 'value' | 'p90' | 'wall' | 'part' | 'of'>;

/** One figure of one span. */
export function measureFigure(key: FigureKey, cut: Cut): Sizes {
  return measures[key](cut);
}

/** All figures of a span, in their order, each beside its value in the span before. */
export function measureFigures(cut: Cut, before: Cut): Figure[] {
  return figureKeys.map((key) => ({
    key,
    unit: unitOf(key),
    ...measureFigure(key, cut),
    previous: momentary.has(key) ? null : measureFigure(key, before).value,
    isMoreBetter: isDefined(key) ? definitions[key].isMoreBetter : counts[key],
  }));
}

/** Figures of this very moment, whatever the period: there is nothing before to compare with. */
const momentary = new Set<FigureKey>(['escalations_over_30_days']);

const counts = { tickets_created: null, tickets_solved: true, tickets_escalated: false } as const;
type CountKey = keyof typeof counts;

function isDefined(key: FigureKey): key is Exclude<FigureKey, CountKey> {
  return !Object.hasOwn(counts, key);
}

export function unitOf(key: FigureKey): Figure['unit'] {
  switch (key) {
    case 'tickets_created':
    case 'tickets_solved':
    case 'tickets_escalated':
    case 'escalations_over_30_days':
      return 'count';
    case 'first_response_time':
    case 'next_response_time':
    case 'resolution_time':
    case 'acknowledgement_time':
      return 'duration';
    case 'transfers_per_escalation':
      return 'mean';
    case 'escalation_rate':
    case 'first_contact_resolution':
    case 'breach_rate':
    case 'reopen_rate':
    case 'csat':
    case 'csat_escalated':
    case 'csat_others':
      return 'share';
    default:
      return key satisfies never;
  }
}

const measures: Readonly<Record<FigureKey, (cut: Cut) => Sizes>> = {
  tickets_created: (cut) => plain(created(cut)),
  tickets_solved: (cut) => plain(solved(cut)),
  tickets_escalated: (cut) => {
    const { of } = escalated(cut);
    return plain({ ...of, count: of.ticketCount });
  },
  escalation_rate: (cut) =>
    shareOf(cut, 'escalation_rate', {
      tickets: createdTickets(cut),
      filter: createdFilter(cut),
      holds: isEscalated,
      part: { isEscalated: 'true' },
    }),
  first_contact_resolution: (cut) =>
    shareOf(cut, 'first_contact_resolution', {
      tickets: solvedTickets(cut),
      filter: solvedFilter(cut),
      holds: (ticket) =>
        ticket.humanReplyCount <= 1 && ticket.reopenCount === 0 && ticket.escalationCount === 0,
      part: { isFirstContact: 'true' },
    }),
  first_response_time: (cut) => durationOf(cut, 'first_response_time', 'first_response'),
  next_response_time: (cut) => durationOf(cut, 'next_response_time', 'next_response'),
  resolution_time: (cut) => durationOf(cut, 'resolution_time', 'resolution'),
  acknowledgement_time: (cut) => durationOf(cut, 'acknowledgement_time', 'acknowledge'),
  transfers_per_escalation: (cut) => {
    const { rows, of } = escalated(cut);
    const figure = measured(cut, 'transfers_per_escalation', { escalations: rows });
    return { ...nothing, value: valueOf(figure), of };
  },
  breach_rate: (cut) => breachesOf(cut, null),
  escalations_over_30_days: (cut) => {
    const before = plusMs(cut.now, -escalationDaysMax * dayMs);
    const rows = cut.rows.escalations.filter(
      ({ closedAt, startedAt }) => closedAt === null && startedAt < before,
    );
    const figure = measured(cut, 'escalations_over_30_days', { escalations: rows });
    const of = counted(rows, { ...cut.base, openEscalationBefore: toIso(before) });
    return { ...nothing, value: valueOf(figure), of };
  },
  reopen_rate: (cut) =>
    shareOf(cut, 'reopen_rate', {
      tickets: createdTickets(cut).filter(
        ({ solvedAt, reopenCount }) => solvedAt !== null || reopenCount > 0,
      ),
      filter: { ...createdFilter(cut), wasSolved: 'true' },
      holds: ({ reopenCount }) => reopenCount > 0,
      part: { isReopened: 'true' },
    }),
  csat: (cut) => satisfactionOf(cut, 'csat', {}),
  csat_escalated: (cut) => satisfactionOf(cut, 'csat_escalated', { isEscalated: 'true' }),
  csat_others: (cut) => satisfactionOf(cut, 'csat_others', { isEscalated: 'false' }),
};

const nothing = { p90: null, wall: null, part: null };

/** The breach rate of one metric, or of all. */
export function breachesOf(cut: Cut, metric: Metric | null): Sizes & { readonly part: Counted } {
  const clocks = cut.rows.clocks.filter(
    (clock) => isWithin(clock.decidedAt, cut.span) && (metric === null || clock.metric === metric),
  );
  const figure = measured(cut, 'breach_rate', { clocks });
  const filter = {
    ...cut.base,
    ...(metric !== null && { clockMetric: metric }),
    clockFrom: toIso(cut.span.from),
    clockTo: toIso(cut.span.to),
  };
  return {
    ...nothing,
    value: valueOf(figure),
    part: counted(
      clocks.filter(({ status }) => status === 'breached'),
      { ...filter, clockOutcome: 'breached' },
    ),
    of: counted(clocks, { ...filter, clockOutcome: 'decided' }),
  };
}

/** The tickets solved in the span, with the filter that lists them. */
export function solved(cut: Cut): Counted {
  return counted(solvedTickets(cut), solvedFilter(cut));
}

export function solvedTickets({ rows, span }: Cut): readonly ReportTicket[] {
  return rows.tickets.filter(({ solvedAt }) => isWithin(solvedAt, span));
}

export function solvedFilter({ base, span }: Cut): Filter {
  return { ...base, solvedFrom: toIso(span.from), solvedTo: toIso(span.to) };
}

export function ratedTickets({ rows, span }: Cut): readonly ReportTicket[] {
  return rows.tickets.filter(
    ({ answeredAt, score }) => score !== null && isWithin(answeredAt, span),
  );
}

export function ratedFilter({ base, span }: Cut): Filter {
  return { ...base, answeredFrom: toIso(span.from), answeredTo: toIso(span.to) };
}

/** Rows of anything that belongs to tickets, counted in both. */
export function counted(rows: readonly { readonly ticketId: string }[], filter: Filter): Counted {
  const ticketCount = new Set(rows.map(({ ticketId }) => ticketId)).size;
  return { count: rows.length, ticketCount, filter };
}

/** The domain's measure over rows of which there are only some. */
export function measured(cut: Cut, key: DefinitionKey, rows: Partial<RowSet>): Measured {
  const empty = { tickets: [], clocks: [], escalations: [], deflectedCount: 0, now: cut.now };
  return definitions[key].measure({ ...empty, ...rows });
}

function plain(of: Counted): Sizes {
  return { ...nothing, value: of.count, of };
}

function created(cut: Cut): Counted {
  return counted(createdTickets(cut), createdFilter(cut));
}

function createdTickets({ rows, span }: Cut): readonly ReportTicket[] {
  return rows.tickets.filter(({ createdAt }) => isWithin(createdAt, span));
}

function createdFilter({ base, span }: Cut): Filter {
  return { ...base, createdFrom: toIso(span.from), createdTo: toIso(span.to) };
}

function escalated({ rows, base, span }: Cut) {
  const begun = rows.escalations.filter(({ startedAt }) => isWithin(startedAt, span));
  const filter = { ...base, escalatedFrom: toIso(span.from), escalatedTo: toIso(span.to) };
  return { rows: begun, of: counted(begun, filter) };
}

function shareOf(
  cut: Cut,
  key: DefinitionKey,
  asked: {
    readonly tickets: readonly ReportTicket[];
    readonly filter: Filter;
    readonly holds: (ticket: ReportTicket) => boolean;
    readonly part: Filter;
  },
): Sizes {
  const { tickets, filter, holds, part } = asked;
  return {
    ...nothing,
    value: valueOf(measured(cut, key, { tickets })),
    part: counted(tickets.filter(holds), { ...filter, ...part }),
    of: counted(tickets, filter),
  };
}

function satisfactionOf(cut: Cut, key: DefinitionKey, among: Filter): Sizes {
  const wanted = among['isEscalated'];
  return shareOf(cut, key, {
    tickets: ratedTickets(cut).filter(
      (ticket) => wanted === undefined || isEscalated(ticket) === (wanted === 'true'),
    ),
    filter: { ...ratedFilter(cut), ...among },
    holds: ({ score }) => score !== null && isSatisfied(score),
    part: { isSatisfied: 'true' },
  });
}

function durationOf(cut: Cut, key: DefinitionKey, metric: Metric): Sizes {
  const clocks = cut.rows.clocks.filter(
    (clock) => clock.metric === metric && isWithin(clock.fulfilledAt, cut.span),
  );
  const figure = measured(cut, key, { clocks });
  const wall = wallOf(clocks);
  return {
    part: null,
    wall: { median: percentile(wall, 0.5), p90: percentile(wall, 0.9) },
    value: figure.unit === 'duration' ? figure.medianMs : null,
    p90: figure.unit === 'duration' ? figure.p90Ms : null,
    of: counted(clocks, {
      ...cut.base,
      clockOutcome: 'fulfilled',
      clockMetric: metric,
      clockFrom: toIso(cut.span.from),
      clockTo: toIso(cut.span.to),
    }),
  };
}

function wallOf(clocks: readonly ReportClock[]): number[] {
  return clocks.flatMap(({ wallMs }) => (wallMs === null ? [] : [wallMs]));
}

function isEscalated({ escalationCount }: ReportTicket): boolean {
  return escalationCount > 0;
}

function valueOf(figure: Measured): number | null {
  return 'value' in figure ? figure.value : null;
}

function isWithin(moment: Instant | null, { from, to }: Span): boolean {
  return moment !== null && moment >= from && moment < to;
}
