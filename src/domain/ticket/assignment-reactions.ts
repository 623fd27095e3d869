import type { AgentId } from '../kernel/id.ts';
import type { Clock } from '../sla/clock.ts';
import type { MarkAction } from '../sla/policy.ts';
import type { TicketAggregate } from './aggregate.ts';
import type { DecisionContext } from './context.ts';
import { checkOwner, checkTeam, teamOf, ticketAssigned } from './decide-assign.ts';
import type { Recorded, TicketEvent } from './event.ts';
import { evolveTicket } from './evolve-ticket.ts';
import { routeTicket } from './route.ts';
import { isDone } from './states.ts';
import type { Ticket } from './ticket.ts';

/*
 * What follows for the ticket itself, not for its clocks or escalations. A request that a customer
 * opens or writes on finds an owner when it has none, or one who has left; so does a ticket moved
 * to another team. Who answers a ticket without an owner owns it; who acknowledges a hop that was
 * to take the ticket along owns it; and marks may change the priority or the assignment.
 */

/**
 * The reactions to `recorded`, whose events `aggregate` already contains. Answers no event that
 * would change nothing, so that reacting again to its own answer ends.
 */
export function assignmentReactions(
  aggregate: TicketAggregate,
  recorded: readonly Recorded[],
  context: DecisionContext,
): readonly TicketEvent[] {
  const events: TicketEvent[] = [];
  let { ticket } = aggregate;
  for (const { event } of recorded) {
    for (const reaction of reactTo(event, { ...aggregate, ticket }, context)) {
      events.push(reaction);
      const at = context.now;
      ticket = evolveTicket(ticket, {
        event: reaction,
        at,
        actor: { kind: 'system' },
        cause: null,
      });
    }
  }
  return events;
}

function reactTo(
  event: TicketEvent,
  aggregate: TicketAggregate,
  context: DecisionContext,
): readonly TicketEvent[] {
  const { ticket } = aggregate;
  switch (event.type) {
    case 'ticket.created':
      return isHeld(ticket, context) ? [] : route(ticket, context);
    case 'message.received':
      return event.isAutomatic || isHeld(ticket, context) ? [] : route(ticket, context);
    case 'ticket.assigned': {
      const isMoved = event.toTeamId !== null && event.toTeamId !== event.fromTeamId;
      const except = new Set(event.fromOwnerId === null ? [] : [event.fromOwnerId]);
      return isMoved && ticket.ownerId === null ? route(ticket, context, except) : [];
    }
    case 'call.logged':
    case 'message.resent':
      if (ticket.ownerId !== null || ticket.isImported) return [];
      return assignTo(ticket, { ownerId: event.agentId }, context);
    case 'ticket.merge_taken':
      // A request of the customer that has come to an unheld ticket finds somebody, as any does.
      if (event.unansweredSince === null || isHeld(ticket, context)) return [];
      return route(ticket, context);
    case 'message.sent':
      if (event.agentId === null || ticket.ownerId !== null || ticket.isImported) return [];
      return assignTo(ticket, { ownerId: event.agentId }, context);
    case 'hop.acknowledged': {
      const escalation = aggregate.escalations.find(({ id }) => id === event.escalationId);
      if (escalation === undefined) return [];
      const takesOver = !escalation.keepsOwner || ticket.ownerId === null;
      return takesOver ? assignTo(ticket, { ownerId: event.agentId, moves: true }, context) : [];
    }
    case 'clock.mark_reached': {
      const clock = aggregate.clocks.find(({ id }) => id === event.clockId);
      if (clock === undefined || isDone(ticket.state)) return [];
      return actionsOf(clock, event.markIds, context).flatMap((action) =>
        runAction(action, ticket, context),
      );
    }
    default:
      return [];
  }
}

function isHeld(ticket: Ticket, { directory }: DecisionContext): boolean {
  return ticket.ownerId !== null && directory.agents.get(ticket.ownerId)?.isActive === true;
}

function route(
  ticket: Ticket,
  context: DecisionContext,
  except?: ReadonlySet<AgentId>,
): readonly TicketEvent[] {
  if (ticket.isImported || ticket.isSpam || isDone(ticket.state)) return [];
  const to = routeTicket(ticket, context, except);
  return isAssigned(ticket, to) ? [] : [ticketAssigned(ticket, to)];
}

/** The actions of the marks, in order, as the clock's own version of the policy states them. */
export function actionsOf(
  clock: Clock,
  markIds: readonly string[],
  context: DecisionContext,
): readonly MarkAction[] {
  const policy =
    context.policies.find(({ id }) => id === clock.policyVersionId) ??
    context.pastPolicies.get(clock.policyVersionId);
  if (policy === undefined) return [];
  return markIds.flatMap((id) => policy.marks.find((mark) => mark.id === id)?.actions ?? []);
}

function runAction(
  action: MarkAction,
  ticket: Ticket,
  context: DecisionContext,
): readonly TicketEvent[] {
  switch (action.type) {
    case 'change_priority':
      if (action.to === ticket.priority) return [];
      return [{ type: 'ticket.priority_changed', from: ticket.priority, to: action.to }];
    case 'assign': {
      const owner = checkOwner(action.agentId, context.directory);
      const team = checkTeam(action.teamId, context.directory);
      // Whoever has left since the policy was written is passed by; the mark's alarms still ring.
      if (!owner.ok || !team.ok) return [];
      const to = { ownerId: owner.value ?? ticket.ownerId, teamId: team.value ?? ticket.teamId };
      return isAssigned(ticket, to) ? [] : [ticketAssigned(ticket, to)];
    }
    // Told by `effects.ts`, and climbed by the escalation's own reactions.
    case 'notify':
    case 'webhook':
    case 'message_customer':
    case 'escalate':
      return [];
    default:
      throw new TypeError(`no such action: ${JSON.stringify(action satisfies never)}`);
  }
}

function assignTo(
  ticket: Ticket,
  to: { readonly ownerId: Ticket['ownerId']; readonly moves?: boolean },
  context: DecisionContext,
): readonly TicketEvent[] {
  const owner = checkOwner(to.ownerId, context.directory);
  if (!owner.ok) return [];
  const theirs = teamOf(owner.value, context.directory);
  const teamId = to.moves === true ? (theirs ?? ticket.teamId) : (ticket.teamId ?? theirs);
  const next = { ownerId: owner.value, teamId };
  return isAssigned(ticket, next) ? [] : [ticketAssigned(ticket, next)];
}

function isAssigned(ticket: Ticket, to: Pick<Ticket, 'ownerId' | 'teamId'>): boolean {
  return ticket.ownerId === to.ownerId && ticket.teamId === to.teamId;
}
