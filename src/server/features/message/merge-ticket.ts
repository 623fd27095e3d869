import { sql } from 'kysely';
import type { MergePreview } from '#contract/merge.ts';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { toIso } from '#domain/kernel/instant.ts';
import { accept, refuse, type Result } from '#domain/kernel/result.ts';
import { previewOf } from '#domain/sla/apply.ts';
import { isClockEvent, isOpenClock } from '#domain/sla/evolve.ts';
import type { MergeChoice } from '#domain/sla/merge.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import { mergeRefusal } from '#domain/ticket/decide-merge.ts';
import { unfold } from '#domain/ticket/unfold.ts';
import {
  type CommandOutcome,
  type CommandRefusal,
  contextOf,
  readAggregate,
  runCommand,
  type WriteCore,
} from '#server/features/ticket/public.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { moveMessages } from './move-messages.ts';

export type Merge = {
  readonly sourceId: TicketId;
  readonly targetId: TicketId;
  readonly choice: MergeChoice;
};

export type MergeRefusalReason = CommandRefusal | 'merge_unproved_chat';

/**
 * Makes one ticket part of another (C21): its messages, followers and drafts move, what it owed
 * its customer is owed there, and it ends for good. Both halves are one transaction, or neither.
 */
export async function mergeTicket(
  core: WriteCore,
  actor: StaffActor,
  merge: Merge,
): Promise<Result<CommandOutcome, MergeRefusalReason>> {
  return core.attempt<CommandOutcome, MergeRefusalReason>(async (tx) => {
    const { workspaceId } = actor;
    await lockBoth(tx, workspaceId, merge);
    const source = await readAggregate(tx, workspaceId, merge.sourceId);
    const target = await readAggregate(tx, workspaceId, merge.targetId);
    if (source === null || target === null) return refuse('not_found');
    if (await showsToStranger(tx, workspaceId, merge)) return refuse('merge_unproved_chat');
    const agent = { kind: 'agent', id: actor.agentId } as const;
    const ended = await runCommand(core, tx, {
      workspaceId,
      ticketId: merge.sourceId,
      command: { type: 'mergeInto', target: target.ticket },
      actor: agent,
    });
    if (!ended.ok) return ended;
    const taken = await runCommand(core, tx, {
      workspaceId,
      ticketId: merge.targetId,
      command: { type: 'takeMerged', source, choice: merge.choice },
      actor: agent,
    });
    if (!taken.ok) return taken;
    await moveMessages(tx, {
      workspaceId,
      from: merge.sourceId,
      to: merge.targetId,
      messageIds: null,
    });
    await moveCompany(tx, workspaceId, merge);
    return accept(taken.value);
  });
}

/** What the merge would do, without doing it. */
export async function previewMerge(
  core: WriteCore,
  actor: StaffActor,
  merge: Merge,
): Promise<MergePreview | null> {
  return transaction(core.db, async (tx) => {
    const { workspaceId } = actor;
    const source = await readAggregate(tx, workspaceId, merge.sourceId);
    const target = await readAggregate(tx, workspaceId, merge.targetId);
    if (source === null || target === null) return null;
    const isUnsafe = await showsToStranger(tx, workspaceId, merge);
    const refusal =
      mergeRefusal(source, target.ticket)?.reason ?? (isUnsafe ? 'merge_unproved_chat' : null);
    const { rows } = await sql<{ count: number }>`
      select count(*)::integer as count
      from message
      where workspace_id = ${workspaceId}
        and ticket_id = ${merge.sourceId}
        and delivery <> 'recalled'
    `.execute(tx);
    return {
      refusal,
      messageCount: rows[0]?.count ?? 0,
      ending: source.clocks
        .filter(isOpenClock)
        .map(({ metric, dueAt }) => ({ metric, dueAt: dueAt === null ? null : toIso(dueAt) })),
      ...(refusal === null
        ? await targetAfter(core, tx, { actor, source, target, merge })
        : { moving: [], opensTarget: false }),
    };
  });
}

