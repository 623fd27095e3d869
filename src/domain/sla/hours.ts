import type { Hop, StepTarget } from '../escalation/escalation.ts';
import type { CalendarVersionId, TeamId } from '../kernel/id.ts';
import type { Directory, Team } from '../people/directory.ts';
import type { TicketAggregate } from '../ticket/aggregate.ts';
import type { Priority } from '../ticket/ticket.ts';
import type { Hours } from './draft.ts';
import type { PolicyVersion } from './policy.ts';

const always: Hours = { calendarVersionId: null, unionCalendarVersionIds: [] };

/** By which hours the customer's clocks run: the contract's calendar, or 24×7 (C26). */
export function customerHours(policy: PolicyVersion, priority: Priority): Hours {
  if (policy.force24x7For.includes(priority)) return always;
  return { calendarVersionId: policy.calendarVersionId, unionCalendarVersionIds: [] };
}

/**
 * By which hours a hop's clock runs: those of the receiving team, be it a queue or a person of it
 * (C25, C26), and for people of no team those of the team the ticket is in, so that a matter of
 * office hours wakes nobody at night. An `acknowledge` clock that follows the sun counts while any team of its step is
 * open (C27).
 */
export function hopHours(
  hop: Hop,
  metric: 'acknowledge' | 'handle',
  from: {
    readonly aggregate: TicketAggregate;
    readonly policy: PolicyVersion;
    readonly directory: Directory;
  },
): Hours {
  const { aggregate, policy, directory } = from;
  if (policy.force24x7For.includes(aggregate.ticket.priority)) return always;
  const receiving = receivingTeam(hop, directory);
  const hours = (receiving ?? homeTeam(aggregate, directory))?.calendarVersionId;
  const own = hours ?? policy.calendarVersionId;
  if (metric !== 'acknowledge' || !policy.isFollowTheSun) {
    return { calendarVersionId: own, unionCalendarVersionIds: [] };
  }
  const teams = teamsOfStep(hop, aggregate, directory);
  const all = new Set<CalendarVersionId | null>([own]);
  for (const team of teams) all.add(team.calendarVersionId ?? policy.calendarVersionId);
  if (all.has(null)) return always;
  return {
    calendarVersionId: own,
    unionCalendarVersionIds: [...all].filter((id) => id !== null).filter((id) => id !== own),
  };
}

/** Whoever is asked as a manager or as the last resort keeps the hours of the team they answer for. */
function homeTeam({ ticket }: TicketAggregate, directory: Directory): Team | null {
  return ticket.teamId === null ? null : (directory.teams.get(ticket.teamId) ?? null);
}

/** The team whose queue was offered the hop, or to which the person offered it belongs. */
export function receivingTeam(hop: Pick<Hop, 'to'>, directory: Directory): Team | null {
  if (hop.to.teamId !== null) return directory.teams.get(hop.to.teamId) ?? null;
  if (hop.to.kind === 'team') return null;
  const { agentIds } = hop.to;
  for (const team of directory.teams.values()) {
    if (agentIds.some((id) => team.memberIds.includes(id))) return team;
  }
  return null;
}

function teamsOfStep(hop: Hop, aggregate: TicketAggregate, directory: Directory): Team[] {
  const escalation = aggregate.escalations.find(({ hops }) => hops.some(({ id }) => id === hop.id));
  const step = hop.stepIndex === null ? undefined : escalation?.path[hop.stepIndex];
  return (step?.targets ?? []).flatMap((target) => teamsOfTarget(target, directory));
}

function teamsOfTarget(target: StepTarget, directory: Directory): Team[] {
  switch (target.kind) {
    case 'team':
    case 'on_call':
    case 'team_lead':
    case 'team_manager':
      return teamById(target.teamId, directory);
    case 'tier':
      return [...directory.teams.values()].filter(
        (team) =>
          team.tier === target.tier &&
          (target.department === null || team.department === target.department),
      );
    case 'agent':
      return [...directory.teams.values()].filter((team) =>
        team.memberIds.includes(target.agentId),
      );
    case 'role':
      return [];
    default:
      throw new TypeError(`no such target: ${JSON.stringify(target satisfies never)}`);
  }
}

function teamById(teamId: TeamId | null, directory: Directory): Team[] {
  const team = teamId === null ? undefined : directory.teams.get(teamId);
  return team === undefined ? [] : [team];
}
