import type { DecisionContext } from '#domain/ticket/context.ts';
import type { Receiver, StepTarget } from '#domain/escalation/escalation.ts';
import type { AgentId, TeamId } from '#domain/kernel/id.ts';
import type { Directory } from '#domain/people/directory.ts';

export type Named = { readonly id: string; readonly name: string };

/** A person who has left the directory keeps a place, so that history never loses an entry. */
export function agentNamed(directory: Directory, id: AgentId | null): Named | null {
  if (id === null) return null;
  return { id, name: directory.agents.get(id)?.name ?? '—' };
}

export function teamNamed(directory: Directory, id: TeamId | null): Named | null {
  if (id === null) return null;
  return { id, name: directory.teams.get(id)?.name ?? '—' };
}

/** A receiver with names, as the contract shows it. */
export function receiverNamed(directory: Directory, receiver: Receiver) {
  const agents = receiver.kind === 'agents' ? receiver.agentIds : [];
  return {
    team: teamNamed(directory, receiver.teamId),
    agents: agents.flatMap((id) => agentNamed(directory, id) ?? []),
  };
}

/** One line for a receiver: the people when they are named, else the team. */
export function receiverName(directory: Directory, receiver: Receiver): string {
  const { team, agents } = receiverNamed(directory, receiver);
  if (agents.length > 0) return agents.map(({ name }) => name).join(', ');
  return team?.name ?? '—';
}

/** What a step names, before anybody knows who will be there: a code where it is not a proper name. */
export function targetName(
  context: Pick<DecisionContext, 'directory'>,
  target: StepTarget,
): string {
  const { directory } = context;
  switch (target.kind) {
    case 'team':
      return teamNamed(directory, target.teamId)?.name ?? '—';
    case 'agent':
      return agentNamed(directory, target.agentId)?.name ?? '—';
    case 'tier':
      return target.department === null ? target.tier : `${target.tier} ${target.department}`;
    case 'team_lead':
    case 'team_manager':
    case 'on_call': {
      const team = target.teamId === null ? null : teamNamed(directory, target.teamId);
      return team === null ? `@${target.kind}` : `@${target.kind} ${team.name}`;
    }
    case 'role':
      return `@${target.role}`;
    default:
      return target satisfies never;
  }
}
