import type { TicketAction } from '#contract/ticket.ts';
import type { EscalationCommand } from '#domain/escalation/command.ts';
import { mayAct, type Standing } from '#domain/escalation/who-may.ts';
import { type Permission, roleMay } from '#domain/people/permission.ts';
import type { TicketAggregate } from '#domain/ticket/aggregate.ts';
import type { DecisionContext } from '#domain/ticket/context.ts';
import type { StaffActor } from '#server/platform/http/principal.ts';

const ticketActions: readonly (readonly [TicketAction, Permission])[] = [
  ['reply', 'ticket.reply'],
  ['note', 'ticket.note'],
  ['assign', 'ticket.assign'],
  ['update', 'ticket.update'],
  ['solve', 'ticket.update'],
  ['log_call', 'ticket.reply'],
  ['merge', 'ticket.merge'],
  ['set_deadline', 'ticket.deadline'],
];

const escalationActions: readonly (readonly [
  TicketAction,
  Permission,
  EscalationCommand['type'],
])[] = [
  ['escalate', 'ticket.escalate', 'escalate'],
  ['acknowledge', 'hop.work', 'acknowledge'],
  ['unacknowledge', 'hop.work', 'unacknowledge'],
  ['decline', 'hop.work', 'decline'],
  ['hand_back', 'hop.work', 'handBack'],
  ['pass_on', 'hop.work', 'passOn'],
  ['solve_hop', 'hop.work', 'solveHop'],
  ['close_escalation', 'escalation.close', 'closeEscalation'],
];

/**
 * What the actor may do to the ticket next: the same tables that decide the commands, so that a
 * button is there exactly when its command would be taken.
 */
export function actionsFor(
  actor: StaffActor,
  aggregate: TicketAggregate,
  context: DecisionContext,
): ReadonlySet<TicketAction> {
  const { ticket } = aggregate;
  const can = new Set<TicketAction>();
  const isClosed = ticket.state === 'closed';
  for (const [action, permission] of ticketActions) {
    const isWriting = action !== 'note';
    if (roleMay(actor.role, permission) && !(isClosed && isWriting)) can.add(action);
  }
  if (ticket.isSpam)
    for (const action of ['reply', 'log_call', 'merge'] as const) can.delete(action);
  if (ticket.mergedInto !== null) can.delete('note');
  if (ticket.state === 'solved') can.delete('solve');
  const escalation = aggregate.escalations.findLast(({ state }) => state !== 'closed') ?? null;
  const standing: Standing = { ticket, escalation, directory: context.directory };
  const asAgent = { kind: 'agent', id: actor.agentId } as const;
  for (const [action, permission, command] of escalationActions) {
    if (isClosed || !roleMay(actor.role, permission)) continue;
    if (mayAct(asAgent, command, standing)) can.add(action);
  }
  return can;
}
