import type { AgentId, CalendarVersionId, TeamId } from '../kernel/id.ts';
import type { Agent, Directory, Team } from '../people/directory.ts';
import { worksTickets } from '../people/role.ts';
import type { WhyCode } from './why.ts';

/*
 * Whether somebody can be asked now. `reachable` people exist, are active, work tickets and are
 * not on time off; of these the ones `on duty` are not away and are within the hours of a team of
 * theirs, or at their desk. Do-not-disturb is on duty: escalation pages get through it (C8).
 */

export type Availability =
  | { readonly reach: 'on_duty' }
  | { readonly reach: 'off_duty'; readonly because: WhyCode }
  | { readonly reach: 'none'; readonly because: WhyCode };

/** The calendars that are open at the moment routing decides; those not listed are closed. */
export type OpenCalendars = ReadonlySet<CalendarVersionId>;

const onDuty = { reach: 'on_duty' } as const;

/** Whether the agent can be offered a hop, and if not, why. */
export function agentAvailability(
  directory: Directory,
  agentId: AgentId,
  open: OpenCalendars,
): Availability {
  const agent = directory.agents.get(agentId);
  if (agent === undefined) return { reach: 'none', because: 'agent_gone' };
  if (!agent.isActive) return { reach: 'none', because: 'agent_inactive' };
  if (!worksTickets(agent.role)) return { reach: 'none', because: 'agent_role' };
  if (agent.isOnTimeOff) return { reach: 'none', because: 'agent_time_off' };
  if (agent.presence === 'away') return { reach: 'off_duty', because: 'agent_away' };
  if (agent.presence === 'offline' && !isWithinHours(directory, agentId, open)) {
    return { reach: 'off_duty', because: 'agent_off_hours' };
  }
  return onDuty;
}

/** Whether the team's queue can be offered a hop: somebody is there to see it. */
export function teamAvailability(
  directory: Directory,
  teamId: TeamId,
  open: OpenCalendars,
): Availability {
  const team = directory.teams.get(teamId);
  if (team === undefined) return { reach: 'none', because: 'team_gone' };
  const members = reachableMembers(directory, team);
  if (members.length === 0) return { reach: 'none', because: 'team_empty' };
  if (members.some((member) => isAtDesk(member))) return onDuty;
  if (!isTeamOpen(team, open)) return { reach: 'off_duty', because: 'team_closed' };
  if (members.every((member) => member.presence === 'away')) {
    return { reach: 'off_duty', because: 'team_away' };
  }
  return onDuty;
}

/** The team's members who could take work at all, whatever the hour. */
export function reachableMembers(directory: Directory, team: Team): readonly Agent[] {
  const members: Agent[] = [];
  for (const id of team.memberIds) {
    const agent = directory.agents.get(id);
    if (agent?.isActive && worksTickets(agent.role) && !agent.isOnTimeOff) members.push(agent);
  }
  return members;
}

/** A team without a calendar works around the clock. */
export function isTeamOpen(team: Team, open: OpenCalendars): boolean {
  return team.calendarVersionId === null || open.has(team.calendarVersionId);
}

function isAtDesk(agent: Agent): boolean {
  return agent.presence === 'online' || agent.presence === 'do_not_disturb';
}

/** Somebody in no team keeps no hours and counts as reachable at any. */
function isWithinHours(directory: Directory, agentId: AgentId, open: OpenCalendars): boolean {
  let belongs = false;
  for (const team of directory.teams.values()) {
    const isTheirs =
      team.memberIds.includes(agentId) || team.leadId === agentId || team.managerId === agentId;
    if (!isTheirs) continue;
    if (team.onCallId === agentId || isTeamOpen(team, open)) return true;
    belongs = true;
  }
  return !belongs;
}
