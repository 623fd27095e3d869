import type { ConflictSign } from '../conflict/sign.ts';
import type { Escalation, EscalationType, ReasonCode } from '../escalation/escalation.ts';
import type { CalendarVersionId, ChannelId, TeamId } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Tier } from '../people/directory.ts';
import { isOpenAt } from '../sla/open-time.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { ChannelKind, Priority } from '../ticket/ticket.ts';
import type { CustomerSegment, RiskFlag } from './matrix.ts';

/**
 * All that a condition may look at, as plain values, so that a person can enter them by hand
 * ("try a ticket at a moment") and so that an explanation can show them a year later.
 */
export type MatrixFacts = {
  readonly at: Instant;
  readonly issueType: string | null;
  readonly channelKind: ChannelKind;
  readonly channelId: ChannelId | null;
  readonly teamId: TeamId | null;
  readonly tier: Tier | null;
  readonly department: string | null;
  readonly segment: CustomerSegment | null;
  readonly plan: string | null;
  readonly valueCents: number;
  readonly riskFlags: readonly RiskFlag[];
  readonly priority: Priority;
  readonly language: string;
  readonly tags: readonly string[];
  readonly reason: ReasonCode;
  readonly type: EscalationType;
  readonly conflictScore: number;
  readonly conflictSigns: readonly ConflictSign[];
  /** The calendars that are open at `at`; every other one is closed. */
  readonly openCalendarIds: ReadonlySet<CalendarVersionId>;
};

/** What the one who escalates adds to what the ticket already says. */
export type Wish = { readonly reason: ReasonCode; readonly type: EscalationType };

/** Reads the facts of a ticket at the context's moment. */
export function factsOf(
  aggregate: TicketAggregate,
  context: DecisionContext,
  wish: Wish,
): MatrixFacts {
  const { ticket } = aggregate;
  const teamId = handlingTeamId(aggregate);
  const team = teamId === null ? undefined : context.directory.teams.get(teamId);
  return {
    at: context.now,
    issueType: ticket.issueType,
    channelKind: ticket.channelKind,
    channelId: ticket.channelId,
    teamId,
    tier: team?.tier ?? null,
    department: team?.department ?? null,
    segment: context.customer.segment,
    plan: context.customer.plan,
    valueCents: context.customer.valueCents,
    riskFlags: context.customer.riskFlags,
    priority: ticket.priority,
    language: ticket.language,
    tags: ticket.tags,
    reason: wish.reason,
    type: wish.type,
    conflictScore: ticket.conflictScore,
    conflictSigns: ticket.conflictSigns,
    openCalendarIds: openCalendarIds(context, context.now),
  };
}

/** The ids of the context's calendars that are open at the moment. */
export function openCalendarIds(
  context: Pick<DecisionContext, 'calendars'>,
  at: Instant,
): ReadonlySet<CalendarVersionId> {
  const open = new Set<CalendarVersionId>();
  for (const [id, calendar] of context.calendars) {
    if (isOpenAt(calendar, at)) open.add(id);
  }
  return open;
}

/** The team that works the ticket now: that of the open hop when it has one, else its own. */
export function handlingTeamId(aggregate: TicketAggregate): TeamId | null {
  const active = aggregate.escalations.findLast(isActive);
  return active?.hops.at(-1)?.to.teamId ?? aggregate.ticket.teamId;
}

function isActive(escalation: Escalation): boolean {
  return escalation.state === 'active';
}
