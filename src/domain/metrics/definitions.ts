import { isSatisfied } from '../feedback/score.ts';
import { dayMs } from '../kernel/instant.ts';
import { type Tier, tiers } from '../people/directory.ts';
import type { Metric } from '../sla/clock.ts';
import type { RowSet, TicketRow } from './row.ts';
import { mean, type Spread, share, spread } from './statistics.ts';

/*
 * What every figure of the reports means (M1). A definition names the set it counts, its unit and
 * the rows that make it; the words stand in the catalogues under `report.<key>.name` and
 * `report.<key>.definition`, and are shown where the figure is shown.
 */

/** The set a figure counts (C46); reports say it beside the figure. */
export type MetricSet =
  | 'tickets_created'
  | 'tickets_solved'
  | 'tickets_rated'
  | 'clock_cycles'
  | 'escalations_started'
  | 'escalations_open'
  | 'questions_asked';

export type Figure =
  | {
      readonly unit: 'share';
      readonly part: number;
      readonly of: number;
      readonly value: number | null;
    }
  | ({ readonly unit: 'duration' } & Spread)
  | { readonly unit: 'mean'; readonly count: number; readonly value: number | null }
  | { readonly unit: 'count'; readonly value: number }
  | {
      readonly unit: 'by_tier';
      readonly of: number;
      readonly shares: Readonly<Record<Tier, number | null>>;
    };

export type Definition = {
  readonly set: MetricSet;
  /** Whether more is better; null where neither is, and no arrow is shown. */
  readonly isMoreBetter: boolean | null;
  readonly measure: (rows: RowSet) => Figure;
};

/** The time box of an escalation, after which it counts as overdue (E6). */
export const escalationDaysMax = 30;

/** The goal for the share of tickets solved by each tier (M1): a least, and a most. */
export const tierGoals: Readonly<
  Partial<Record<Tier, { readonly least: number | null; readonly most: number | null }>>
> = {
  L1: { least: 0.8, most: null },
  L2: { least: null, most: 0.2 },
  L3: { least: null, most: 0.05 },
};

export const definitions = {
  /** Escalated tickets ÷ all tickets created. */
  escalation_rate: {
    set: 'tickets_created',
    isMoreBetter: false,
    measure: ({ tickets }) => shareOf(tickets, (ticket) => ticket.escalationCount > 0),
  },
  /** Solved by one human reply at most, never reopened, never escalated ÷ all solved. */
  first_contact_resolution: {
    set: 'tickets_solved',
    isMoreBetter: true,
    measure: ({ tickets }) =>
      shareOf(
        tickets.filter(isSolved),
        ({ humanReplyCount, reopenCount, escalationCount }) =>
          humanReplyCount <= 1 && reopenCount === 0 && escalationCount === 0,
      ),
  },
  /** Working time to the first public reply of a person. */
  first_response_time: durationOf('first_response'),
  /** Working time from the oldest unanswered message to its answer. */
  next_response_time: durationOf('next_response'),
  /** Working time to the solution, without pauses. */
  resolution_time: durationOf('resolution'),
  /** From a hop's offer to its acknowledgement, by the receiving team's hours. */
  acknowledgement_time: durationOf('acknowledge'),
  /** Handovers after the first, for each escalation. */
  transfers_per_escalation: {
    set: 'escalations_started',
    isMoreBetter: false,
    measure: ({ escalations }) => ({
      unit: 'mean',
      count: escalations.length,
      value: mean(escalations.map(({ transferCount }) => transferCount)),
    }),
  },
  /** Which tier solved what share of the solved tickets. */
  solved_by_tier: {
    set: 'tickets_solved',
    isMoreBetter: null,
    measure: ({ tickets }) => byTier(tickets.filter(isSolved)),
  },
  /** Cycles breached ÷ cycles that were met or breached; running and cancelled ones count not. */
  breach_rate: {
    set: 'clock_cycles',
    isMoreBetter: false,
    measure: ({ clocks }) =>
      shareOf(
        clocks.filter(({ status }) => status === 'met' || status === 'breached'),
        ({ status }) => status === 'breached',
      ),
  },
  /** Escalations open for more than thirty days. */
  escalations_over_30_days: {
    set: 'escalations_open',
    isMoreBetter: false,
    measure: ({ escalations, now }) => ({
      unit: 'count',
      value: escalations.filter(
        ({ startedAt, closedAt }) =>
          closedAt === null && now - startedAt > escalationDaysMax * dayMs,
      ).length,
    }),
  },
  /** Tickets reopened at least once ÷ tickets that were solved at least once. */
  reopen_rate: {
    set: 'tickets_created',
    isMoreBetter: false,
    measure: ({ tickets }) =>
      shareOf(
        tickets.filter((ticket) => isSolved(ticket) || ticket.reopenCount > 0),
        ({ reopenCount }) => reopenCount > 0,
      ),
  },
  /** Answers of 4 and 5 ÷ all answers. */
  csat: satisfactionOf(() => true),
  csat_escalated: satisfactionOf(({ escalationCount }) => escalationCount > 0),
  csat_others: satisfactionOf(({ escalationCount }) => escalationCount === 0),
  /** Questions an article answered ÷ those and the tickets opened. */
  deflection_rate: {
    set: 'questions_asked',
    isMoreBetter: true,
    measure: ({ tickets, deflectedCount }) =>
      ratio(deflectedCount, deflectedCount + tickets.length),
  },
} as const satisfies Record<string, Definition>;

export type DefinitionKey = keyof typeof definitions;

/** Whether a tier's share is as the goal wishes; null without a goal or a figure. */
export function meetsTierGoal(tier: Tier, value: number | null): boolean | null {
  const goal = tierGoals[tier];
  if (goal === undefined || value === null) return null;
  return value >= (goal.least ?? 0) && value <= (goal.most ?? 1);
}

function isSolved({ solvedAt }: TicketRow): boolean {
  return solvedAt !== null;
}

function shareOf<Row>(rows: readonly Row[], holds: (row: Row) => boolean): Figure {
  return ratio(rows.filter(holds).length, rows.length);
}

function ratio(part: number, of: number): Figure {
  return { unit: 'share', part, of, value: share(part, of) };
}

function durationOf(metric: Metric): Definition {
  return {
    set: 'clock_cycles',
    isMoreBetter: false,
    measure: ({ clocks }) => {
      const elapsed = clocks.flatMap((clock) =>
        clock.metric === metric && clock.elapsedMs !== null ? [clock.elapsedMs] : [],
      );
      return { unit: 'duration', ...spread(elapsed) };
    },
  };
}

function satisfactionOf(counts: (ticket: TicketRow) => boolean): Definition {
  return {
    set: 'tickets_rated',
    isMoreBetter: true,
    measure: ({ tickets }) => {
      const scores = tickets.filter(counts).flatMap(({ score }) => (score === null ? [] : [score]));
      return shareOf(scores, isSatisfied);
    },
  };
}

function byTier(tickets: readonly TicketRow[]): Figure {
  const known = tickets.filter(({ solvedTier }) => solvedTier !== null);
  const counted = (tier: Tier) =>
    share(known.filter(({ solvedTier }) => solvedTier === tier).length, known.length);
  const [L0, L1, L2, L3, L4] = tiers;
  return {
    unit: 'by_tier',
    of: known.length,
    shares: {
      [L0]: counted(L0),
      [L1]: counted(L1),
      [L2]: counted(L2),
      [L3]: counted(L3),
      [L4]: counted(L4),
    },
  };
}
