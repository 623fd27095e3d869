import type { AgentId, TeamId } from '../kernel/id.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import type { Directory } from '../people/directory.ts';
import { worksTickets } from '../people/role.ts';
import type { TicketAggregate } from './aggregate.ts';
import type { Assign } from './command.ts';
import type { DecisionContext } from './context.ts';
import { stateChanged } from './decide-state.ts';
import type { TicketEvent } from './event.ts';
import type { TicketRefusal } from './refusal.ts';
import type { Ticket } from './ticket.ts';

/**
 * Decides who owns the ticket and which team it is in. Given a person only, the team follows
 * when there was none; given a team only, an owner who is not in it lets go, so that the ticket
 * stands in the queue of the team that has it now.
 */
export function decideAssign(
  { ticket }: TicketAggregate,
  command: Assign,
  context: DecisionContext,
): Result<readonly TicketEvent[], TicketRefusal> {
  const { directory } = context;
  if (ticket.state === 'closed') return refuse('ticket_closed');
  const owner = checkOwner(command.ownerId ?? null, directory);
  if (!owner.ok) return owner;
  const team = checkTeam(command.teamId ?? null, directory);
  if (!team.ok) return team;
  const { ownerId, teamId } = resolve(ticket, command, directory);
  if (ownerId === ticket.ownerId && teamId === ticket.teamId) return accept([]);
  const assigned = ticketAssigned(ticket, { ownerId, teamId });
  const isTouch = ticket.state === 'new' && ownerId !== null && context.actor.kind === 'agent';
  return accept(isTouch ? [assigned, stateChanged(ticket, 'open', 'first_touch')] : [assigned]);
}

function resolve(
  ticket: Ticket,
  command: Assign,
  directory: Directory,
): { readonly ownerId: AgentId | null; readonly teamId: TeamId | null } {
  if (command.ownerId === undefined) {
    const teamId = command.teamId === undefined ? ticket.teamId : command.teamId;
    const keepsOwner =
      teamId === ticket.teamId ||
      teamId === null ||
      (ticket.ownerId !== null && isMember(directory, teamId, ticket.ownerId));
    return { ownerId: keepsOwner ? ticket.ownerId : null, teamId };
  }
  const { ownerId } = command;
  if (command.teamId !== undefined) return { ownerId, teamId: command.teamId };
  return { ownerId, teamId: ticket.teamId ?? teamOf(ownerId, directory) };
}

/** The first team, in the directory's order, that the agent is a member of. */
export function teamOf(agentId: AgentId | null, directory: Directory): TeamId | null {
  if (agentId === null) return null;
  for (const team of directory.teams.values()) {
    if (team.memberIds.includes(agentId)) return team.id;
  }
  return null;
}

function isMember(directory: Directory, teamId: TeamId, agentId: AgentId): boolean {
  return directory.teams.get(teamId)?.memberIds.includes(agentId) ?? false;
}

export function ticketAssigned(
  ticket: Ticket,
  to: { readonly ownerId: AgentId | null; readonly teamId: TeamId | null },
): TicketEvent {
  return {
    type: 'ticket.assigned',
    fromOwnerId: ticket.ownerId,
    toOwnerId: to.ownerId,
    fromTeamId: ticket.teamId,
    toTeamId: to.teamId,
  };
}

/** Nobody, or an active agent whose role works tickets. */
export function checkOwner(
  ownerId: AgentId | null,
  directory: Directory,
): Result<AgentId | null, TicketRefusal> {
  if (ownerId === null) return accept(null);
  const agent = directory.agents.get(ownerId);
  if (agent === undefined) return refuse('agent_not_found');
  if (!agent.isActive || !worksTickets(agent.role)) return refuse('agent_cannot_own');
  return accept(ownerId);
}

export function checkTeam(
  teamId: TeamId | null,
  directory: Directory,
): Result<TeamId | null, TicketRefusal> {
  return teamId === null || directory.teams.has(teamId) ? accept(teamId) : refuse('team_not_found');
}
