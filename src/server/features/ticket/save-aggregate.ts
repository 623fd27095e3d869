import { sql } from 'kysely';
import type { Escalation, Hop } from '#domain/escalation/escalation.ts';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import type { Clock } from '#domain/sla/clock.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { at, json } from '#server/platform/db/parameters.ts';
import { ticketColumns } from './ticket-row.ts';

type Owner = { readonly workspaceId: WorkspaceId; readonly ticketId: TicketId };

/** Writes what differs between the two, and nothing else. `before` is null for a new ticket. */
export async function saveAggregate(
  tx: Tx,
  workspaceId: WorkspaceId,
  change: { readonly before: TicketAggregate | null; readonly after: TicketAggregate },
): Promise<void> {
  const { before, after } = change;
  const columns = ticketColumns(workspaceId, after);
  if (before === null) {
    await tx.insertInto('ticket').values(columns).execute();
  } else {
    await tx
      .updateTable('ticket')
      .set(columns)
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', after.ticket.id)
      .execute();
  }
  const owner = { workspaceId, ticketId: after.ticket.id };
  // Hops come before the clocks that run on them, escalations before their hops.
  await saveEscalations(tx, owner, { before: before?.escalations ?? [], after: after.escalations });
  await saveClocks(tx, owner, changed(before?.clocks ?? [], after.clocks));
}

/** The core never changes a value in place, so that the same object means the same content. */
function changed<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): readonly T[] {
  const known = new Set<T>(before);
  return after.filter((item) => !known.has(item));
}

async function saveClocks(tx: Tx, owner: Owner, clocks: readonly Clock[]): Promise<void> {
  if (clocks.length === 0) return;
  await tx
    .insertInto('clock')
    .values(
      clocks.map((clock) => ({
        workspace_id: owner.workspaceId,
        id: clock.id,
        ticket_id: owner.ticketId,
        hop_id: clock.subject.kind === 'hop' ? clock.subject.hopId : null,
        metric: clock.metric,
        cycle: clock.cycle,
        status: clock.status,
        policy_version_id: clock.policyVersionId,
        calendar_version_id: clock.calendarVersionId,
        started_at: at(clock.startedAt),
        due_at: at(clock.dueAt),
        fulfilled_at: at(clock.fulfilledAt),
        breached_at: at(clock.breachedAt),
        detected_at: at(clock.detectedAt),
        ended_at: at(clock.endedAt),
        document: json(clock),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'id']).doUpdateSet((row) => ({
        status: row.ref('excluded.status'),
        policy_version_id: row.ref('excluded.policy_version_id'),
        calendar_version_id: row.ref('excluded.calendar_version_id'),
        started_at: row.ref('excluded.started_at'),
        due_at: row.ref('excluded.due_at'),
        fulfilled_at: row.ref('excluded.fulfilled_at'),
        breached_at: row.ref('excluded.breached_at'),
        detected_at: row.ref('excluded.detected_at'),
        ended_at: row.ref('excluded.ended_at'),
        document: row.ref('excluded.document'),
      })),
    )
    .execute();
}

type Escalations = {
  readonly before: readonly Escalation[];
  readonly after: readonly Escalation[];
};

async function saveEscalations(tx: Tx, owner: Owner, escalations: Escalations): Promise<void> {
  const hopsBefore = escalations.before.flatMap((escalation) => escalation.hops);
  for (const escalation of changed(escalations.before, escalations.after)) {
    await saveEscalation(tx, owner, escalation);
    const hops = changed(hopsBefore, escalation.hops);
    // A hop that ended leaves room for the next: at most one of an escalation is open at a time.
    for (const hop of hops) await saveHop(tx, owner, { escalation, hop });
  }
}

async function saveEscalation(tx: Tx, owner: Owner, escalation: Escalation): Promise<void> {
  const isClosed = escalation.state === 'closed';
  const columns = {
    state: escalation.state,
    returned_at: escalation.state === 'returned' ? at(escalation.returnedAt) : null,
    closed_at: isClosed ? at(escalation.closedAt) : null,
    closed_by: isClosed ? escalation.closedBy : null,
    cause: isClosed ? escalation.cause : null,
    lesson: isClosed ? escalation.lesson : null,
    document: json(escalation),
  };
  await tx
    .insertInto('escalation')
    .values({
      workspace_id: owner.workspaceId,
      id: escalation.id,
      ticket_id: owner.ticketId,
      type: escalation.type,
      reason: escalation.reason,
      requested_by: escalation.requestedBy,
      started_at: at(escalation.startedAt),
      started_by: escalation.startedBy,
      matrix_version_id: escalation.matrixVersionId,
      rule_id: escalation.ruleId,
      close_by: at(escalation.closeBy),
      ...columns,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doUpdateSet(columns))
    .execute();
}

async function saveHop(
  tx: Tx,
  owner: Owner,
  part: { readonly escalation: Escalation; readonly hop: Hop },
): Promise<void> {
  const { escalation, hop } = part;
  const columns = {
    state: hop.state,
    acknowledged_at: hop.state === 'offered' ? null : at(hop.acknowledgedAt),
    acknowledged_by: hop.state === 'offered' ? null : hop.acknowledgedBy,
    ending: hop.state === 'ended' ? hop.ending : null,
    ended_at: hop.state === 'ended' ? at(hop.endedAt) : null,
    ended_by: hop.state === 'ended' ? hop.endedBy : null,
    words: hop.state === 'ended' ? hop.words : null,
  };
  await tx
    .insertInto('hop')
    .values({
      workspace_id: owner.workspaceId,
      id: hop.id,
      escalation_id: escalation.id,
      ticket_id: owner.ticketId,
      index: hop.index,
      to_team_id: hop.to.teamId,
      to_agent_ids: sql<string[]>`${hop.to.kind === 'agents' ? [...hop.to.agentIds] : []}::uuid[]`,
      tier: hop.tier,
      acknowledge_minutes: hop.acknowledgeMinutes,
      offered_at: at(hop.offeredAt),
      ...columns,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doUpdateSet(columns))
    .execute();
}
