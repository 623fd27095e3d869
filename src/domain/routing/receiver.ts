import type { Receiver } from '../escalation/escalation.ts';
import type { AgentId } from '../kernel/id.ts';
import type { Directory } from '../people/directory.ts';
import { reachableMembers } from './availability.ts';
import { headsOf } from './resolve.ts';

/** Whether the agent is among those the receiver asks. */
export function isAsked(receiver: Receiver, agentId: AgentId, directory: Directory): boolean {
  if (receiver.kind === 'agents') return receiver.agentIds.includes(agentId);
  return directory.teams.get(receiver.teamId)?.memberIds.includes(agentId) === true;
}

/** Everybody the receiver asks; of a team's queue its members who can take work at all. */
export function peopleOf(receiver: Receiver, directory: Directory): readonly AgentId[] {
  if (receiver.kind === 'agents') return receiver.agentIds;
  const team = directory.teams.get(receiver.teamId);
  return team === undefined ? [] : reachableMembers(directory, team).map((member) => member.id);
}

/** Those to tell when the receiver let something pass: the people named, or the team's heads. */
export function answerableOf(receiver: Receiver, directory: Directory): readonly AgentId[] {
  return receiver.kind === 'agents' ? receiver.agentIds : headsOf(receiver.teamId, directory);
}

/** The people without those the receiver asks by name, each once. */
export function notAsked(receiver: Receiver, people: readonly AgentId[]): readonly AgentId[] {
  const asked: ReadonlySet<AgentId> =
    receiver.kind === 'agents' ? new Set(receiver.agentIds) : new Set();
  return [...new Set(people)].filter((id) => !asked.has(id));
}

/** Text that is equal exactly when two receivers are the same people or the same queue. */
export function receiverKey(receiver: Receiver): string {
  if (receiver.kind === 'team') return `team:${receiver.teamId}`;
  return `agents:${[...receiver.agentIds].sort().join(',')}`;
}
