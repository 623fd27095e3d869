import type { Selectable } from 'kysely';
import type { Escalation, Hop } from '#domain/escalation/escalation.ts';
import type { AgentId, TeamId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Tier } from '#domain/people/directory.ts';
import type { Clock } from '#domain/sla/clock.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { RecallableReply, Ticket } from '#domain/ticket/ticket.ts';
import type { PlainRow } from '#server/platform/db/insert-rows.ts';
import { isoOf } from '#server/platform/db/parameters.ts';
import { searchVectorText } from '#server/platform/db/search-vector.ts';
import type { Ticket as TicketTable } from '#server/platform/db/types.ts';

/** Reads a ticket from its row. The casts stand at a boundary that check constraints guard. */
export function ticketFromRow(row: Selectable<TicketTable>): Ticket {
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    state: row.state,
    priority: row.priority,
    issueType: row.issue_type,
    channelId: row.channel_id,
    channelKind: row.channel_kind,
    contactId: row.contact_id,
    organizationId: row.organization_id,
    language: row.language,
    teamId: row.team_id,
    ownerId: row.owner_id,
    tags: row.tags,
    followUpOf: row.follow_up_of as Ticket['followUpOf'],
    mergedInto: row.merged_into as Ticket['mergedInto'],
    splitFrom: row.split_from as Ticket['splitFrom'],
    isPractice: row.is_practice,
    isSpam: row.is_spam,
    isImported: row.is_imported,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    firstCustomerMessageAt: row.first_customer_message_at,
    unansweredSince: row.unanswered_since,
    lastPublicReplyAt: row.last_public_reply_at,
    firstHumanReplyAt: row.first_human_reply_at,
    solvedAt: row.solved_at,
    closedAt: row.closed_at,
    reopenCount: row.reopen_count,
    snoozedUntil: row.snoozed_until,
    pausedUntil: row.paused_until,
    feedbackRequestedAt: row.feedback_requested_at,
    recallable: row.recallable as RecallableReply | null,
    remindersGiven: row.reminders_given,
    conflictSigns: row.conflict_signs as Ticket['conflictSigns'],
    conflictScore: row.conflict_score,
    version: row.version,
  };
}

/** All columns that the aggregate decides; the preview belongs to the messages. */
export function ticketRow(
  workspaceId: WorkspaceId,
  aggregate: TicketAggregate,
): PlainRow<'ticket'> {
  const { ticket } = aggregate;
  return {
    workspace_id: workspaceId,
    id: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    search: searchVectorText(ticket.subject),
    state: ticket.state,
    priority: ticket.priority,
    issue_type: ticket.issueType,
    channel_id: ticket.channelId,
    channel_kind: ticket.channelKind,
    contact_id: ticket.contactId,
    organization_id: ticket.organizationId,
    language: ticket.language,
    team_id: ticket.teamId,
    owner_id: ticket.ownerId,
    tags: [...ticket.tags],
    follow_up_of: ticket.followUpOf,
    merged_into: ticket.mergedInto,
    split_from: ticket.splitFrom,
    is_practice: ticket.isPractice,
    is_spam: ticket.isSpam,
    is_imported: ticket.isImported,
    first_customer_message_at: isoOf(ticket.firstCustomerMessageAt),
    unanswered_since: isoOf(ticket.unansweredSince),
    last_public_reply_at: isoOf(ticket.lastPublicReplyAt),
    first_human_reply_at: isoOf(ticket.firstHumanReplyAt),
    solved_at: isoOf(ticket.solvedAt),
    closed_at: isoOf(ticket.closedAt),
    reopen_count: ticket.reopenCount,
    snoozed_until: isoOf(ticket.snoozedUntil),
    paused_until: isoOf(ticket.pausedUntil),
    feedback_requested_at: isoOf(ticket.feedbackRequestedAt),
    recallable: ticket.recallable,
    reminders_given: [...ticket.remindersGiven],
    conflict_signs: [...ticket.conflictSigns],
    conflict_score: ticket.conflictScore,
    version: ticket.version,
    created_at: isoOf(ticket.createdAt),
    updated_at: isoOf(ticket.updatedAt),
    ...handlerColumns(aggregate.escalations),
    ...burningColumns(aggregate.clocks),
  };
}

type Handler = {
  escalation_state: 'active' | 'returned' | null;
  handler_team_id: TeamId | null;
  handler_agent_id: AgentId | null;
  handler_tier: Tier | null;
  escalated_by: AgentId | null;
};

/** Who works the escalation now: whoever acknowledged the open hop, else those it is offered to. */
function handlerColumns(escalations: readonly Escalation[]): Handler {
  const escalation = escalations.at(-1);
  if (escalation === undefined || escalation.state === 'closed') {
    return {
      escalation_state: null,
      handler_team_id: null,
      handler_agent_id: null,
      handler_tier: null,
      escalated_by: null,
    };
  }
  const open = escalation.state === 'active' ? openHop(escalation.hops) : null;
  return {
    escalation_state: escalation.state,
    handler_team_id: open?.to.teamId ?? null,
    handler_agent_id: open === null ? null : soleAgent(open),
    handler_tier: open?.tier ?? null,
    escalated_by: escalation.startedBy,
  };
}

function openHop(hops: readonly Hop[]): Hop | null {
  const last = hops.at(-1);
  return last === undefined || last.state === 'ended' ? null : last;
}

function soleAgent(hop: Hop): AgentId | null {
  if (hop.state === 'acknowledged') return hop.acknowledgedBy;
  if (hop.to.kind !== 'agents' || hop.to.agentIds.length !== 1) return null;
  return hop.to.agentIds[0] ?? null;
}

/** The nearest running clock, whether any open one is past its target, and which burns first. */
function burningColumns(clocks: readonly Clock[]) {
  let nearest: Clock | null = null;
  for (const clock of clocks) {
    if (clock.status !== 'running' || clock.dueAt === null) continue;
    if (nearest?.dueAt == null || clock.dueAt < nearest.dueAt) nearest = clock;
  }
  const owed = clocks.filter(
    ({ status, fulfilledAt, endedAt }) =>
      status === 'breached' && fulfilledAt === null && endedAt === null,
  );
  const overdueSince = owed.flatMap(({ breachedAt }) => breachedAt ?? []).toSorted((a, b) => a - b);
  return {
    next_due_at: isoOf(nearest?.dueAt ?? null),
    next_due_metric: nearest?.metric ?? null,
    next_due_started_at: isoOf(nearest?.startedAt ?? null),
    is_breached: owed.length > 0,
    burns_at: isoOf(overdueSince[0] ?? nearest?.dueAt ?? null),
  };
}
