import { sql } from 'kysely';
import type { ClockChip } from '#contract/ticket.ts';
import type { TicketPage } from '#contract/ticket-page.ts';
import type { TimelineEvent } from '#contract/timeline.ts';
import { foresee, type Foreseen } from '#domain/escalation/foresee.ts';
import type { TicketId, WorkspaceId } from '#domain/kernel/id.ts';
import { type Instant, toIso } from '#domain/kernel/instant.ts';
import type { Clock } from '#domain/sla/clock.ts';
import { percentUsed } from '#domain/sla/derive.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { DecisionContext } from '#domain/ticket/context.ts';
import { resolveLanguage } from '#locales/languages.ts';
import { ticketIsVisibleTo } from '#server/platform/access/ticket-visibility.ts';
import type { Db } from '#server/platform/db/database.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { actionsFor } from './actions-for.ts';
import { readDrafts } from './drafts-query.ts';
import { readAggregate } from './load-aggregate.ts';
import { readMessages } from './messages-query.ts';
import { presentEscalation, presentForeseen } from './present-escalation.ts';
import { replyAddress } from './reply-address.ts';
import { rowColumns, rowJoins, type SelectedRow, toTicketRow } from './row-columns.ts';
import { contextOf } from './run-command.ts';
import type { WriteCore } from './write-core.ts';

/**
 * Everything the ticket page shows, read in one snapshot, so that its parts belong together. Null
 * when there is no such ticket; whether the actor may see it is the gate's question, asked before.
 */
export async function readTicketPage(
  core: WriteCore,
  actor: StaffActor,
  ticketId: TicketId,
): Promise<TicketPage | null> {
  return core.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const { workspaceId } = actor;
      const aggregate = await readAggregate(tx, workspaceId, ticketId);
      if (aggregate === null) return null;
      const context = await contextOf(core, tx, {
        request: { workspaceId, actor: { kind: 'agent', id: actor.agentId } },
        contactId: aggregate.ticket.contactId,
      });
      const key = { workspaceId, ticketId, actor, context };
      return {
        ticket: await readHead(tx, key, aggregate),
        clocks: aggregate.clocks.map((clock) => presentClock(clock, context)),
        escalations: await readEscalations(tx, key, aggregate),
        messages: await readMessages(tx, key, aggregate.ticket),
        events: await readEvents(tx, key),
        future: (await foreseeable(tx, key, aggregate)).map((each) =>
          presentForeseen(each, context),
        ),
        drafts: await readDrafts(tx, { workspaceId, ticketId, agentId: actor.agentId }),
        links: await readLinks(tx, key),
        can: [...actionsFor(actor, aggregate, context)],
      };
    });
}

type Key = {
  readonly workspaceId: WorkspaceId;
  readonly ticketId: TicketId;
  readonly actor: StaffActor;
  readonly context: DecisionContext;
};

type Head = SelectedRow & {
  readonly isFollowed: boolean;
  readonly channel: { readonly id: string; readonly name: string } | null;
  readonly replyAddress: string | null;
  readonly mergedInto: TicketPage['ticket']['mergedInto'];
};

/** What the engine foresees, without the question that the workspace has switched off. */
async function foreseeable(
  db: Db,
  key: Key,
  aggregate: TicketAggregate,
): Promise<readonly Foreseen[]> {
  const future = foresee(aggregate, key.context);
  if (future.every(({ kind }) => kind !== 'feedback_asked')) return future;
  const { rows } = await sql`
    select
    from template
    where workspace_id = ${key.workspaceId}
      and event = 'feedback_request'
      and language = ${resolveLanguage(aggregate.ticket.language)}
      and not is_enabled
  `.execute(db);
  return rows.length === 0 ? future : future.filter(({ kind }) => kind !== 'feedback_asked');
}

