import type { Escalation, Hop } from '#domain/escalation/escalation.ts';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Clock } from '#domain/sla/clock.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { insertRows, type PlainRow } from '#server/platform/db/insert-rows.ts';
import { isoOf } from '#server/platform/db/parameters.ts';
import { ticketRow } from './ticket-row.ts';

type Owner = { readonly workspaceId: WorkspaceId; readonly ticketId: TicketId };

/** `before` is null for a new ticket. */
export type AggregateChange = {
  readonly before: TicketAggregate | null;
  readonly after: TicketAggregate;
};

const byId = ['workspace_id', 'id'] as const;

/** Writes what differs, of any number of tickets, in one statement a table. */
export async function saveAggregates(
  tx: Tx,
  workspaceId: WorkspaceId,
  changes: readonly AggregateChange[],
): Promise<void> {
  const parts = changes.map((change) => partsOf(workspaceId, change));
  await insertRows(
    tx,
    'ticket',
    changes.map(({ after }) => ticketRow(workspaceId, after)),
    { onKey: byId },
  );
  // Hops come before the clocks that run on them, escalations before their hops. Rows are written
  // in their order: a hop that ended leaves room for the next, as only one of an escalation is open.
  await insertRows(
    tx,
    'escalation',
    parts.flatMap(({ escalations }) => escalations),
    { onKey: byId },
  );
  await insertRows(
    tx,
    'hop',
    parts.flatMap(({ hops }) => hops),
    { onKey: byId },
  );
  await insertRows(
    tx,
    'clock',
    parts.flatMap(({ clocks }) => clocks),
    { onKey: byId },
  );
}

type Parts = {
  readonly escalations: readonly PlainRow<'escalation'>[];
  readonly hops: readonly PlainRow<'hop'>[];
  readonly clocks: readonly PlainRow<'clock'>[];
};

function partsOf(workspaceId: WorkspaceId, { before, after }: AggregateChange): Parts {
  const owner = { workspaceId, ticketId: after.ticket.id };
  const hopsBefore = (before?.escalations ?? []).flatMap(({ hops }) => hops);
  const escalations = changed(before?.escalations ?? [], after.escalations);
  return {
    escalations: escalations.map((escalation) => escalationRow(owner, escalation)),
    hops: escalations.flatMap((escalation) =>
      changed(hopsBefore, escalation.hops).map((hop) => hopRow(owner, { escalation, hop })),
    ),
    clocks: changed(before?.clocks ?? [], after.clocks).map((clock) => clockRow(owner, clock)),
  };
}

/** The core never changes a value in place, so that the same object means the same content. */
function changed<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): readonly T[] {
  const known = new Set<T>(before);
  return after.filter((item) => !known.has(item));
}

function clockRow(owner: Owner, clock: Clock): PlainRow<'clock'> {
  return {
    workspace_id: owner.workspaceId,
    id: clock.id,
    ticket_id: owner.ticketId,
    hop_id: clock.subject.kind === 'hop' ? clock.subject.hopId : null,
    metric: clock.metric,
    cycle: clock.cycle,
    status: clock.status,
    policy_version_id: clock.policyVersionId,
    calendar_version_id: clock.calendarVersionId,
    started_at: isoOf(clock.startedAt),
    due_at: isoOf(clock.dueAt),
    fulfilled_at: isoOf(clock.fulfilledAt),
    breached_at: isoOf(clock.breachedAt),
    detected_at: isoOf(clock.detectedAt),
    ended_at: isoOf(clock.endedAt),
    document: clock,
  };
}

function escalationRow(owner: Owner, escalation: Escalation): PlainRow<'escalation'> {
  const isClosed = escalation.state === 'closed';
  return {
    workspace_id: owner.workspaceId,
    id: escalation.id,
    ticket_id: owner.ticketId,
    type: escalation.type,
    reason: escalation.reason,
    requested_by: escalation.requestedBy,
    started_at: isoOf(escalation.startedAt),
    started_by: escalation.startedBy,
    matrix_version_id: escalation.matrixVersionId,
    rule_id: escalation.ruleId,
    close_by: isoOf(escalation.closeBy),
    state: escalation.state,
    returned_at: escalation.state === 'returned' ? isoOf(escalation.returnedAt) : null,
    closed_at: isClosed ? isoOf(escalation.closedAt) : null,
    closed_by: isClosed ? escalation.closedBy : null,
    cause: isClosed ? escalation.cause : null,
    lesson: isClosed ? escalation.lesson : null,
    document: escalation,
  };
}

function hopRow(
  owner: Owner,
  { escalation, hop }: { readonly escalation: Escalation; readonly hop: Hop },
): PlainRow<'hop'> {
  const isEnded = hop.state === 'ended';
  return {
    workspace_id: owner.workspaceId,
    id: hop.id,
    escalation_id: escalation.id,
    ticket_id: owner.ticketId,
    index: hop.index,
    to_team_id: hop.to.teamId,
    to_agent_ids: hop.to.kind === 'agents' ? hop.to.agentIds : [],
    tier: hop.tier,
    acknowledge_minutes: hop.acknowledgeMinutes,
    offered_at: isoOf(hop.offeredAt),
    state: hop.state,
    acknowledged_at: hop.state === 'offered' ? null : isoOf(hop.acknowledgedAt),
    acknowledged_by: hop.state === 'offered' ? null : hop.acknowledgedBy,
    ending: isEnded ? hop.ending : null,
    ended_at: isEnded ? isoOf(hop.endedAt) : null,
    ended_by: isEnded ? hop.endedBy : null,
    words: isEnded ? hop.words : null,
  };
}
