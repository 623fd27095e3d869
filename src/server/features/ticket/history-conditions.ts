import { type RawBuilder, sql } from 'kysely';
import type { TicketFilter } from '#contract/ticket.ts';
import { satisfiedScoreMin } from '#domain/feedback/score.ts';
import { instantFromIso } from '#domain/kernel/instant.ts';
import { at } from '#server/platform/db/parameters.ts';
import { isUnheard } from './unheard.ts';

/*
 * What happened to a ticket, as conditions of a list. The reports count by the same facts, so that
 * a list has as many rows as the figure that opens it says.
 */

/** Facts of `ticket t`, each an expression; `segment` is the organization's, else the contact's. */
export const ticketFacts = {
  segment: sql<string | null>`(
    select coalesce(o.segment, c.segment)
    from contact c
    left join organization o on o.workspace_id = t.workspace_id and o.id = t.organization_id
    where c.workspace_id = t.workspace_id and c.id = t.contact_id
  )`,
  escalationCount: sql<number>`(
    select count(*)::integer from escalation e
    where e.workspace_id = t.workspace_id and e.ticket_id = t.id
  )`,
  /** Public replies written by people, but those that were recalled or did not arrive; and calls that reached them. */
  humanReplyCount: sql<number>`(
    select count(*)::integer from message m
    where m.workspace_id = t.workspace_id and m.ticket_id = t.id
      and m.direction = 'out' and m.author_agent_id is not null
      and not m.is_automatic and not ${isUnheard('m')}
      and (m.kind = 'public' or m.call_outcome = 'answered')
  )`,
  /** The customer's last rating. */
  lastScore: sql<number | null>`(
    select s.score from survey s
    where s.workspace_id = t.workspace_id and s.ticket_id = t.id and s.answered_at is not null
    order by s.answered_at desc, s.id desc
    limit 1
  )`,
  lastAnsweredAt: sql`(
    select max(s.answered_at) from survey s
    where s.workspace_id = t.workspace_id and s.ticket_id = t.id
  )`,
  /** The tier that solved it: of the hop that did, else of the team that has it. */
  solvedByTier: sql<string>`coalesce(
    (
      select h.tier from hop h
      where h.workspace_id = t.workspace_id and h.ticket_id = t.id
        and h.ending in ('solved', 'handed_back')
      order by h.ended_at desc
      limit 1
    ),
    (select tm.tier from team tm where tm.workspace_id = t.workspace_id and tm.id = t.team_id),
    'L1'
  )`,
};

/** The bounds in time of a filter, each half-open. */
export function momentConditions(filter: TicketFilter): RawBuilder<boolean>[] {
  const bounds = [
    [filter.createdFrom, sql`t.created_at >= `],
    [filter.createdTo, sql`t.created_at < `],
    [filter.solvedFrom, sql`t.solved_at >= `],
    [filter.solvedTo, sql`t.solved_at < `],
    [filter.answeredFrom, sql`${ticketFacts.lastAnsweredAt} >= `],
    [filter.answeredTo, sql`${ticketFacts.lastAnsweredAt} < `],
  ] as const;
  return [
    ...bounds.flatMap(([moment, compare]) =>
      moment === undefined ? [] : [sql<boolean>`${compare}${at(instantFromIso(moment))}`],
    ),
    ...escalationConditions(filter),
  ];
}

function escalationConditions(filter: TicketFilter): RawBuilder<boolean>[] {
  const { escalatedFrom, escalatedTo, openEscalationBefore } = filter;
  const all: RawBuilder<boolean>[] = [];
  if (escalatedFrom !== undefined || escalatedTo !== undefined) {
    all.push(sql`exists (
      select from escalation e
      where e.workspace_id = t.workspace_id
        and e.ticket_id = t.id
        and ${within(sql`e.started_at`, escalatedFrom, escalatedTo)}
    )`);
  }
  if (openEscalationBefore !== undefined) {
    all.push(sql`exists (
      select from escalation e
      where e.workspace_id = t.workspace_id
        and e.ticket_id = t.id
        and e.state <> 'closed'
        and e.started_at < ${at(instantFromIso(openEscalationBefore))}
    )`);
  }
  return all;
}

