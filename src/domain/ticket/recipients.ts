import type { Hop } from '../escalation/escalation.ts';
import type { AgentId, HopId, TeamId } from '../kernel/id.ts';
import type { Directory } from '../people/directory.ts';
import { worksTickets } from '../people/role.ts';
import { reachableMembers } from '../routing/availability.ts';
import { peopleOf } from '../routing/receiver.ts';
import type { Whom } from '../sla/policy.ts';
import type { TicketAggregate } from './aggregate.ts';

/*
 * Who is meant by owner, handler, lead and manager, and who stands in when a place is empty. A
 * person who has left is never told; when nobody is left of those meant, the next in this line
 * is: manager, lead, catch-all owner, any admin, any manager, anybody who works tickets (P20).
 */

/** The owner, when there is one who is still here. */
export function ownerOf({ ticket }: TicketAggregate, directory: Directory): readonly AgentId[] {
  return ticket.ownerId === null ? [] : present([ticket.ownerId], directory);
}

/** Who works the escalation now: whoever acknowledged the open hop, else all it is offered to. */
export function handlersOf(aggregate: TicketAggregate, directory: Directory): readonly AgentId[] {
  const hop = openHop(aggregate);
  if (hop === null) return ownerOf(aggregate, directory);
  if (hop.state === 'acknowledged') return present([hop.acknowledgedBy], directory);
  return receiversOf(hop, directory);
}

/**
 * Those a hop is offered to. Of a team's queue: who is at the desk and who is on call, else
 * everyone in it, so that an offer at night wakes the one on duty and not the whole team.
 */
export function receiversOf(hop: Pick<Hop, 'to'>, directory: Directory): readonly AgentId[] {
  const everyone = present(peopleOf(hop.to, directory), directory);
  const team = hop.to.kind === 'team' ? directory.teams.get(hop.to.teamId) : undefined;
  if (team === undefined) return everyone;
  const awake = everyone.filter((id) => {
    const presence = directory.agents.get(id)?.presence;
    return presence === 'online' || presence === 'do_not_disturb' || id === team.onCallId;
  });
  return awake.length > 0 ? awake : everyone;
}

/** The team's lead; without one, its manager. */
export function leadOf(teamId: TeamId | null, directory: Directory): readonly AgentId[] {
  const team = teamId === null ? undefined : directory.teams.get(teamId);
  const lead = present(team?.leadId == null ? [] : [team.leadId], directory);
  return lead.length > 0 ? lead : managerOf(teamId, directory);
}

/** The team's manager; without one its lead; without either, somebody all the same. */
export function managerOf(teamId: TeamId | null, directory: Directory): readonly AgentId[] {
  const team = teamId === null ? undefined : directory.teams.get(teamId);
  for (const id of [team?.managerId, team?.leadId]) {
    if (id != null && isPresent(id, directory)) return [id];
  }
  return lastResort(directory);
}

/** Whom a mark's action names. */
export function whomOf(
  whom: Whom,
  from: { aggregate: TicketAggregate; teamId: TeamId | null; directory: Directory },
): readonly AgentId[] {
  const { aggregate, teamId, directory } = from;
  switch (whom.kind) {
    case 'owner':
      return ownerOf(aggregate, directory);
    case 'handler':
      return handlersOf(aggregate, directory);
    case 'team':
      return membersOf(teamId, directory);
    case 'lead':
      return leadOf(teamId, directory);
    case 'manager':
      return managerOf(teamId, directory);
    case 'agent':
      return present([whom.agentId], directory);
    case 'named_team':
      return membersOf(whom.teamId, directory);
    default:
      throw new TypeError(`nobody is meant by ${JSON.stringify(whom satisfies never)}`);
  }
}

/** The team that answers for a clock: that of its hop, else the one that works the ticket. */
export function teamOfAlarm(aggregate: TicketAggregate, hopId: HopId | null): TeamId | null {
  const hops = aggregate.escalations.flatMap((escalation) => escalation.hops);
  const hop = hopId === null ? openHop(aggregate) : (hops.find(({ id }) => id === hopId) ?? null);
  return hop?.to.teamId ?? aggregate.ticket.teamId;
}

/** Those whom a hop asks. */
export function askedBy(
  hopId: HopId,
  { escalations }: TicketAggregate,
  directory: Directory,
): readonly AgentId[] {
  const hop = escalations.flatMap(({ hops }) => hops).find(({ id }) => id === hopId);
  return hop === undefined ? [] : receiversOf(hop, directory);
}

/** Whether an alarm is a team's: any of the customer's clocks, and hops to a team or one of it. */
export function hasTeam(hopId: HopId | null, { escalations }: TicketAggregate): boolean {
  if (hopId === null) return true;
  const hop = escalations.flatMap(({ hops }) => hops).find(({ id }) => id === hopId);
  return hop?.to.teamId != null;
}

/** People only, and only those still active. */
export function present(ids: readonly AgentId[], directory: Directory): readonly AgentId[] {
  return [...new Set(ids)].filter((id) => isPresent(id, directory));
}

export function membersOf(teamId: TeamId | null, directory: Directory): readonly AgentId[] {
  const team = teamId === null ? undefined : directory.teams.get(teamId);
  return team === undefined ? [] : reachableMembers(directory, team).map(({ id }) => id);
}

/** Somebody, whatever is missing: the catch-all owner, else an admin, a manager, anybody. */
export function lastResort(directory: Directory): readonly AgentId[] {
  if (isPresent(directory.catchAllId, directory)) return [directory.catchAllId];
  const people = [...directory.agents.values()].filter(({ isActive }) => isActive);
  const stand =
    people.find(({ role }) => role === 'admin') ??
    people.find(({ role }) => role === 'manager') ??
    people.find(({ role }) => worksTickets(role));
  // A workspace keeps its last admin; without one there is nobody left to tell.
  return stand === undefined ? [directory.catchAllId] : [stand.id];
}

function openHop(aggregate: TicketAggregate): Exclude<Hop, { state: 'ended' }> | null {
  const active = aggregate.escalations.findLast(({ state }) => state === 'active');
  const hop = active?.hops.at(-1);
  return hop === undefined || hop.state === 'ended' ? null : hop;
}

function isPresent(id: AgentId, directory: Directory): boolean {
  return directory.agents.get(id)?.isActive === true;
}
