import type { AgentId, CalendarVersionId, TeamId } from '../kernel/id.ts';
import type { Role } from './role.ts';

/** L0 self-service, L1 first line, L2 second line, L3 experts, L4 vendors and partners. */
export const tiers = ['L0', 'L1', 'L2', 'L3', 'L4'] as const;
export type Tier = (typeof tiers)[number];

export const presences = ['online', 'away', 'offline', 'do_not_disturb'] as const;
export type Presence = (typeof presences)[number];

/** A team as decisions see it. Its lead and manager are agents, told when its clocks burn. */
export type Team = {
  readonly id: TeamId;
  readonly name: string;
  readonly tier: Tier;
  readonly department: string;
  readonly calendarVersionId: CalendarVersionId | null;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly leadId: AgentId | null;
  readonly managerId: AgentId | null;
  /** Who is on call now, by the team's rota and its overrides; null outside any shift. */
  readonly onCallId: AgentId | null;
  readonly memberIds: readonly AgentId[];
};

export type Agent = {
  readonly id: AgentId;
  readonly name: string;
  readonly role: Role;
  readonly isActive: boolean;
  readonly presence: Presence;
  readonly isOnTimeOff: boolean;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly openTicketCount: number;
  /** How many open tickets the agent may hold before routing passes them by. */
  readonly capacity: number;
};

/** Everyone a decision may name, at the moment of the decision. */
export type Directory = {
  readonly agents: ReadonlyMap<AgentId, Agent>;
  readonly teams: ReadonlyMap<TeamId, Team>;
  /** Who answers when nobody else is left: the workspace's catch-all owner, an admin. */
  readonly catchAllId: AgentId;
};

/** The same people after an open ticket went from one agent to another; null is nobody. */
export function withLoadMoved(
  directory: Directory,
  { from, to }: { readonly from: AgentId | null; readonly to: AgentId | null },
): Directory {
  if (from === to) return directory;
  const agents = new Map(directory.agents);
  for (const [agentId, more] of [[from, -1] as const, [to, 1] as const]) {
    const agent = agentId === null ? undefined : agents.get(agentId);
    if (agent === undefined) continue;
    agents.set(agent.id, { ...agent, openTicketCount: Math.max(0, agent.openTicketCount + more) });
  }
  return { ...directory, agents };
}
