import type { AgentId, TeamId } from '../kernel/id.ts';
import { handlingTeamId, openCalendarIds } from '../matrix/facts.ts';
import type { Directory } from '../people/directory.ts';
import type { RoutingFacts } from '../routing/resolve.ts';
import type { NextReceiver } from '../routing/walk-path.ts';
import { walkPath } from '../routing/walk-path.ts';
import { why } from '../routing/why.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { DecisionContext } from '../ticket/context.ts';
import type { Escalation, Hop, PathStep, Receiver, StepTarget } from './escalation.ts';
import type { EscalationEvent } from './event.ts';
import { freshHopId } from './fresh-id.ts';
import { lastResortMinutes } from '../routing/last-resort.ts';

/** What routing reads of a ticket now. `escalation` is null before the first hop. */
export function routingFactsOf(
  aggregate: TicketAggregate,
  context: Pick<DecisionContext, 'now' | 'calendars' | 'directory'>,
  avoid: Avoid,
): RoutingFacts {
  const { ticket } = aggregate;
  const teamId = handlingTeamId(aggregate);
  const skills = ticket.issueType === null ? ticket.tags : [ticket.issueType, ...ticket.tags];
  return {
    teamId: ticket.teamId ?? teamId,
    department: departmentOf(teamId, context.directory),
    language: ticket.language,
    wantedSkills: [...new Set(skills)],
    openCalendarIds: openCalendarIds(context, context.now),
    avoidAgentIds: avoid.agentIds,
    avoidTeamIds: avoid.teamIds,
  };
}

/** Those who are passed by while anybody else is left. */
export type Avoid = {
  readonly agentIds: ReadonlySet<AgentId>;
  readonly teamIds: ReadonlySet<TeamId>;
};

/** What of an escalation decides whom it may go to next. */
export type Climb = Pick<Escalation, 'hops' | 'startedBy'>;

/**
 * Everybody the escalation has asked already and who let it pass or said no, or holds it now, and
 * whoever began it: an agent who needs somebody higher is not asked in return.
 */
export function alreadyAsked({ hops, startedBy }: Climb): Avoid {
  const agentIds = new Set<AgentId>(startedBy === null ? [] : [startedBy]);
  const teamIds = new Set<TeamId>();
  for (const hop of hops) {
    const letGo = hop.state !== 'ended' || hop.ending === 'timed_out' || hop.ending === 'declined';
    if (!letGo) continue;
    if (hop.to.kind === 'team') teamIds.add(hop.to.teamId);
    else for (const id of hop.to.agentIds) agentIds.add(id);
    if (hop.state === 'acknowledged') agentIds.add(hop.acknowledgedBy);
    if (hop.state === 'ended' && hop.endedBy !== null) agentIds.add(hop.endedBy);
  }
  return { agentIds, teamIds };
}

/** The step after the highest one that has been asked: a path is only ever climbed. */
export function nextStepIndex(hops: readonly Hop[]): number {
  return Math.max(-1, ...hops.map((hop) => hop.stepIndex ?? -1)) + 1;
}

/** Whom the escalation's own path reaches next, from where it stands. */
export function nextOnPath(
  aggregate: TicketAggregate,
  escalation: Climb & Pick<Escalation, 'path'>,
  context: DecisionContext,
): NextReceiver {
  return walkPath({
    path: escalation.path,
    fromIndex: nextStepIndex(escalation.hops),
    facts: routingFactsOf(aggregate, context, alreadyAsked(escalation)),
    directory: context.directory,
    outsidePath: outsidePath(escalation.hops),
  });
}

/**
 * The manager above everybody who has refused or played for time: one who manages all the teams
 * concerned, else each team's manager, else any manager, else an admin, else the last resort.
 */
export function managerAbove(
  aggregate: TicketAggregate,
  escalation: Climb,
  context: DecisionContext,
): NextReceiver {
  const teamIds = teamsConcerned(aggregate, escalation.hops);
  const common = commonManager(teamIds, context.directory);
  const commonTargets: readonly StepTarget[] =
    common === null ? [] : [{ kind: 'agent', agentId: common }];
  const next = walkPath({
    path: [
      ladderStep('above:common', commonTargets),
      ladderStep(
        'above:team',
        teamIds.map((teamId) => ({ kind: 'team_manager', teamId })),
      ),
      ladderStep('above:manager', [{ kind: 'role', role: 'manager' }]),
      ladderStep('above:admin', [{ kind: 'role', role: 'admin' }]),
    ],
    fromIndex: 0,
    facts: routingFactsOf(aggregate, context, alreadyAsked(escalation)),
    directory: context.directory,
    outsidePath: outsidePath(escalation.hops),
  });
  return { ...next, stepIndex: null, why: [why('manager_above'), ...next.why] };
}

function ladderStep(id: string, targets: readonly StepTarget[]): PathStep {
  return { id, targets, acknowledgeMinutes: lastResortMinutes, handleMinutes: null, tell: [] };
}

function teamsConcerned(aggregate: TicketAggregate, hops: readonly Hop[]): readonly TeamId[] {
  const teamIds = [aggregate.ticket.teamId, ...hops.map((hop) => hop.to.teamId)];
  return [...new Set(teamIds.filter((id) => id !== null))];
}

function commonManager(teamIds: readonly TeamId[], directory: Directory): AgentId | null {
  const managers = new Set(teamIds.map((id) => directory.teams.get(id)?.managerId ?? null));
  const [manager = null] = managers;
  return managers.size === 1 ? manager : null;
}

function outsidePath(hops: readonly Hop[]): readonly Receiver[] {
  return hops.filter((hop) => hop.stepIndex === null).map((hop) => hop.to);
}

function departmentOf(teamId: TeamId | null, directory: Directory): string | null {
  return teamId === null ? null : (directory.teams.get(teamId)?.department ?? null);
}

/** Whoever has the ticket before its first hop: its owner, else its team, else nobody. */
export function holderOf({ ticket }: TicketAggregate): Receiver | null {
  if (ticket.ownerId !== null) {
    return { kind: 'agents', agentIds: [ticket.ownerId], teamId: ticket.teamId };
  }
  return ticket.teamId === null ? null : { kind: 'team', teamId: ticket.teamId };
}

/** The event that offers the next hop. `because` comes before the reasons of the routing. */
export function offerHop(
  escalation: Pick<Escalation, 'id' | 'hops'>,
  next: NextReceiver,
  from: {
    readonly context: DecisionContext;
    readonly holder: Receiver | null;
    readonly because?: readonly string[];
  },
): Extract<EscalationEvent, { readonly type: 'hop.offered' }> {
  return {
    type: 'hop.offered',
    escalationId: escalation.id,
    hopId: freshHopId(from.context.newId),
    index: escalation.hops.length,
    stepIndex: next.stepIndex,
    from: from.holder,
    to: next.receiver,
    tier: next.tier,
    acknowledgeMinutes: next.acknowledgeMinutes,
    handleMinutes: next.handleMinutes,
    tell: next.tell,
    why: [...(from.because ?? []), ...next.why],
  };
}