/** What a ticket is and what became of it. */
export function historyConditions(filter: TicketFilter): RawBuilder<boolean>[] {
  const { counted, issueType, segment, language, wasSolved } = filter;
  const all: RawBuilder<boolean>[] = [];
  if (counted !== undefined) all.push(sql`not t.is_practice and not t.is_spam`);
  if (counted === 'own') all.push(sql`not t.is_imported`);
  if (issueType !== undefined) all.push(sql`t.issue_type = ${issueType}`);
  if (language !== undefined) all.push(sql`t.language = ${language}`);
  if (segment !== undefined) all.push(sql`${ticketFacts.segment} = ${segment}`);
  if (wasSolved !== undefined) {
    all.push(sql`(t.solved_at is not null or t.reopen_count > 0) = ${wasSolved}`);
  }
  if (filter.isReopened !== undefined) all.push(sql`(t.reopen_count > 0) = ${filter.isReopened}`);
  if (filter.isEscalated !== undefined) {
    all.push(sql`(${ticketFacts.escalationCount} > 0) = ${filter.isEscalated}`);
  }
  if (filter.isBreached !== undefined) {
    all.push(sql`exists (
      select from clock c
      where c.workspace_id = t.workspace_id and c.ticket_id = t.id and c.breached_at is not null
    ) = ${filter.isBreached}`);
  }
  if (filter.isFirstContact !== undefined) {
    all.push(sql`(
      t.reopen_count = 0
      and ${ticketFacts.escalationCount} = 0
      and ${ticketFacts.humanReplyCount} <= 1
    ) = ${filter.isFirstContact}`);
  }
  if (filter.score !== undefined) all.push(sql`${ticketFacts.lastScore} = ${filter.score}`);
  if (filter.isSatisfied !== undefined) {
    all.push(sql`(${ticketFacts.lastScore} >= ${satisfiedScoreMin}) = ${filter.isSatisfied}`);
  }
  if (filter.solvedByTier !== undefined) {
    all.push(sql`${ticketFacts.solvedByTier} = ${filter.solvedByTier}`);
  }
  return all;
}

/** Tickets one of whose clock cycles came out as asked, at a moment within the bounds. */
export function clockConditions(filter: TicketFilter): RawBuilder<boolean>[] {
  const { clockOutcome, clockMetric, clockFrom, clockTo, clockEndedBy } = filter;
  const asked = [clockOutcome, clockMetric, clockFrom, clockTo, clockEndedBy];
  if (asked.every((value) => value === undefined)) return [];
  const outcome = clockOutcome ?? 'decided';
  const moment = outcome === 'fulfilled' ? sql`k.fulfilled_at` : decidedAt;
  const status = outcome === 'breached' ? sql`k.status = 'breached'` : ended;
  return [
    sql`exists (
      select from clock k
      where k.workspace_id = t.workspace_id
        and k.ticket_id = t.id
        and ${status}
        and ${moment} is not null
        and ${clockMetric === undefined ? sql`true` : sql`k.metric = ${clockMetric}`}
        and ${within(moment, clockFrom, clockTo)}
        and ${clockEndedBy === undefined ? sql`true` : sql`${cycleEndedBy} = ${clockEndedBy}`}
    )`,
  ];
}

/** What ended the cycle `k`: bots are counted apart (C46). A cycle that still runs is people's. */
export const cycleEndedBy = sql<'people' | 'automatic'>`case
  when exists (
    select from message m
    where m.workspace_id = k.workspace_id
      and m.id = (k.document ->> 'fulfilledBy')::uuid
      and m.author_agent_id is null
  ) then 'automatic'
  else 'people'
end`;

const ended = sql`k.status in ('met', 'breached')`;
/** When it was known how the cycle came out. */
const decidedAt = sql`case k.status when 'breached' then k.breached_at else k.fulfilled_at end`;

function within(
  moment: RawBuilder<unknown>,
  from: string | undefined,
  to: string | undefined,
): RawBuilder<boolean> {
  const isAfter = from === undefined ? sql`true` : sql`${moment} >= ${at(instantFromIso(from))}`;
  const isBefore = to === undefined ? sql`true` : sql`${moment} < ${at(instantFromIso(to))}`;
  return sql`(${isAfter} and ${isBefore})`;
}
