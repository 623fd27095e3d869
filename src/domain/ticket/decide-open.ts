import { accept, type Result, refuse } from '../kernel/result.ts';
import { receive } from './decide-message.ts';
import { checkSubject, cleanTags } from './decide-fields.ts';
import { checkOwner, checkTeam } from './decide-assign.ts';
import type { OpenTicket } from './command.ts';
import type { DecisionContext } from './context.ts';
import type { TicketEvent } from './event.ts';
import type { TicketRefusal } from './refusal.ts';

/**
 * Decides the opening of a ticket, with the customer's first message when there is one.
 * A ticket never starts closed unless it is imported: history may be brought in as it was.
 */
export function decideOpen(
  command: OpenTicket,
  context: DecisionContext,
): Result<readonly TicketEvent[], TicketRefusal> {
  const subject = checkSubject(command.subject);
  if (!subject.ok) return subject;
  const tags = cleanTags(command.tags);
  if (!tags.ok) return tags;
  const owner = checkOwner(command.ownerId, context.directory);
  if (!owner.ok) return owner;
  const team = checkTeam(command.teamId, context.directory);
  if (!team.ok) return team;
  if (!command.isImported && command.state !== 'new' && command.state !== 'open') {
    return refuse('state_not_reachable', { from: null, to: command.state });
  }
  const { type: _, firstMessage, ...facts } = command;
  const created: TicketEvent = {
    type: 'ticket.created',
    ...facts,
    subject: subject.value,
    tags: tags.value,
  };
  if (firstMessage === null) return accept([created]);
  return accept([created, ...receive(null, firstMessage, context)]);
}