async function readHead(
  db: Db,
  key: Key,
  aggregate: TicketAggregate,
): Promise<TicketPage['ticket']> {
  const { rows } = await sql<Head>`
    select
      ${rowColumns},
      exists (
        select from follower f
        where f.workspace_id = t.workspace_id
          and f.ticket_id = t.id
          and f.agent_id = ${key.actor.agentId}
      ) as "isFollowed",
      case
        when ch.id is null then null
        else jsonb_build_object('id', ch.id, 'name', ch.name)
      end as channel,
      (
        select jsonb_build_object('id', m.id, 'number', m.number)
        from ticket m
        where m.workspace_id = t.workspace_id
          and m.id = t.merged_into
          and ${ticketIsVisibleTo(key.actor, 'm')}
      ) as "mergedInto",
      (select a.value from (${replyAddress}) a) as "replyAddress"
    from ticket t
    ${rowJoins}
    left join channel ch on ch.workspace_id = t.workspace_id and ch.id = t.channel_id
    where t.workspace_id = ${key.workspaceId}
      and t.id = ${key.ticketId}
  `.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error(`ticket ${key.ticketId} vanished from its snapshot`);
  const { ticket } = aggregate;
  return {
    ...toTicketRow(row),
    issueType: ticket.issueType,
    reopenCount: ticket.reopenCount,
    solvedAt: ticket.solvedAt === null ? null : toIso(ticket.solvedAt),
    closedAt: ticket.closedAt === null ? null : toIso(ticket.closedAt),
    isFollowed: row.isFollowed,
    isSpam: ticket.isSpam,
    isPractice: ticket.isPractice,
    isImported: ticket.isImported,
    mergedInto: row.mergedInto,
    conflictSigns: [...ticket.conflictSigns],
    channel: row.channel,
    replyAddress: row.replyAddress,
  };
}

/** A clock as its chip shows it, with how much of it is spent at this moment. */
export function presentClock(clock: Clock, context: DecisionContext): ClockChip {
  const iso = (moment: Instant | null): string | null => (moment === null ? null : toIso(moment));
  const until = clock.endedAt ?? clock.fulfilledAt ?? context.now;
  return {
    id: clock.id,
    metric: clock.metric,
    status: clock.status,
    hopId: clock.subject.kind === 'hop' ? clock.subject.hopId : null,
    cycle: clock.cycle,
    startedAt: toIso(clock.startedAt),
    dueAt: iso(clock.dueAt),
    breachedAt: iso(clock.breachedAt),
    fulfilledAt: iso(clock.fulfilledAt),
    endedAt: iso(clock.endedAt),
    spentShare: (percentUsed(clock, context.calendars, until) ?? 0) / 100,
    isSetByHand: clock.manualDue !== null,
  };
}

async function readEscalations(db: Db, key: Key, aggregate: TicketAggregate) {
  if (aggregate.escalations.length === 0) return [];
  const versions = await db
    .selectFrom('matrix_version')
    .select(['id', 'version'])
    .where('workspace_id', '=', key.workspaceId)
    .execute();
  const byId = new Map<string, number>(versions.map(({ id, version }) => [id, version]));
  return aggregate.escalations.map((each) => presentEscalation(each, key.context, byId));
}

/** Enough for any ticket people work on; older events stay in the feed. */
const eventsMax = 1000;

async function readEvents(db: Db, key: Key): Promise<TimelineEvent[]> {
  const { rows } = await sql<Omit<TimelineEvent, 'at'> & { readonly at: Instant }>`
    select
      e.position,
      e.type,
      e.at,
      jsonb_build_object(
        'kind', e.actor_kind,
        'id', e.actor_id,
        'name', coalesce(a.name, c.name)
      ) as actor,
      e.payload as detail,
      e.cause
    from (
      select *
      from event
      where workspace_id = ${key.workspaceId}
        and ticket_id = ${key.ticketId}
      order by position desc
      limit ${eventsMax}
    ) e
    left join agent a on a.workspace_id = e.workspace_id and a.id = e.actor_id
    left join contact c on c.workspace_id = e.workspace_id and c.id = e.actor_id
    order by e.position
  `.execute(db);
  return rows.map((row) => ({ ...row, at: toIso(row.at) }));
}

/**
 * The tickets this one came from, became part of or led to, as far as the actor may see them: a
 * link would tell the subject of a restricted team's ticket.
 */
async function readLinks(db: Db, key: Key): Promise<TicketPage['links']> {
  const { rows } = await sql<TicketPage['links'][number]>`
    select link.kind, o.id as "ticketId", o.number, o.subject
    from ticket t
    cross join lateral (
      select 'follow_up_of' as kind, t.follow_up_of as id
      union all
      select 'merged_into', t.merged_into
      union all
      select 'split_from', t.split_from
      union all
      select 'followed_by', f.id
      from ticket f
      where f.workspace_id = t.workspace_id and f.follow_up_of = t.id
      union all
      select 'merged_from', m.id
      from ticket m
      where m.workspace_id = t.workspace_id and m.merged_into = t.id
      union all
      select 'split_into', s.id
      from ticket s
      where s.workspace_id = t.workspace_id and s.split_from = t.id
    ) link
    join ticket o on o.workspace_id = t.workspace_id and o.id = link.id
    where t.workspace_id = ${key.workspaceId}
      and t.id = ${key.ticketId}
      and ${ticketIsVisibleTo(key.actor, 'o')}
    order by o.number, link.kind
  `.execute(db);
  return rows;
}
