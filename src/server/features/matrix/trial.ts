import { sql } from 'kysely';
import type { z } from 'zod';
import type { MatrixTrial, trialFacts, TrialHop } from '#contract/matrix.ts';
import type { AgentId, ChannelId, TeamId, TicketId } from '#domain/kernel/id.ts';
import { type Instant, minuteMs, plusMs, toIso } from '#domain/kernel/instant.ts';
import { factsOf, type MatrixFacts, openCalendarIds } from '#domain/matrix/facts.ts';
import { matchMatrix } from '#domain/matrix/match.ts';
import type { MatrixContent } from '#domain/matrix/matrix.ts';
import type { Directory } from '#domain/people/directory.ts';
import type { RoutingFacts } from '#domain/routing/resolve.ts';
import { type NextReceiver, walkPath } from '#domain/routing/walk-path.ts';
import type { DecisionContext } from '#domain/ticket/context.ts';
import {
  agentNamed,
  contextOf,
  readAggregate,
  receiverName,
  type WriteCore,
} from '#server/features/ticket/public.ts';
import type { AccessGate } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/db/database.ts';
import { transaction } from '#server/platform/db/transaction.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';
import { coded } from './coded.ts';

type Facts = z.output<typeof trialFacts>;

export type TrialAsked = {
  readonly content: MatrixContent | null;
  readonly at: Instant;
  readonly ticketNumber: number | null;
  readonly facts: Facts;
};

/**
 * Tries a ticket at a moment: which rule takes it and why, and who would be asked one after another
 * if nobody acknowledged. Who is away is taken from now, hours are those of each moment.
 */
export async function tryTicket(
  core: WriteCore,
  gate: AccessGate,
  part: { readonly actor: StaffActor; readonly asked: TrialAsked },
): Promise<MatrixTrial> {
  const { actor, asked } = part;
  const ticketId =
    asked.ticketNumber === null ? null : await visibleTicket(core, gate, actor, asked.ticketNumber);
  return transaction(core.db, async (tx) => {
    const { declared, directory } = await core.context(tx, actor.workspaceId);
    const content = asked.content ?? declared.matrix;
    const facts =
      ticketId === null
        ? writtenFacts(asked, { directory, calendars: declared.calendars })
        : await ticketFacts(core, tx, { actor, ticketId, asked });
    const match = matchMatrix(content, facts);
    return {
      at: toIso(asked.at),
      rule: match.rule === null ? null : { id: match.rule.id, name: match.rule.name },
      explanation: match.explanation.map((each) => structuredClone(each)) as never,
      hops: climb(match.path, { facts, directory, calendars: declared.calendars }),
    };
  });
}

async function visibleTicket(
  core: WriteCore,
  gate: AccessGate,
  actor: StaffActor,
  number: number,
): Promise<TicketId> {
  const { rows } = await sql<{ id: TicketId }>`
    select t.id
    from ticket t
    where t.workspace_id = ${actor.workspaceId}
      and t.number = ${number}
  `.execute(core.db);
  const found = rows[0];
  if (found === undefined) throw new RequestRefused('not_found');
  await gate.ticket(actor, found.id, 'ticket.read');
  return found.id;
}

function writtenFacts(
  asked: TrialAsked,
  from: Pick<DecisionContext, 'directory' | 'calendars'>,
): MatrixFacts {
  const { facts } = asked;
  const teamId = facts.teamId as TeamId | null;
  const team = teamId === null ? undefined : from.directory.teams.get(teamId);
  return {
    ...facts,
    at: asked.at,
    channelId: null as ChannelId | null,
    teamId,
    tier: team?.tier ?? null,
    department: team?.department ?? null,
    openCalendarIds: openCalendarIds(from, asked.at),
  };
}

async function ticketFacts(
  core: WriteCore,
  tx: Tx,
  part: { readonly actor: StaffActor; readonly ticketId: TicketId; readonly asked: TrialAsked },
): Promise<MatrixFacts> {
  const { actor, asked } = part;
  const aggregate = await readAggregate(tx, actor.workspaceId, part.ticketId);
  if (aggregate === null) throw new RequestRefused('not_found');
  const context = await contextOf(core, tx, {
    request: { workspaceId: actor.workspaceId, actor: { kind: 'agent', id: actor.agentId } },
    contactId: aggregate.ticket.contactId,
  });
  const { reason, type } = asked.facts;
  return factsOf(aggregate, { ...context, now: asked.at }, { reason, type });
}

type Scene = Pick<DecisionContext, 'directory' | 'calendars'> & { readonly facts: MatrixFacts };

function climb(path: MatrixContent['fallback'], scene: Scene): TrialHop[] {
  const { directory, facts } = scene;
  const hops: TrialHop[] = [];
  const asked = { agents: new Set<AgentId>(), teams: new Set<TeamId>() };
  let at = facts.at;
  let fromIndex = 0;
  // Each step is asked once, and the last resort ends the climb.
  while (hops.length <= path.length) {
    const next = walkPath({
      path,
      fromIndex,
      facts: routingFacts(scene, at, asked),
      directory,
      outsidePath: [],
    });
    hops.push(presentHop(next, at, directory));
    if (next.stepIndex === null) break;
    const { receiver } = next;
    if (receiver.kind === 'team') asked.teams.add(receiver.teamId);
    else for (const id of receiver.agentIds) asked.agents.add(id);
    fromIndex = next.stepIndex + 1;
    at = plusMs(at, next.acknowledgeMinutes * minuteMs);
  }
  return hops;
}

function routingFacts(
  { facts, calendars }: Scene,
  at: Instant,
  asked: { readonly agents: ReadonlySet<AgentId>; readonly teams: ReadonlySet<TeamId> },
): RoutingFacts {
  return {
    teamId: facts.teamId,
    department: facts.department,
    language: facts.language,
    wantedSkills: facts.issueType === null ? facts.tags : [facts.issueType, ...facts.tags],
    openCalendarIds: openCalendarIds({ calendars }, at),
    avoidAgentIds: asked.agents,
    avoidTeamIds: asked.teams,
  };
}

function presentHop(next: NextReceiver, at: Instant, directory: Directory): TrialHop {
  return {
    at: toIso(at),
    stepIndex: next.stepIndex,
    who: receiverName(directory, next.receiver),
    tier: next.tier,
    isOnDuty: next.isOnDuty,
    acknowledgeMinutes: next.acknowledgeMinutes,
    tell: next.tell.flatMap((id) => agentNamed(directory, id)?.name ?? []),
    why: next.why.flatMap((text) => coded(text, directory)),
  };
}
