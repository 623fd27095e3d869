import type { TicketAggregate } from './aggregate.ts';
import { actionsOf } from './assignment-reactions.ts';
import type { DecisionContext } from './context.ts';
import { type CustomerTemplate, type CustomerUpdate, customerTemplates } from './effect.ts';
import type { Recorded, TicketEvent } from './event.ts';

type EventOf<T extends TicketEvent['type']> = Extract<TicketEvent, { readonly type: T }>;
type Scene = { readonly after: TicketAggregate; readonly context: DecisionContext };

/**
 * The automatic message a batch of events sends to the customer: none or one (G1). The first
 * of `customerTemplates` that the batch asks for wins. A batch in which the customer hears from
 * us anyway sends none, and neither does one that something automatic set off.
 */
export function customerUpdateOf(
  recorded: readonly Recorded[],
  scene: Scene,
): readonly CustomerUpdate[] {
  if (recorded.some(({ event }) => isEnough(event))) return [];
  const wanted = recorded.flatMap((entry, recordedIndex) =>
    templatesOf(entry, scene).map((template) => ({ template, recordedIndex, event: entry.event })),
  );
  const [first] = wanted.sort((a, b) => rank(a.template) - rank(b.template));
  if (first === undefined) return [];
  const { ticket } = scene.after;
  return [
    {
      kind: 'customer_update',
      ticketId: ticket.id,
      contactId: ticket.contactId,
      channelKind: ticket.channelKind,
      channelId: ticket.channelId,
      language: ticket.language,
      template: first.template,
      surveyId: first.event.type === 'feedback.requested' ? first.event.surveyId : null,
      placeholders: {
        ticketNumber: ticket.number,
        subject: ticket.subject,
        nextUpdateBy: nextUpdateBy(scene.after),
      },
      recordedIndex: first.recordedIndex,
    },
  ];
}

function isEnough(event: TicketEvent): boolean {
  if (event.type === 'call.logged') return event.isAnswered;
  if (event.type === 'message.sent' || event.type === 'message.resent') return true;
  return event.type === 'message.received' && event.isAutomatic;
}

function templatesOf({ event }: Recorded, scene: Scene): readonly string[] {
  switch (event.type) {
    case 'message.received':
      return needsReceipt(event, scene) ? own('received_receipt') : [];
    case 'escalation.started':
      return own('escalation_started');
    case 'hop.acknowledged':
      return own('escalation_acknowledged');
    case 'hop.offered':
      return isMove(event, scene) ? own('escalation_moved') : [];
    case 'hop.ended':
      return event.ending === 'solved' ? own('escalation_solved') : [];
    case 'ticket.state_changed':
      return event.to === 'on_hold' && isEscalated(scene) ? own('escalation_waiting') : [];
    case 'feedback.requested':
      return own('feedback_request');
    case 'clock.mark_reached': {
      const clock = scene.after.clocks.find(({ id }) => id === event.clockId);
      if (clock === undefined) return [];
      return actionsOf(clock, event.markIds, scene.context).flatMap((action) =>
        action.type === 'message_customer' ? [action.template] : [],
      );
    }
    default:
      return [];
  }
}

/** The first message of a ticket, where a receipt is usual; in a chat it would only disturb. */
function needsReceipt(event: EventOf<'message.received'>, { after }: Scene): boolean {
  const isFirst =
    after.ticket.firstCustomerMessageAt === event.receivedAt &&
    after.ticket.lastPublicReplyAt === null;
  return isFirst && (event.channelKind === 'email' || event.channelKind === 'form');
}

/** A climb past people who never took it is our own affair; the customer hears of real moves. */
function isMove(event: EventOf<'hop.offered'>, { after }: Scene): boolean {
  const escalation = after.escalations.find(({ id }) => id === event.escalationId);
  const previous = escalation?.hops[event.index - 1];
  return previous?.state === 'ended' && previous.acknowledgedBy !== null;
}

function isEscalated({ after }: Scene): boolean {
  return after.escalations.some(({ state }) => state !== 'closed');
}

function nextUpdateBy({ clocks }: TicketAggregate): CustomerUpdate['placeholders']['nextUpdateBy'] {
  return (
    clocks.find(({ metric, status }) => metric === 'update' && status === 'running')?.dueAt ?? null
  );
}

function own(template: CustomerTemplate): readonly string[] {
  return [template];
}

/** A template of the workspace's own comes after all of ours but the survey and the receipt. */
function rank(template: string): number {
  const index = customerTemplates.findIndex((known) => known === template);
  return index === -1 ? customerTemplates.indexOf('feedback_request') - 0.5 : index;
}
