import type { AgentId } from '../kernel/id.ts';
import type { Directory } from '../people/directory.ts';
import { worksTickets } from '../people/role.ts';
import { isAsked } from '../routing/receiver.ts';
import type { Actor } from '../ticket/event.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { EscalationCommand } from './command.ts';
import type { Escalation } from './escalation.ts';
import { openHopOf } from './evolve.ts';
import { type EscalationPosition, type Relation, transitions } from './transitions.ts';

/** What a permission looks at: the ticket, the escalation in question, and everyone. */
export type Standing = {
  readonly ticket: Ticket;
  /** The active escalation, the one a command names, or null when there is none. */
  readonly escalation: Escalation | null;
  readonly directory: Directory;
};

/** Everything the actor is to this escalation. */
export function relationsOf(actor: Actor, standing: Standing): ReadonlySet<Relation> {
  switch (actor.kind) {
    case 'system':
      return new Set(['system']);
    case 'contact':
      return new Set(actor.id === standing.ticket.contactId ? ['customer'] : []);
    case 'agent':
      return agentRelations(actor.id, standing);
    default:
      throw new TypeError(`unknown actor ${JSON.stringify(actor satisfies never)}`);
  }
}

/** Collaborators and auditors, and agents who were deactivated, are nothing to an escalation. */
function agentRelations(agentId: AgentId, standing: Standing): ReadonlySet<Relation> {
  const { ticket, escalation, directory } = standing;
  const agent = directory.agents.get(agentId);
  if (agent === undefined || !agent.isActive || !worksTickets(agent.role)) return new Set();
  const relations = new Set<Relation>(['agent']);
  if (agent.role === 'admin' || agent.role === 'manager') relations.add('authority');
  if (ticket.ownerId === agentId) relations.add('owner');
  if (heads(agentId, ticket.teamId, directory)) relations.add('home_lead');
  if (escalation === null) return relations;
  if (escalation.startedBy === agentId) relations.add('starter');
  const hop = escalation.hops.at(-1);
  if (hop === undefined) return relations;
  if (isAsked(hop.to, agentId, directory)) relations.add('receiver');
  if (hop.state !== 'offered' && hop.acknowledgedBy === agentId) relations.add('handler');
  if (heads(agentId, hop.to.teamId, directory)) relations.add('lead');
  return relations;
}

function heads(agentId: AgentId, teamId: Ticket['teamId'], directory: Directory): boolean {
  const team = teamId === null ? undefined : directory.teams.get(teamId);
  return team !== undefined && (team.leadId === agentId || team.managerId === agentId);
}

/** Where the escalation stands in the table of transitions. */
export function positionOf(escalation: Escalation | null): EscalationPosition {
  if (escalation === null) return 'none';
  if (escalation.state !== 'active') return escalation.state;
  return openHopOf(escalation)?.state ?? 'offered';
}

/** Whether the actor may do this now; what a page asks before it shows a button. */
export function mayAct(
  actor: Actor,
  command: EscalationCommand['type'],
  standing: Standing,
): boolean {
  const transition = transitions[positionOf(standing.escalation)][command];
  if ('refusal' in transition) return false;
  const relations = relationsOf(actor, standing);
  return transition.who.some((relation) => relations.has(relation));
}