type Both = {
  readonly actor: StaffActor;
  readonly source: TicketAggregate;
  readonly target: TicketAggregate;
  readonly merge: Merge;
};

async function targetAfter(
  core: WriteCore,
  tx: Tx,
  { actor, source, target, merge }: Both,
): Promise<Pick<MergePreview, 'moving' | 'opensTarget'>> {
  const context = await contextOf(core, tx, {
    request: {
      workspaceId: actor.workspaceId,
      actor: { kind: 'agent', id: actor.agentId },
    },
    contactId: target.ticket.contactId,
  });
  const command = { type: 'takeMerged', source, choice: merge.choice } as const;
  const unfolded = unfold(target, command, context);
  if (!unfolded.ok) return { moving: [], opensTarget: false };
  const { recorded, aggregate } = unfolded.value;
  const events = recorded.flatMap(({ event }) => (isClockEvent(event) ? [event] : []));
  return {
    moving: previewOf(target, events, context).map((change) => ({
      metric: change.clock.metric,
      dueBefore: change.dueBefore === null ? null : toIso(change.dueBefore),
      dueAfter: change.dueAfter === null ? null : toIso(change.dueAfter),
      breachesAtOnce: change.breachesAtOnce,
    })),
    opensTarget: aggregate.ticket.state === 'open' && target.ticket.state !== 'open',
  };
}

/** In the order of their ids, so that two merges of the same two never wait for each other. */
async function lockBoth(tx: Tx, workspaceId: WorkspaceId, merge: Merge): Promise<void> {
  await sql`
    select id
    from ticket
    where workspace_id = ${workspaceId}
      and id in (${merge.sourceId}, ${merge.targetId})
    order by id
    for update
  `.execute(tx);
}

/**
 * Whether somebody in a chat would come to read what they did not write. A visitor is a contact's
 * by nothing but an address they typed until the site vouches for them, and the chat shows them
 * all that is said on their ticket.
 */
async function showsToStranger(tx: Tx, workspaceId: WorkspaceId, merge: Merge): Promise<boolean> {
  const both = sql`(${merge.sourceId}, ${merge.targetId})`;
  const { rows } = await sql`
    select
    from chat_visitor v
    where v.workspace_id = ${workspaceId}
      and v.ticket_id in ${both}
      and not exists (
        select
        from contact_identity i
        where i.workspace_id = v.workspace_id
          and i.kind = 'webchat'
          and i.value = v.id::text
          and i.is_verified
      )
      and exists (
        select
        from message m
        where m.workspace_id = v.workspace_id
          and m.ticket_id in ${both}
          and m.direction = 'in'
          and (m.external_id is null or not starts_with(m.external_id, v.id::text || ':'))
      )
    limit 1
  `.execute(tx);
  return rows.length > 0;
}

/** Who follows it, what is being written on it, and who chats on it go along. */
async function moveCompany(tx: Tx, workspaceId: WorkspaceId, merge: Merge): Promise<void> {
  await sql`
    insert into follower (workspace_id, ticket_id, agent_id, created_at)
    select workspace_id, ${merge.targetId}, agent_id, created_at
    from follower
    where workspace_id = ${workspaceId}
      and ticket_id = ${merge.sourceId}
    on conflict do nothing
  `.execute(tx);
  await sql`
    update draft d
    set ticket_id = ${merge.targetId}
    where d.workspace_id = ${workspaceId}
      and d.ticket_id = ${merge.sourceId}
      and not exists (
        select
        from draft o
        where o.workspace_id = d.workspace_id
          and o.ticket_id = ${merge.targetId}
          and o.agent_id = d.agent_id
          and o.kind = d.kind
      )
  `.execute(tx);
  await sql`
    update chat_visitor
    set ticket_id = ${merge.targetId}
    where workspace_id = ${workspaceId}
      and ticket_id = ${merge.sourceId}
  `.execute(tx);
}
